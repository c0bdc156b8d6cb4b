import type { ActionContext } from '../../core/index.js';

/** The slots of a bot with a knowledge base; their names are Rasa's, which puts the last three there by itself. */
export const knowledgeSlots = {
  type: 'object_type',
  attribute: 'attribute',
  mention: 'mention',
  listed: 'knowledge_base_listed_objects',
  last: 'knowledge_base_last_object',
  lastType: 'knowledge_base_last_object_type',
} as const;

/** What a mention such as `2` or `LAST` picks from the objects that were listed. */
export type Mentions = Readonly<Record<string, (listed: readonly unknown[]) => unknown>>;

/** `1` to `10`, `LAST` and `ANY`. */
export const defaultMentions: Mentions = {
  ...Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [String(at + 1), (listed: readonly unknown[]) => listed[at]]),
  ),
  LAST: (listed) => listed.at(-1),
  ANY: (listed) => listed[Math.floor(Math.random() * listed.length)],
};

/**
 * The key or name of the object that a message is about: one of those listed ("the second one"), the one just talked
 * about ("it"), or one that is named. With `assumeLast` a message that names none is about the one just talked about.
 */
export function mentionedObject(
  { slots }: Pick<ActionContext, 'slots'>,
  mentions: Mentions,
  assumeLast: boolean,
): string | undefined {
  const type = slots[knowledgeSlots.type];
  const mention = slots[knowledgeSlots.mention];
  const last = slots[knowledgeSlots.last];
  if (mention !== null && mention !== undefined) {
    const listed = slots[knowledgeSlots.listed];
    const pick = Object.hasOwn(mentions, String(mention)) ? mentions[String(mention)] : undefined;
    if (pick && Array.isArray(listed) && listed.length > 0) return text(pick(listed));
    return type === slots[knowledgeSlots.lastType] ? text(last) : undefined;
  }
  return text(slots[String(type)]) ?? (assumeLast ? text(last) : undefined);
}

const text = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : String(value);
