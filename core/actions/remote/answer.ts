import { z } from 'zod';
import { ParleyError } from '../../errors.js';
import type { BotMessage } from '../../messages/message.js';
import { filled } from '../../remote/filled.js';
import type { Event } from '../../tracker/events.js';
import { parseKnownEvent } from '../../tracker/parse-event.js';
import { type ActionHouse, type ActionScope, botEvent } from '../runner.js';
import { compose } from '../utter.js';

const maybeText = z.string().nullish();
/** What is said; actions hand over numbers too, and mean them as text. */
const maybeSaid = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]).nullish();
const maybeItems = z.array(z.unknown()).nullish();

/** One message of `responses`, as rasa-sdk's `CollectingDispatcher` makes it; further keys fill the named response. */
const responseSchema = z.looseObject({
  text: maybeSaid,
  image: maybeText,
  attachment: z.unknown(),
  buttons: z.array(z.looseObject({})).nullish(),
  quick_replies: z.array(z.looseObject({})).nullish(),
  elements: maybeItems,
  custom: z.unknown(),
  response: maybeText,
  template: maybeText,
});

const answerSchema = z.object({ events: maybeItems, responses: z.array(responseSchema).nullish() });

type Said = z.infer<typeof responseSchema>;

/**
 * The events of an answer: what the action says, then what it changes. As in Rasa, an answer with one bad event is
 * refused as a whole.
 *
 * @throws ParleyError ACTION_ANSWER_INVALID
 */
export async function eventsOfAnswer(
  answer: string,
  action: string,
  house: ActionHouse,
  scope: ActionScope,
): Promise<readonly Event[]> {
  const parsed = answerSchema.safeParse(jsonOf(answer, action));
  if (!parsed.success) throw invalid(action, reasonOf(parsed.error));
  const events = (parsed.data.events ?? []).map((event, index) => readEvent(event, index, action));
  const said: Event[] = [];
  for (const one of parsed.data.responses ?? []) {
    const message = await messageOf(one, house, scope);
    if (message) said.push(botEvent(message));
  }
  return [...said, ...events];
}

/** `null` where rasa-sdk leaves a field to Rasa is taken for the field that is not there. */
function readEvent(event: unknown, index: number, action: string): Event {
  try {
    const given = Object.entries(Object(event)).filter(([key, value]) => value !== null || key === 'name');
    const fields: Record<string, unknown> = Object.fromEntries(given);
    if (fields.event === 'slot') fields.value ??= null;
    return parseKnownEvent(fields, action);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw invalid(action, `events[${index}]: ${reason}`, cause);
  }
}

/** As in Rasa: the named response comes first, what is said beside it wins, and buttons are added to its own. */
async function messageOf(said: Said, house: ActionHouse, scope: ActionScope): Promise<BotMessage | undefined> {
  const { text, image, attachment, buttons, quick_replies, elements, custom, response, template, ...values } = said;
  const name = response || template;
  const draft = name ? await compose(house, scope, name, values) : {};
  if (!draft) return undefined;
  const about = { ...draft.metadata, ...filled(values) };
  const own = filled({ text, image, attachment, quick_replies, elements, custom });
  const all = [...(draft.buttons ?? []), ...((buttons ?? []) as unknown as NonNullable<BotMessage['buttons']>)];
  const message: BotMessage = { ...draft, ...own, ...(all.length > 0 ? { buttons: all } : {}) };
  if (Object.keys(message).every((key) => key === 'metadata')) return undefined;
  return Object.keys(about).length > 0 ? { ...message, metadata: about } : message;
}

function jsonOf(answer: string, action: string): unknown {
  try {
    return JSON.parse(answer);
  } catch (cause) {
    throw invalid(action, `it is no JSON but begins with "${answer.slice(0, 40)}"`, cause);
  }
}

function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const where = issue?.path.length ? `\`${issue.path.join('.')}\`: ` : '';
  return `${where}${issue?.message ?? 'not an answer'}`;
}

const invalid = (action: string, reason: string, cause?: unknown): ParleyError =>
  new ParleyError('ACTION_ANSWER_INVALID', { action, reason }, { owner: action, cause });
