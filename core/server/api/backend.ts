import type { ParseResult } from '../../nlu/parse-result.js';
import type { Event } from '../../tracker/events.js';
import type { IncludedEvents } from '../../tracker/json.js';

/** What the HTTP API asks of a bot. */
export interface ApiBackend {
  readonly conversations: ConversationApi;
  readonly models: ModelApi;
}

/** How an answer shows a conversation, and where messages go. */
export interface ShowOptions {
  readonly include: IncludedEvents;
  /** A channel by name, or `latest`; messages for no open channel come back with the answer. */
  readonly outputChannel?: string | undefined;
}

/** A conversation after something was done in it. */
export interface Acted {
  readonly tracker: object;
  /** What the bot said, as the REST channel shows it; missing when a channel sends it. */
  readonly messages?: readonly object[];
}

/** Conversations, as the HTTP API shows and changes them. */
export interface ConversationApi {
  exists(id: string): Promise<boolean>;
  /** `until` is in seconds since 1970. */
  tracker(id: string, include: IncludedEvents, until: number | undefined): Promise<object>;
  /** Adds events between turns. With `sideEffects`, bot messages among them are sent and reminders take effect. */
  addEvents(id: string, events: readonly Event[], show: ShowOptions & { sideEffects: boolean }): Promise<object>;
  /** Makes these all the events of the conversation. */
  replaceEvents(id: string, events: readonly Event[], include: IncludedEvents): Promise<object>;
  /** The conversation as a test story, in YAML. */
  story(id: string, options: { until: number | undefined; allSessions: boolean }): Promise<string>;
  /** @throws ParleyError ACTION_UNKNOWN */
  execute(id: string, order: ActionOrder, show: ShowOptions): Promise<Acted>;
  /** @throws ParleyError API_INTENT_UNKNOWN */
  trigger(id: string, order: IntentOrder, show: ShowOptions): Promise<Acted>;
  predict(id: string): Promise<Prediction>;
  /** Takes a message of the person in, understands it and fills slots, and leaves the answer to somebody else. */
  addMessage(id: string, message: GivenMessage, include: IncludedEvents): Promise<object>;
}

/** An action that somebody wants run. */
interface ActionOrder {
  readonly name: string;
  readonly policy?: string | undefined;
  readonly confidence?: number | undefined;
}

/** An intent that somebody wants to have been meant. */
interface IntentOrder {
  readonly name: string;
  readonly entities: readonly Readonly<Record<string, unknown>>[];
}

/** A message, and what it means where that is known already. */
interface GivenMessage {
  readonly text: string;
  readonly parseData: ParseResult | undefined;
}

/** What the policies think comes next, surest first. */
export interface Prediction {
  readonly scores: readonly { readonly action: string; readonly score: number }[];
  readonly policy: string | null;
  readonly confidence: number;
  readonly tracker: object;
}

/** The model: asked, trained, tested, exchanged. Without one all but training and loading throw NO_MODEL_LOADED. */
export interface ModelApi {
  parse(text: string, messageId: string | undefined): Promise<ParseResult>;
  predict(events: readonly Event[], include: IncludedEvents): Prediction;
  /** @throws ParleyError TRAINING_DATA_INVALID, TRAINING_FAILED */
  train(order: TrainOrder): Promise<TrainedFile>;
  /** @throws ParleyError TRAINING_DATA_INVALID */
  testStories(yaml: string, options: { endToEnd: boolean }): Promise<object>;
  /** @throws ParleyError TRAINING_DATA_INVALID, FOLDS_IMPOSSIBLE */
  testIntents(yaml: string, options: IntentTestOptions): Promise<object>;
  /** @throws ParleyError MODEL_NOT_FOUND, MODEL_BROKEN, MODEL_OTHER_VERSION, MODEL_DOMAIN_UNKNOWN, MODEL_SERVER_FAILED */
  load(source: ModelSource): Promise<void>;
  unload(): void;
  /** The domain in Rasa's form. */
  domain(): object;
}

/** What a model is to be trained from: config, domain, NLU examples, stories and rules in one YAML text. */
interface TrainOrder {
  readonly yaml: string;
  readonly force: boolean;
  /** Whether the model stays among the bot's models. */
  readonly keep: boolean;
  /** How many conversations are glued together of stories; default: as each policy has it. */
  readonly augmentation: number | undefined;
}

/** A trained model. */
interface TrainedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How intents are tested. */
interface IntentTestOptions {
  /** A model file other than the one that answers now. */
  readonly model: string | undefined;
  /** Trains that many times on all but a share of the examples and tests on that share. */
  readonly folds: number | undefined;
}

/** Where a model is. */
export type ModelSource =
  | { readonly file: string }
  | { readonly server: ModelServer }
  | { readonly remoteStorage: string };

/** A server that hands out models, as `models` of `endpoints.yml` and `model_server` of a request name it. */
export interface ModelServer {
  readonly url: string;
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly basic_auth?: { readonly username: string; readonly password: string } | undefined;
  readonly token?: string | undefined;
  readonly token_name?: string | undefined;
  /** Seconds; 0 or none: once. */
  readonly wait_time_between_pulls?: number | null | undefined;
}
