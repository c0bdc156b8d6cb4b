import type { Action } from '../../core/actions/action.js';
import type { LogLine } from '../kit/log.js';

/** What a message means that is not written as `/intent{…}`: an intent, or all of it. */
export type Meaning =
  | string
  | {
      readonly intent: string | null;
      /** 0 to 1; default 1. */
      readonly confidence?: number;
      readonly entities?: readonly {
        readonly entity: string;
        readonly value: unknown;
        readonly role?: string;
        readonly group?: string;
        readonly start?: number;
        readonly end?: number;
        readonly extractor?: string;
      }[];
      /** The intents after the first. */
      readonly ranking?: readonly { readonly name: string; readonly confidence: number }[];
      readonly response_selector?: Record<string, unknown>;
    };

/** One Rasa project, written inline. */
export interface ConformanceProject {
  /** The text of `domain.yml`. */
  readonly domain?: string;
  /** The text of `data/data.yml`: `nlu`, `stories`, `rules`. */
  readonly data?: string;
  /** The text of `config.yml`; default: RulePolicy and MemoizationPolicy. */
  readonly config?: string;
  /** Any further files by path; `credentials.yml` names the REST channel unless it is here. */
  readonly files?: Readonly<Record<string, string>>;
  /** Actions that run in process. */
  readonly actions?: readonly Action[];
  /** What free texts mean; the NLU is not trained, and what is not here is `nlu_fallback`. */
  readonly meanings?: Readonly<Record<string, Meaning>>;
  /** Trains the pipeline of the project instead; slow, for cases about nothing else. */
  readonly trains?: true;
  /** Settings of the server, by environment variable. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a case may start before the bot, such as an action server: more files, and the way to end it. */
export interface Surroundings {
  readonly files?: Readonly<Record<string, string>>;
  close(): void | Promise<void>;
}

/** A message of the bot: its text, or some of its fields. */
export type ExpectedMessage = string | RegExp | Readonly<Record<string, unknown>>;

/**
 * An event: some of its fields, or one line such as `user /book`, `bot Which size?`, `slot size = "small"`,
 * `action utter_hi`, `active_loop book_form`, `active_loop null`, `action_execution_rejected book_form`, `followup x`,
 * `loop_interrupted true`, or the name alone: `rewind`, `restart`, `session_started`.
 */
export type ExpectedEvent = string | Readonly<Record<string, unknown>>;

/** What is looked at after a step; what is left out is not looked at. */
export interface Expectations {
  /** All that the bot says, in order; `[]` for nothing. */
  readonly bot?: ExpectedMessage | readonly ExpectedMessage[];
  /** The actions that ran, in order, without those of the session start and the last `action_listen`. */
  readonly does?: string | readonly string[];
  /**
   * All events that the step added, in order, without those of the session start; `user_featurization`, which follows
   * every message, may be left out.
   */
  readonly events?: readonly ExpectedEvent[];
  /** All events that the step added, in order, those of the session start among them. */
  readonly allEvents?: readonly ExpectedEvent[];
  /** Events that are among those added. */
  readonly has?: readonly ExpectedEvent[];
  /** Events that are not. */
  readonly hasNot?: readonly ExpectedEvent[];
  readonly slots?: Readonly<Record<string, unknown>>;
  /** The name of the active loop, or `null`. */
  readonly loop?: string | null;
  /** Fields of the tracker as `GET /conversations/{id}/tracker` returns it. */
  readonly tracker?: Readonly<Record<string, unknown>>;
}

/** Somebody says something over REST. */
interface UserStep extends Expectations {
  readonly user: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A request to the HTTP API; `{id}` in the path is the conversation, the token is added. */
export interface RequestStep extends Omit<Expectations, 'bot'> {
  /** Such as `POST /conversations/{id}/trigger_intent?include_events=NONE`. */
  readonly request: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default 200. */
  readonly status?: number;
  /** Fields of the JSON that is answered, or a pattern of the text. */
  readonly answer?: unknown;
}

/** Looks at, or does, anything else. */
export type CodeStep = (talk: Talk) => void | Promise<void>;

/** One step of a case. */
export type Step = UserStep | RequestStep | CodeStep;

/** A case: a project, and a conversation with what has to come of it. */
export interface ConformanceCase extends ConformanceProject {
  /** The page of the documentation, or the test or source in RasaHQ/rasa, that the behaviour is from. */
  readonly from: string;
  readonly surroundings?: () => Promise<Surroundings>;
  readonly turns: readonly Step[];
}

/** A project that must not start. */
export interface RefusedCase extends ConformanceProject {
  readonly from: string;
  /** What the error says. */
  readonly refused: RegExp;
}

/** A conversation under way, for steps written as code. */
export interface Talk {
  readonly conversationId: string;
  /** Where the bot listens now. */
  readonly url: string;
  readonly folder: string;
  readonly logged: readonly LogLine[];
  says(text: string, metadata?: Readonly<Record<string, unknown>>): Promise<readonly Record<string, unknown>[]>;
  /** `path` begins with `/` and may hold `{id}`. */
  request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  tracker(): Promise<Record<string, unknown> & { readonly events: readonly Record<string, unknown>[] }>;
  /** Stops the bot and starts it again on the same store. */
  restart(): Promise<void>;
}

/** What a request got. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** `undefined` when the text is no JSON. */
  readonly json: unknown;
  readonly headers: Headers;
}
