import type { EntityMention, ParseResult } from '../../nlu/parse-result.js';
import type { StoryEntity } from '../../training-data/training-data.js';
import { writeEntityMarkup } from '../../training-data/write-entity-markup.js';
import type { Judged, JudgedEntities } from './outcome.js';
import type { UserStep } from './test-story.js';

/** What became of a message of a conversation test. */
export interface JudgedMessage {
  readonly intent: Judged<string | null> | undefined;
  readonly entities: JudgedEntities | undefined;
  /** What was understood instead; `undefined` when all was right. */
  readonly comment: string | undefined;
}

/**
 * Compares what was understood of a message with what the story says it means. An intent that the story does not name is
 * not looked at; one of a retrieval intent may be named in full (`faq/hours`) or not (`faq`).
 */
export function judgeMessage({ intent: target, text = '', entities }: UserStep, parsed: ParseResult): JudgedMessage {
  const intent = target === undefined ? undefined : { target, predicted: intentLike(target, parsed) };
  const mentions = { text, targets: entities.flatMap(mentionOf), predicted: parsed.entities };
  const some = mentions.targets.length + mentions.predicted.length > 0;
  const right = (!intent || intent.target === intent.predicted) && sameEntities(mentions);
  const predicted = intent ? intent.predicted : parsed.intent.name;
  return {
    intent,
    entities: some ? mentions : undefined,
    comment: right ? undefined : `predicted: ${predicted}: ${marked(text, parsed.entities)}`,
  };
}

/** Entities that are listed beside a written message have no place in it, and are not looked at, as in Rasa. */
function mentionOf({ start, end, value, ...rest }: StoryEntity): EntityMention[] {
  return start === undefined || end === undefined ? [] : [{ ...rest, value, start, end }];
}

function intentLike(target: string, parsed: ParseResult): string | null {
  return target === parsed.intent.name ? target : fullIntent(parsed);
}

/** The intent with the answer that a response selector chose, if it is a retrieval intent. */
function fullIntent({ intent, response_selector: selectors }: ParseResult): string | null {
  const all = selectors?.all_retrieval_intents;
  if (intent.name === null || !Array.isArray(all) || !all.includes(intent.name)) return intent.name;
  const chosen = (selectors?.default ?? selectors?.[intent.name]) as
    | { readonly response?: { readonly intent_response_key?: string | null } }
    | undefined;
  return chosen?.response?.intent_response_key ?? intent.name;
}

/** Order and repetition do not matter; values count as text, as a story writes them. */
function sameEntities({ targets, predicted }: JudgedEntities): boolean {
  const keys = (entities: readonly EntityMention[]) => new Set(entities.map(keyOf));
  const [wanted, found] = [keys(targets), keys(predicted)];
  return wanted.size === found.size && [...wanted].every((key) => found.has(key));
}

const keyOf = ({ entity, start, end, value }: EntityMention): string =>
  JSON.stringify([entity, start, end, valueText(value)]);

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

/** Entities that lie across each other cannot be marked; then the text stands alone. */
function marked(text: string, entities: readonly EntityMention[]): string {
  const sorted = entities.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const apart = sorted.every((entity, index) => {
    const before = sorted[index - 1];
    return !before || entity.start >= before.end || (entity.start === before.start && entity.end === before.end);
  });
  return apart && !text.startsWith('/') ? writeEntityMarkup(text, sorted) : text;
}
