import { z } from 'zod';
import type { Domain } from '../domain/domain.js';
import { languageOf } from '../domain/language-slot.js';
import { ParleyError } from '../errors.js';
import { createEndpointClient } from '../remote/client.js';
import type { Endpoint } from '../remote/endpoint.js';
import { filled } from '../remote/filled.js';
import { trackerToJson } from '../tracker/json.js';
import type { Tracker } from '../tracker/tracker.js';
import { eligibleVariations } from './choose.js';
import type { BotMessage } from './message.js';

/** A server that words the bot's responses (rasa.com/docs/rasa/nlg). */
export interface NlgServer {
  /**
   * Has a response worded; `undefined` when the server wants nothing to be said.
   *
   * @throws ParleyError NLG_ANSWER_INVALID, ENDPOINT_*
   */
  generate(request: NlgRequest, signal: AbortSignal): Promise<BotMessage | undefined>;
  close(): Promise<void>;
}

/** What is to be said, and when. */
interface NlgRequest {
  readonly response: string;
  /** What an action gives to fill the response with. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
  readonly tracker: Tracker;
  readonly domain: Domain;
}

const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined);

/** Rasa's `nlg_response_format_spec`; its page says `attachments`, its code reads `attachment`. */
const answerSchema = z
  .looseObject({
    text: maybe(z.string()),
    buttons: maybe(z.array(z.looseObject({ title: z.string(), payload: z.string() }))),
    quick_replies: maybe(z.array(z.looseObject({ title: z.string(), payload: z.string() }))),
    elements: maybe(z.array(z.looseObject({}))),
    attachment: maybe(z.unknown()),
    image: maybe(z.string()),
    custom: maybe(z.looseObject({})),
    metadata: maybe(z.record(z.string(), z.unknown())),
  })
  .nullable();

/** Reaches an NLG server. */
export function createNlgServer(endpoint: Endpoint): NlgServer {
  const client = createEndpointClient({ endpoint, name: 'nlg', what: 'NLG server' });
  return {
    async generate(request, signal) {
      const { response } = request;
      const { status, text } = await client.post(JSON.stringify(bodyOf(request)), { signal, kind: 'nlg' });
      if (status < 200 || status >= 300) throw invalid(response, `it answered with status ${status}`);
      const parsed = answerSchema.safeParse(jsonOf(text, response));
      if (parsed.success) return messageOf(parsed.data, response);
      const [issue] = parsed.error.issues;
      throw invalid(response, `\`${issue?.path.join('.')}\`: ${issue?.message}`);
    },
    close: client.close,
  };
}

function bodyOf({ response, values = {}, tracker, domain }: NlgRequest) {
  const channel = tracker.latestInputChannel;
  const [variation] = eligibleVariations(
    domain.responses.get(response) ?? [],
    tracker.slots,
    channel,
    languageOf(tracker),
  );
  return {
    response,
    id: variation?.id ?? null,
    arguments: values,
    tracker: trackerToJson(tracker, 'ALL'),
    channel: { name: channel ?? null },
  };
}

/** Without what is empty; what the server adds goes into the metadata, as in Rasa. */
function messageOf(answer: z.infer<typeof answerSchema>, response: string): BotMessage | undefined {
  const { text, buttons, quick_replies, elements, attachment, image, custom, metadata, ...more } = answer ?? {};
  const said = filled({ text, buttons, quick_replies, elements, attachment, image, custom });
  if (Object.keys(said).length === 0) return undefined;
  return { ...said, metadata: { ...metadata, ...filled(more), utter_action: response } };
}

function jsonOf(text: string, response: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(response, 'its answer is no JSON', cause);
  }
}

const invalid = (response: string, reason: string, cause?: unknown): ParleyError =>
  new ParleyError('NLG_ANSWER_INVALID', { response, reason }, { cause });
