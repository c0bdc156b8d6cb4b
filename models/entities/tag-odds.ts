import type { ChainSteps } from './chain.js';
import { beginOf, insideOf, outside } from './labels.js';

/** {@link ChainSteps} as factors. */
export interface StepFactors {
  readonly steps: Float64Array;
  readonly stays: Float64Array;
}

/**
 * How likely each tag of each word is, over all ways of tagging the sentence (forward and backward sums; Rabiner 1989,
 * with each word's sums scaled to 1). Reused for every sentence.
 */
export class TagOdds {
  private readonly labels: number;
  private readonly negligible: number;
  private readonly tags: number;
  /** By word and tag: e to the power of its score, less the best of the word. */
  private factors = new Float64Array(0);
  private forward = new Float64Array(0);
  private backward = new Float64Array(0);
  private scales = new Float64Array(0);
  /** By label + 1: how likely a word ends in it; 0 is outside. */
  private readonly ends: Float64Array;
  private readonly weighted: Float64Array;
  private readonly reached: Uint16Array;
  private readonly steps: StepFactors;

  /** @param negligible shares of a word's probability below this are taken for none, which leaves most labels out of the sums */
  constructor(labels: number, negligible = 1e-6) {
    this.labels = labels;
    this.negligible = negligible;
    this.tags = 2 * labels + 1;
    this.ends = new Float64Array(labels + 1);
    this.reached = new Uint16Array(labels + 1);
    this.weighted = new Float64Array(labels + 1);
    this.steps = { steps: new Float64Array((labels + 1) ** 2), stays: new Float64Array(this.tags) };
  }

  /** Takes over how tags follow one another. */
  useSteps({ steps, stays }: ChainSteps): void {
    for (let at = 0; at < steps.length; at++) this.steps.steps[at] = Math.exp(steps[at] as number);
    for (let at = 0; at < stays.length; at++) this.steps.stays[at] = Math.exp(stays[at] as number);
  }

  /** Reads a sentence of so many words; `scores` has a row of tags for each. */
  read(scores: Float32Array, words: number): void {
    this.reserve(words);
    for (let word = 0; word < words; word++) this.readWord(scores, word);
    for (let word = 0; word < words; word++) this.moveForward(word);
    for (let word = words - 1; word >= 0; word--) this.moveBackward(word, words);
  }

  /** How likely a tag of a word is. */
  oddsOf(word: number, tag: number): number {
    const at = word * this.tags + tag;
    return (this.forward[at] as number) * (this.backward[at] as number);
  }

  /** How likely exactly these words are one mention: begun with the first, not going on behind the last. */
  oddsOfSpan(first: number, last: number, label: number, words: number): number {
    const { tags, stays } = { tags: this.tags, stays: this.steps.stays };
    const inside = insideOf(label);
    let tag = beginOf(label);
    let share = this.forward[first * tags + tag] as number;
    for (let word = first + 1; word <= last; word++) {
      share *=
        ((stays[tag] as number) * (this.factors[word * tags + inside] as number)) / (this.scales[word] as number);
      tag = inside;
    }
    let on = this.backward[last * tags + tag] as number;
    if (last + 1 < words) {
      const next = (last + 1) * tags + inside;
      const goesOn = (stays[tag] as number) * (this.factors[next] as number) * (this.backward[next] as number);
      on -= goesOn / (this.scales[last + 1] as number);
    }
    return Math.min(1, Math.max(0, share * on));
  }

  /** Tells how likely each step from the word before to `word` is; those that are not are left out. */
  stepOdds(word: number, onStep: (end: number, to: number, odds: number) => void, onStay: Stay): void {
    const { labels, tags, factors, forward, backward, ends, weighted } = this;
    const { steps, stays } = this.steps;
    const row = word * tags;
    const before = row - tags;
    const scale = 1 / (this.scales[word] as number);
    this.readEnds(before);
    for (let to = 0; to <= labels; to++) {
      const tag = to === 0 ? outside : beginOf(to - 1);
      weighted[to] = (factors[row + tag] as number) * (backward[row + tag] as number) * scale;
    }
    for (let end = 0; end <= labels; end++) {
      const share = ends[end] as number;
      if (share < this.negligible) continue;
      const first = end * (labels + 1);
      for (let to = 0; to <= labels; to++) {
        const odds = share * (steps[first + to] as number) * (weighted[to] as number);
        if (odds > this.negligible) onStep(end, to, odds);
      }
    }
    for (let label = 0; label < labels; label++) {
      const inside = insideOf(label);
      const on = (factors[row + inside] as number) * (backward[row + inside] as number) * scale;
      if (on < this.negligible) continue;
      for (let tag = beginOf(label); tag <= inside; tag++) {
        onStay(tag, (forward[before + tag] as number) * (stays[tag] as number) * on);
      }
    }
  }

