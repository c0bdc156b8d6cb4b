interface Node {
  children: Map<string, Node> | undefined;
  /** By entity: in how many training sentences the phrase is one of its values; lookups count without end. */
  counts: Map<number, number> | undefined;
}

/** A value known from training, found among the words of a sentence. */
export interface GazetteerHit {
  readonly first: number;
  /** Index of the last word. */
  readonly last: number;
  readonly entity: number;
}

/** A known value as it is saved: its words in lower case, the entity's number. */
export type GazetteerEntry = readonly [words: readonly string[], entity: number];

/** The values of entities that training has seen, as paths of words. */
export class Gazetteer {
  private readonly root: Node = { children: undefined, counts: undefined };

  add(words: readonly string[], entity: number, count: number): void {
    let node = this.root;
    for (const word of words) {
      node.children ??= new Map();
      let next = node.children.get(word);
      if (!next) {
        next = { children: undefined, counts: undefined };
        node.children.set(word, next);
      }
      node = next;
    }
    node.counts ??= new Map();
    node.counts.set(entity, (node.counts.get(entity) ?? 0) + count);
  }

  /**
   * All known values in a sentence. `own` holds what the sentence itself added, which is left out: in training a sentence
   * must not recognise its values by having brought them along.
   */
  find(words: readonly string[], own: readonly GazetteerHit[] = []): GazetteerHit[] {
    const hits: GazetteerHit[] = [];
    for (let first = 0; first < words.length; first++) {
      let node: Node | undefined = this.root;
      for (let last = first; last < words.length; last++) {
        node = node.children?.get(words[last] as string);
        if (!node) break;
        for (const [entity, count] of node.counts ?? []) {
          if (count > ownCount(own, words, first, last, entity)) hits.push({ first, last, entity });
        }
      }
    }
    return hits;
  }

  entries(): GazetteerEntry[] {
    const found: GazetteerEntry[] = [];
    const walk = (node: Node, words: readonly string[]): void => {
      for (const entity of node.counts?.keys() ?? []) found.push([words, entity]);
      for (const [word, child] of node.children ?? []) walk(child, [...words, word]);
    };
    walk(this.root, []);
    return found;
  }
}

function ownCount(
  own: readonly GazetteerHit[],
  words: readonly string[],
  first: number,
  last: number,
  entity: number,
): number {
  let count = 0;
  for (const mention of own) {
    if (mention.entity !== entity || mention.last - mention.first !== last - first) continue;
    let same = true;
    for (let at = 0; at <= last - first && same; at++) same = words[mention.first + at] === words[first + at];
    if (same) count++;
  }
  return count;
}
