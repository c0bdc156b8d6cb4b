import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ParleyError } from '../errors.js';
import { fromCodePoints } from '../nlu/code-points.js';
import type { ParseResult } from '../nlu/parse-result.js';
import type { Event } from './events.js';

// Rasa's SDK writes `null` where there is no timestamp yet.
const stamped = {
  timestamp: z
    .number()
    .nullish()
    .transform((value) => value ?? undefined),
  metadata: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((value) => value ?? undefined),
};
const name = z.string().min(1);
const text = z.string().nullable().default(null);
const maybeText = z.string().nullish();

/** What is not there, and what Rasa's SDK writes as `null`, is the default. */
const or = <Type extends z.ZodType>(type: Type, missing: z.output<Type>) =>
  type.nullish().transform((value): z.output<Type> => value ?? missing);

const noIntent = { name: null, confidence: 0 };
const intentScore = z.looseObject({ name: or(z.string().nullable(), null), confidence: or(z.number(), 0) });
const entity = z.looseObject({
  entity: z.string(),
  start: or(z.number(), 0),
  end: or(z.number(), 0),
  value: z.unknown().default(null),
});
const parseData = or(
  z.looseObject({
    text: maybeText.transform((given) => given ?? undefined),
    intent: or(intentScore, noIntent),
    entities: or(z.array(entity), []),
    intent_ranking: or(z.array(intentScore), []),
  }),
  { text: undefined, intent: noIntent, entities: [], intent_ranking: [] },
);

/**
 * Reads what somebody else understood of a message, its offsets as Python counts them; `text` is what it says unless it
 * says so itself.
 *
 * @throws ParleyError `EVENT_INVALID`
 */
export function readParseData(value: unknown, text: string): ParseResult {
  const parsed = parseData.safeParse(value);
  if (parsed.success) return fromCodePoints({ ...parsed.data, text: parsed.data.text ?? text });
  const issue = parsed.error.issues[0];
  throw new ParleyError('EVENT_INVALID', { reason: `"parse_data.${issue?.path.join('.')}": ${issue?.message}` });
}

const markers = [
  'restart',
  'session_started',
  'session_ended',
  'rewind',
  'reset_slots',
  'undo',
  'export',
  'pause',
  'resume',
] as const;

/** The JSON of each event, as Rasa 3.x and its SDK write it; unknown fields are dropped. */
const eventSchema = z.discriminatedUnion('event', [
  z
    .object({
      event: z.literal('user'),
      text,
      parse_data: parseData,
      input_channel: maybeText,
      message_id: maybeText,
      ...stamped,
    })
    .transform(({ input_channel, message_id, parse_data, ...user }) => ({
      ...user,
      parse_data: { ...parse_data, text: parse_data.text ?? user.text ?? '' },
      ...(input_channel ? { input_channel } : {}),
      ...(message_id ? { message_id } : {}),
    })),
  z.object({ event: z.literal('bot'), text, data: or(z.looseObject({}), {}), ...stamped }),
  z.object({ event: z.literal('bot_interrupted'), text: z.string(), heard: z.string(), ...stamped }),
  z.object({ event: z.literal('slot'), name, value: z.unknown().default(null), ...stamped }),
  z.object({
    event: z.literal('action'),
    name: z.string().nullable().default(null),
    policy: maybeText,
    confidence: z.number().nullish(),
    action_text: maybeText,
    hide_rule_turn: z.boolean().optional(),
    ...stamped,
  }),
  z.object({ event: z.literal(['active_loop', 'form']), name: z.string().nullable().default(null), ...stamped }),
  z.object({ event: z.literal('loop_interrupted'), is_interrupted: z.boolean(), ...stamped }),
  z.object({ event: z.literal('form_validation'), validate: z.boolean().default(true), ...stamped }),
  z.object({
    event: z.literal('action_execution_rejected'),
    name,
    policy: maybeText,
    confidence: z.number().nullish(),
    ...stamped,
  }),
  z.object({
    event: z.literal('reminder'),
    // Without a name nothing can cancel this one alone, and it replaces no other.
    name: maybeText.transform((given) => given || randomUUID()),
    intent: name,
    entities: z.unknown().optional(),
    date_time: z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'no date as in ISO 8601'),
    kill_on_user_msg: z.boolean().nullish(),
    ...stamped,
  }),
  z.object({ event: z.literal('agent'), text, data: z.unknown().optional(), ...stamped }),
  z.object({
    event: z.literal('cancel_reminder'),
    name: maybeText,
    intent: maybeText,
    entities: z.unknown().optional(),
    ...stamped,
  }),
  z.object({ event: z.literal('followup'), name: z.string().nullable().default(null), ...stamped }),
  z.object({ event: z.literal('entities'), entities: z.array(z.unknown()), ...stamped }),
  z.object({ event: z.literal('user_featurization'), use_text_for_featurization: z.boolean(), ...stamped }),
  z.object({
    event: z.literal('warning_predicted'),
    name: z.string().optional(),
    policy: maybeText,
    confidence: z.number().nullish(),
    ...stamped,
  }),
  z.object({ event: z.literal(markers), ...stamped }),
]);

