import { roundToLane } from '../intent/network.js';
import { createKernels, type Kernels } from '../kernels.js';
import { beginOf, insideOf, isBegin, labelOf, outside } from './labels.js';

/**
 * A linear chain over tags. A tag's score is the sum of the weights of the word's features and of the step from the tag
 * before. Steps are weighed between labels, not between tags: from nothing or label j to nothing or the beginning of
 * label k; and, for each label, from its beginning and from its inside to its inside.
 */
export class Tagger {
  readonly tags: number;
  readonly labels: number;
  /** Floats from one feature's weights to the next; the weights of feature f begin at `f × stride`. */
  readonly stride: number;
  readonly kernels: Kernels;
  /** (labels + 1) × (labels + 1): from label j - 1 (0: nothing) to label k - 1 (0: nothing) beginning. */
  readonly steps: Float32Array;
  /** By tag: from this tag to the inside of its label. */
  readonly stays: Float32Array;

  private readonly scorePlace: number;
  private scores = new Float32Array(0);
  private best = new Float32Array(0);
  private from = new Uint16Array(0);

  /** Reserves weights, all zero, for so many features; `copies` times, for what training keeps beside them. */
  constructor(labels: number, features: number, copies = 1) {
    this.labels = labels;
    this.tags = 2 * labels + 1;
    this.stride = roundToLane(this.tags);
    this.scorePlace = features * this.stride * copies;
    this.kernels = createKernels(this.scorePlace + this.stride);
    this.steps = new Float32Array((labels + 1) ** 2);
    this.stays = new Float32Array(this.tags);
  }

  /** The best allowed tags of a sentence. Features of word w are `features[offsets[w]]` up to `features[offsets[w + 1]]`. */
  tag(features: Uint32Array, offsets: Uint32Array, firstWord: number, words: number, into: Uint16Array): void {
    this.reserve(words);
    for (let word = 0; word < words; word++) {
      this.scoreWord(features, offsets[firstWord + word] as number, offsets[firstWord + word + 1] as number, word);
      if (word === 0) this.startAt();
      else this.stepTo(word);
    }
    this.readBack(words, into);
  }

  private reserve(words: number): void {
    const needed = words * this.tags;
    if (this.scores.length >= needed) return;
    this.scores = new Float32Array(needed * 2);
    this.best = new Float32Array(needed * 2);
    this.from = new Uint16Array(needed * 2);
  }

  private scoreWord(features: Uint32Array, start: number, end: number, word: number): void {
    const { kernels, stride, scorePlace, tags } = this;
    kernels.floats.fill(0, scorePlace, scorePlace + stride);
    for (let at = start; at < end; at++) {
      kernels.addScaled(scorePlace, (features[at] as number) * stride, 1, stride);
    }
    const row = word * tags;
    for (let tag = 0; tag < tags; tag++) this.scores[row + tag] = kernels.floats[scorePlace + tag] as number;
  }

  private startAt(): void {
    const { best, scores, labels, steps } = this;
    best[outside] = (scores[outside] as number) + (steps[0] as number);
    for (let label = 0; label < labels; label++) {
      best[beginOf(label)] = (scores[beginOf(label)] as number) + (steps[label + 1] as number);
      best[insideOf(label)] = Number.NEGATIVE_INFINITY;
    }
  }

  private stepTo(word: number): void {
    const { labels, tags, scores, best, from, stays } = this;
    const row = word * tags;
    const before = row - tags;
    const ends = this.bestEnds(before);
    for (let to = 0; to <= labels; to++) {
      const tag = to === 0 ? outside : beginOf(to - 1);
      const previous = this.bestStep(before, ends, to);
      from[row + tag] = previous;
      best[row + tag] = (scores[row + tag] as number) + this.stepScore(before, previous, to);
    }
    for (let label = 0; label < labels; label++) {
      const begin = beginOf(label);
      const inside = insideOf(label);
      const fromBegin = (best[before + begin] as number) + (stays[begin] as number);
      const fromInside = (best[before + inside] as number) + (stays[inside] as number);
      from[row + inside] = fromBegin >= fromInside ? begin : inside;
      best[row + inside] = (scores[row + inside] as number) + Math.max(fromBegin, fromInside);
    }
  }

  private endings = new Uint16Array(0);

  /** By label + 1: the better of its two tags to come from; 0 is outside. */
  private bestEnds(before: number): Uint16Array {
    const { labels, best } = this;
    if (this.endings.length !== labels + 1) this.endings = new Uint16Array(labels + 1);
    this.endings[0] = outside;
    for (let label = 0; label < labels; label++) {
      const begin = beginOf(label);
      const inside = insideOf(label);
      this.endings[label + 1] = (best[before + begin] as number) >= (best[before + inside] as number) ? begin : inside;
    }
    return this.endings;
  }

  private bestStep(before: number, ends: Uint16Array, to: number): number {
    const { labels, best, steps } = this;
    let winner = outside;
    let top = Number.NEGATIVE_INFINITY;
    for (let end = 0; end <= labels; end++) {
      const tag = ends[end] as number;
      const score = (best[before + tag] as number) + (steps[end * (labels + 1) + to] as number);
      if (score <= top) continue;
      top = score;
      winner = tag;
    }
    return winner;
  }

  private stepScore(before: number, previous: number, to: number): number {
    const end = previous === outside ? 0 : labelOf(previous) + 1;
    return (this.best[before + previous] as number) + (this.steps[end * (this.labels + 1) + to] as number);
  }

  private readBack(words: number, into: Uint16Array): void {
    if (words === 0) return;
    const { best, from, tags } = this;
    const last = (words - 1) * tags;
    let tag = outside;
    for (let other = 1; other < tags; other++) {
      if ((best[last + other] as number) > (best[last + tag] as number)) tag = other;
    }
    for (let word = words - 1; word >= 0; word--) {
      into[word] = tag;
      tag = from[word * tags + tag] as number;
    }
  }
}

/** The place in {@link Tagger.steps} or {@link Tagger.stays} that the step between two tags is weighed by. */
export function stepBetween(before: number, tag: number, labels: number): { stays: boolean; at: number } {
  if (tag !== outside && !isBegin(tag)) return { stays: true, at: before };
  const end = before === outside ? 0 : labelOf(before) + 1;
  const to = tag === outside ? 0 : labelOf(tag) + 1;
  return { stays: false, at: end * (labels + 1) + to };
}
