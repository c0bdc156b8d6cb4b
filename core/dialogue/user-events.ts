import type { EntityMention, ParseResult } from '../nlu/parse-result.js';
import type { UserEvent } from '../tracker/events.js';
import type { Tracker } from '../tracker/tracker.js';
import type { TriggerInput, TurnInput } from './dialogue.js';

/** Intents that an event keeps of a ranking; the ten of Rasa's DIETClassifier (`ranking_length`). */
const RANKING_LENGTH = 10;

/** The event of a message that somebody sent. */
export function userEvent(input: TurnInput, result: ParseResult): UserEvent {
  const { text, messageId, inputChannel, metadata } = input;
  const ranking = result.intent_ranking.slice(0, RANKING_LENGTH);
  const about = { ...result, intent_ranking: ranking, message_id: messageId, ...(metadata ? { metadata } : {}) };
  return {
    event: 'user',
    text,
    parse_data: about,
    input_channel: inputChannel,
    message_id: messageId,
    ...(metadata ? { metadata } : {}),
  };
}

/** The event of an intent that comes from elsewhere, as Rasa's `UserUttered.create_external` makes it. */
export function triggerEvent(tracker: Tracker, input: TriggerInput): UserEvent {
  const text = `EXTERNAL: ${input.intent}`;
  const intent = { name: input.intent, confidence: 1 };
  const entities = mentionsOf(input.entities);
  const channel = input.inputChannel ?? tracker.latestInputChannel;
  return {
    event: 'user',
    text,
    parse_data: { text, intent, entities, intent_ranking: [intent] },
    metadata: { ...input.metadata, is_external: true },
    ...(channel === undefined ? {} : { input_channel: channel }),
  };
}

/** Entities by name, as a reminder or another program gives them, or as an NLU finds them. */
function mentionsOf(entities: TriggerInput['entities'] = []): readonly EntityMention[] {
  const given = Array.isArray(entities)
    ? (entities as readonly Partial<EntityMention>[])
    : Object.entries(entities).map(([entity, value]) => ({ entity, value }));
  return given.flatMap((one) => (one.entity === undefined ? [] : [{ start: 0, end: 0, ...one } as EntityMention]));
}
