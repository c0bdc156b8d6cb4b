import type { EntityMention, Token } from '../../core/index.js';

/** What a mention is labelled with: an entity, perhaps in a role and a group. */
export interface EntityLabel {
  readonly entity: string;
  readonly role?: string | undefined;
  readonly group?: string | undefined;
}

/** Tags of tokens: 0 is outside of every mention, `2k + 1` begins one of label k, `2k + 2` goes on with it. */
export const outside = 0;
export const beginOf = (label: number): number => 2 * label + 1;
export const insideOf = (label: number): number => 2 * label + 2;
export const labelOf = (tag: number): number => (tag - 1) >> 1;
export const isBegin = (tag: number): boolean => (tag & 1) === 1;

/** Numbers the labels that training data uses. */
export class LabelNumbers {
  readonly labels: EntityLabel[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf({ entity, role, group }: EntityLabel): number {
    const key = JSON.stringify([entity, role, group]);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.labels.length);
    this.labels.push({ entity, ...(role !== undefined && { role }), ...(group !== undefined && { group }) });
    return this.labels.length - 1;
  }
}

/** Whether tags could be laid over the tokens so that each mention begins and ends where tokens do. */
export interface TaggedTokens {
  readonly tags: Uint16Array;
  readonly misaligned: readonly EntityMention[];
}

/** The tags of tokens by the mentions of an example. A token that a mention touches belongs to it; the first one wins. */
export function tagTokens(
  tokens: readonly Token[],
  mentions: readonly EntityMention[],
  numbers: LabelNumbers,
): TaggedTokens {
  const tags = new Uint16Array(tokens.length);
  const misaligned: EntityMention[] = [];
  for (const mention of mentions) {
    const label = numbers.numberOf(mention);
    let previous = -2;
    let first: Token | undefined;
    let last: Token | undefined;
    for (const [at, token] of tokens.entries()) {
      if (token.end <= mention.start || token.start >= mention.end || tags[at] !== outside) continue;
      tags[at] = previous === at - 1 ? insideOf(label) : beginOf(label);
      previous = at;
      first ??= token;
      last = token;
    }
    if (first?.start !== mention.start || last?.end !== mention.end) misaligned.push(mention);
  }
  return { tags, misaligned };
}

/** Words that belong together, as {@link tagTokens} tagged them. */
export function spansOf(tags: Uint16Array): { first: number; last: number; label: number }[] {
  const spans: { first: number; last: number; label: number }[] = [];
  for (let first = 0; first < tags.length; first++) {
    const tag = tags[first] as number;
    if (tag === outside) continue;
    const label = labelOf(tag);
    let last = first;
    while (tags[last + 1] === insideOf(label)) last++;
    spans.push({ first, last, label });
    first = last;
  }
  return spans;
}
