import type { ValueTrie } from './value-trie.js';

/** Where a value ends that begins at a place of the text. */
export interface WalkHit {
  readonly last: number;
  readonly value: number;
  readonly typos: number;
}

/** How many typos a value forgives, by its length in UTF-16 units: never any on short ones. */
export const typosIn = (length: number): number => (length < shortestForgiving ? 0 : length < twiceForgiving ? 1 : 2);

const shortestForgiving = 5;
const twiceForgiving = 9;
const mostTypos = 2;
/** Of two typos at most one lies here: where all values branch, two would let nearly every one of them through. */
const carefulStart = 5;

const band = 2 * mostTypos + 1;
const tooMany = 9;

/**
 * Walks from places of a text down a tree of values. With typos, the distance is that of Damerau and Levenshtein with
 * neighbours swapped at most once: for each letter on the way, a row of the distances to what the text may have read by
 * then, given up as soon as none is low enough (Oflazer 1996, Error-tolerant Finite-state Recognition). Figures have to
 * be right: 12 is no misspelt 13.
 */
export class TrieWalk {
  private readonly trie: ValueTrie;
  private readonly text: Uint16Array;
  private readonly borders: Uint8Array;
  /** By unit of the text: what one too many costs. */
  private readonly costs: Uint8Array;
  /** By depth: distances of what was walked to the text up to `depth - mostTypos … depth + mostTypos` units. */
  private rows = new Uint8Array(band * 64);
  private path = new Uint16Array(64);
  private start = 0;
  private price = 0;
  private best: WalkHit | undefined;
  private bestWorth = 0;

  /** @param borders by offset of the text: 1 where values may begin and end */
  constructor(trie: ValueTrie, text: string, borders: Uint8Array) {
    this.trie = trie;
    this.text = new Uint16Array(text.length);
    for (let at = 0; at < text.length; at++) this.text[at] = text.charCodeAt(at);
    this.borders = borders;
    this.costs = Uint8Array.from(this.text, (unit) => (isFigure(unit) ? tooMany : 1));
  }

  /** The longest value that begins at a place. */
  longestFrom(start: number): WalkHit | undefined {
    const { values } = this.trie;
    let hit: WalkHit | undefined;
    let at = start;
    for (let node = this.childBy(0, at); node > 0; node = this.childBy(node, at)) {
      const end = this.alongEdge(node, at);
      if (end < 0) break;
      at = end;
      const value = values[node] as number;
      if (value >= 0 && this.borders[at] === 1) hit = { last: at, value, typos: 0 };
    }
    return hit;
  }

  private childBy(node: number, at: number): number {
    const { children, edges, units } = this.trie;
    const unit = this.text[at];
    if (unit === undefined) return 0;
    let low = children[node] as number;
    let high = children[node + 1] as number;
    while (low < high) {
      const middle = (low + high) >> 1;
      const first = units[edges[middle] as number] as number;
      if (first === unit) return middle;
      if (first < unit) low = middle + 1;
      else high = middle;
    }
    return 0;
  }

  private alongEdge(node: number, at: number): number {
    const { edges, lengths, units } = this.trie;
    const edge = edges[node] as number;
    const length = lengths[node] as number;
    for (let unit = 0; unit < length; unit++) if (this.text[at + unit] !== units[edge + unit]) return -1;
    return at + length;
  }

  /** The value that is worth most of those that begin at a place, with typos or without: its letters less the price of each typo. */
  nearestFrom(start: number, price: number): WalkHit | undefined {
    this.start = start;
    this.price = price;
    this.best = undefined;
    this.bestWorth = 0;
    for (let slot = 0; slot < band; slot++) this.rows[slot] = slot < mostTypos ? tooMany : slot - mostTypos;
    for (let slot = mostTypos + 1; slot < band; slot++) {
      if (isFigure(this.text[start + slot - mostTypos - 1])) this.rows.fill(tooMany, slot, band);
    }
    this.descend(0);
    return this.best;
  }

  private descend(node: number): void {
    const { children } = this.trie;
    const end = children[node + 1] as number;
    for (let child = children[node] as number; child < end; child++) {
      if (!this.walkEdge(child)) continue;
      if ((this.trie.values[child] as number) >= 0) this.note(child);
      this.descend(child);
    }
  }

  private walkEdge(node: number): boolean {
    const { edges, lengths, depths, units } = this.trie;
    const edge = edges[node] as number;
    const length = lengths[node] as number;
    const top = (depths[node] as number) - length;
    this.reserve(top + length + 1);
    for (let unit = 0; unit < length; unit++) {
      const depth = top + unit + 1;
      this.path[depth] = units[edge + unit] as number;
      const least = this.fillRow(depth);
      if (least > (depth <= carefulStart ? 1 : mostTypos)) return false;
    }
    return true;
  }

  /** Fills the row of a depth, and tells the least of its distances. */
  private fillRow(depth: number): number {
    const { rows, path, text, costs, start } = this;
    const unit = path[depth] as number;
    const before = depth > 1 ? path[depth - 1] : undefined;
    const missing = isFigure(unit) ? tooMany : 1;
    const row = depth * band;
    const above = row - band;
    let left = tooMany;
    let least = tooMany;
    for (let slot = 0; slot < band; slot++) {
      const read = depth + slot - mostTypos;
      let distance = tooMany;
      if (read >= 0 && start + read <= text.length) {
        if (slot + 1 < band) distance = (rows[above + slot + 1] as number) + missing;
        if (read > 0) {
          const here = text[start + read - 1];
          const added = costs[start + read - 1] as number;
          const kept = rows[above + slot] as number;
          distance = Math.min(distance, left + added, here === unit ? kept : kept + Math.max(added, missing));
          const swapped = here === before && read > 1 && here !== unit && text[start + read - 2] === unit;
          if (swapped) distance = Math.min(distance, (rows[above - band + slot] as number) + Math.max(added, missing));
        }
        if (distance > tooMany) distance = tooMany;
      }
      rows[row + slot] = distance;
      left = distance;
      if (distance < least) least = distance;
    }
    return least;
  }

  private note(node: number): void {
    const depth = this.trie.depths[node] as number;
    const forgiven = typosIn(depth);
    for (let slot = 0; slot < band; slot++) {
      const typos = this.rows[depth * band + slot] as number;
      const last = this.start + depth + slot - mostTypos;
      if (typos > forgiven || this.borders[last] !== 1 || last <= this.start) continue;
      // A blank too many at the end is none of the value's.
      if (this.text[last - 1] === blank) continue;
      const worth = last - this.start - this.price * typos;
      if (worth < this.bestWorth || (worth === this.bestWorth && typos >= (this.best?.typos ?? tooMany))) continue;
      this.bestWorth = worth;
      this.best = { last, value: this.trie.values[node] as number, typos };
    }
  }

  private reserve(depths: number): void {
    if (depths <= this.path.length) return;
    const rows = new Uint8Array(band * depths * 2);
    rows.set(this.rows);
    this.rows = rows;
    const path = new Uint16Array(depths * 2);
    path.set(this.path);
    this.path = path;
  }
}

const blank = 32;
const isFigure = (unit: number | undefined): boolean => unit !== undefined && unit >= 48 && unit <= 57;