const foreignSchema = z.looseObject({ event: name, ...stamped });

/**
 * Reads an event that came from outside: an action, an action server, the HTTP API, a store that Rasa wrote.
 * Rasa 1's names `form` and `form_validation` are read as what they became; an event of a kind that is not known here is
 * kept as it is.
 *
 * @throws ParleyError `EVENT_INVALID`
 */
export function parseEvent(value: unknown, owner?: string): Event {
  const parsed = eventSchema.safeParse(value);
  if (!parsed.success) {
    const foreign = foreignSchema.safeParse(value);
    if (foreign.success && isForeign(parsed.error)) return present(foreign.data);
    throw invalidEvent(value, parsed.error, owner);
  }
  return modern(parsed.data);
}

/**
 * The same for what comes over HTTP and has to be an event that is known here, such as what an action server returns: its
 * offsets are those of Python.
 *
 * @throws ParleyError `EVENT_INVALID`
 */
export function parseKnownEvent(value: unknown, owner?: string): Event {
  const parsed = eventSchema.safeParse(value);
  if (!parsed.success) throw invalidEvent(value, parsed.error, owner);
  return withOwnOffsets(modern(parsed.data));
}

/** A user event that counts characters as Python does, as it is counted here. */
export const withOwnOffsets = (event: Event): Event =>
  event.event === 'user' ? { ...event, parse_data: fromCodePoints(event.parse_data) } : event;

function invalidEvent(value: unknown, cause: z.ZodError, owner: string | undefined): ParleyError {
  const { event } = Object(value);
  const [issue] = cause.issues;
  const where = issue?.path.length ? `"${issue.path.join('.')}": ` : '';
  const unknown = isForeign(cause) && typeof event === 'string';
  const reason = unknown ? `there is none named "${event}"` : `${where}${issue?.message ?? 'not an event'}`;
  return new ParleyError('EVENT_INVALID', { reason }, { ...(owner ? { owner } : {}), cause });
}

/** Whether an event failed for being of a kind that is not known here; another version of Rasa may have it. */
const isForeign = ({ issues: [issue] }: z.ZodError): boolean =>
  issue?.code === 'invalid_union' && issue.path.join() === 'event';

function modern(event: z.output<typeof eventSchema>): Event {
  if (event.event === 'form') return present({ ...event, event: 'active_loop' });
  if (event.event !== 'form_validation') return present(event);
  const { validate, ...rest } = event;
  return present({ ...rest, event: 'loop_interrupted', is_interrupted: !validate });
}

/** The event without the fields that it does not have. */
function present(event: object): Event {
  return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)) as unknown as Event;
}
