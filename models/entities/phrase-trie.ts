/** A phrase found in a text; `value` is what it was added with. */
export interface PhraseHit {
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

interface Node {
  children: Map<string, Node> | undefined;
  value: number;
}

const words = /[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]/gu;

/**
 * Phrases as paths of words through a tree. Finding all of them in a text takes time by the length of the text and of
 * the longest phrase, not by their number. Phrases begin and end at the borders of words, and white space between words
 * may vary.
 */
export class PhraseTrie {
  private readonly root: Node = newNode();
  private readonly caseSensitive: boolean;

  constructor(caseSensitive: boolean) {
    this.caseSensitive = caseSensitive;
  }

  /** Adds a phrase; of two values for the same phrase the first stays. */
  add(phrase: string, value: number): void {
    let node = this.root;
    for (const [word] of phrase.matchAll(words)) {
      node.children ??= new Map();
      const key = this.keyOf(word);
      const known = node.children.get(key);
      const next = known ?? newNode();
      if (!known) node.children.set(key, next);
      node = next;
    }
    if (node !== this.root && node.value < 0) node.value = value;
  }

  /** The phrases in a text from left to right, none overlapping; at each place the longest. */
  find(text: string): PhraseHit[] {
    if (!this.root.children) return [];
    const found = [...text.matchAll(words)];
    const keys = found.map(([word]) => this.keyOf(word));
    const hits: PhraseHit[] = [];
    for (let first = 0; first < keys.length; ) {
      const hit = this.longestFrom(keys, first);
      if (!hit) {
        first++;
        continue;
      }
      const last = found[hit.last];
      const start = found[first]?.index ?? 0;
      hits.push({ start, end: (last?.index ?? 0) + (last?.[0].length ?? 0), value: hit.value });
      first = hit.last + 1;
    }
    return hits;
  }

  private longestFrom(keys: readonly string[], first: number): { last: number; value: number } | undefined {
    let node: Node | undefined = this.root;
    let best: { last: number; value: number } | undefined;
    for (let at = first; at < keys.length; at++) {
      node = node.children?.get(keys[at] as string);
      if (!node) break;
      if (node.value >= 0) best = { last: at, value: node.value };
    }
    return best;
  }

  private keyOf(word: string): string {
    const composed = word.normalize('NFC');
    return this.caseSensitive ? composed : composed.toLowerCase();
  }
}

const newNode = (): Node => ({ children: undefined, value: -1 });