  private reserve(words: number): void {
    if (this.factors.length >= words * this.tags) return;
    const room = words * this.tags * 2;
    this.factors = new Float64Array(room);
    this.forward = new Float64Array(room);
    this.backward = new Float64Array(room);
    this.scales = new Float64Array(words * 2);
  }

  private readWord(scores: Float32Array, word: number): void {
    const row = word * this.tags;
    let top = Number.NEGATIVE_INFINITY;
    for (let tag = 0; tag < this.tags; tag++) top = Math.max(top, scores[row + tag] as number);
    for (let tag = 0; tag < this.tags; tag++) this.factors[row + tag] = Math.exp((scores[row + tag] as number) - top);
  }

  private moveForward(word: number): void {
    const { labels, tags, factors, forward } = this;
    const { stays } = this.steps;
    const row = word * tags;
    const before = row - tags;
    const sums = this.sumEndings(word);
    const first = (sums[0] as number) * (factors[row] as number);
    forward[row] = first;
    let total = first;
    for (let label = 0; label < labels; label++) {
      const begin = beginOf(label);
      const inside = insideOf(label);
      const begun = (sums[label + 1] as number) * (factors[row + begin] as number);
      forward[row + begin] = begun;
      let stayed = 0;
      if (word > 0) {
        stayed = (forward[before + begin] as number) * (stays[begin] as number);
        stayed += (forward[before + inside] as number) * (stays[inside] as number);
        stayed *= factors[row + inside] as number;
      }
      forward[row + inside] = stayed;
      total += begun + stayed;
    }
    // Scores may lie so far apart that nothing is left of the allowed tags.
    const sum = Math.max(total, Number.MIN_VALUE);
    this.scales[word] = sum;
    const scale = Math.min(1 / sum, Number.MAX_VALUE);
    for (let tag = 0; tag < tags; tag++) forward[row + tag] = (forward[row + tag] as number) * scale;
  }

  /** By label + 1: how likely a mention with it begins here, going by what is before; 0 is outside. */
  private sumEndings(word: number): Float64Array {
    const { labels, ends, weighted: sums } = this;
    const { steps } = this.steps;
    if (word === 0) {
      for (let to = 0; to <= labels; to++) sums[to] = steps[to] as number;
      return sums;
    }
    this.readEnds((word - 1) * this.tags);
    sums.fill(0);
    for (let end = 0; end <= labels; end++) {
      const share = ends[end] as number;
      if (share < this.negligible) continue;
      const row = end * (labels + 1);
      for (let to = 0; to <= labels; to++) sums[to] = (sums[to] as number) + share * (steps[row + to] as number);
    }
    return sums;
  }

  private readEnds(row: number): void {
    const { labels, forward, ends } = this;
    ends[0] = forward[row] as number;
    for (let label = 0; label < labels; label++) {
      ends[label + 1] = (forward[row + beginOf(label)] as number) + (forward[row + insideOf(label)] as number);
    }
  }

  private moveBackward(word: number, words: number): void {
    const { labels, tags, factors, backward, weighted, reached } = this;
    const { steps, stays } = this.steps;
    const row = word * tags;
    if (word === words - 1) {
      backward.fill(1, row, row + tags);
      return;
    }
    const next = row + tags;
    const scale = 1 / (this.scales[word + 1] as number);
    let count = 0;
    for (let to = 0; to <= labels; to++) {
      const tag = next + (to === 0 ? outside : beginOf(to - 1));
      const share = (factors[tag] as number) * (backward[tag] as number) * scale;
      if (share < this.negligible) continue;
      reached[count] = to;
      weighted[count++] = share;
    }
    for (let end = 0; end <= labels; end++) {
      const first = end * (labels + 1);
      let sum = 0;
      for (let at = 0; at < count; at++)
        sum += (weighted[at] as number) * (steps[first + (reached[at] as number)] as number);
      if (end === 0) {
        backward[row] = sum;
        continue;
      }
      const begin = beginOf(end - 1);
      const inside = insideOf(end - 1);
      const on = (factors[next + inside] as number) * (backward[next + inside] as number) * scale;
      backward[row + begin] = sum + on * (stays[begin] as number);
      backward[row + inside] = sum + on * (stays[inside] as number);
    }
  }
}

type Stay = (tag: number, odds: number) => void;
