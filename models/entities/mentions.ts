import type { EntityMention, Message } from '../../core/index.js';

/**
 * Adds what an extractor found to a message. Mentions of different entities may overlap, as in Rasa: each fills its own
 * slots. Of two overlapping mentions of the same entity (with the same role and group) the longer one stays; of equally
 * long ones the one that was there first.
 */
export function addMentions(message: Message, found: readonly EntityMention[]): void {
  for (const mention of found) {
    const rivals = message.entities.filter((other) => isRival(mention, other));
    const beaten = rivals.some((other) => lengthOf(other) >= lengthOf(mention));
    if (beaten) continue;
    if (rivals.length > 0) message.entities = message.entities.filter((other) => !rivals.includes(other));
    message.entities.push(mention);
  }
  message.entities.sort((a, b) => a.start - b.start || a.end - b.end);
}

const lengthOf = ({ start, end }: EntityMention): number => end - start;

function isRival(mention: EntityMention, other: EntityMention): boolean {
  const same = mention.entity === other.entity && mention.role === other.role && mention.group === other.group;
  return same && mention.start < other.end && other.start < mention.end;
}
