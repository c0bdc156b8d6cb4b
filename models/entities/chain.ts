import { beginOf, insideOf, isBegin, labelOf, outside } from './labels.js';

/**
 * How tags follow one another. Steps are weighed between labels, not between tags: from nothing or label j to nothing or
 * the beginning of label k; and, for each label, from its beginning and from its inside to its inside.
 */
export interface ChainSteps {
  /** (labels + 1) × (labels + 1): from label j - 1 (0: nothing) to label k - 1 (0: nothing) beginning. */
  readonly steps: Float32Array;
  /** By tag: from this tag to the inside of its label. */
  readonly stays: Float32Array;
}

/** Steps that weigh nothing. */
export const noSteps = (labels: number): ChainSteps => ({
  steps: new Float32Array((labels + 1) ** 2),
  stays: new Float32Array(2 * labels + 1),
});

/** The row of {@link ChainSteps.steps} that a tag leads from. */
const endOf = (tag: number): number => (tag === outside ? 0 : labelOf(tag) + 1);

/** The place in {@link ChainSteps.steps} or {@link ChainSteps.stays} that the step between two tags is weighed by. */
export function stepBetween(before: number, tag: number, labels: number): { stays: boolean; at: number } {
  if (tag !== outside && !isBegin(tag)) return { stays: true, at: before };
  return { stays: false, at: endOf(before) * (labels + 1) + endOf(tag) };
}

function widthOf(weights: Float32Array): number {
  let least = 0;
  let most = 0;
  for (const weight of weights) {
    least = Math.min(least, weight);
    most = Math.max(most, weight);
  }
  return most - least;
}

/** Finds the best tags of a sentence by their scores (Viterbi), for steps that do not change. Reused for every sentence. */
export class BestTags {
  private readonly labels: number;
  private readonly tags: number;
  private readonly endings: Uint16Array;
  private readonly tops: Float32Array;
  private readonly sums: Float32Array;
  private readonly winners: Uint16Array;
  private chain: ChainSteps | undefined;
  /** The most that one step can be better than another. */
  private reach = 0;
  private best = new Float32Array(0);
  private from = new Uint16Array(0);

  constructor(labels: number) {
    this.labels = labels;
    this.tags = 2 * labels + 1;
    this.endings = new Uint16Array(labels + 1);
    this.tops = new Float32Array(labels + 1);
    this.sums = new Float32Array(labels + 1);
    this.winners = new Uint16Array(labels + 1);
  }

  /** Writes the best tags of so many words; `scores` has a row of tags for each word. */
  find(scores: Float32Array, words: number, chain: ChainSteps, into: Uint16Array): void {
    if (words === 0) return;
    if (this.best.length < words * this.tags) {
      this.best = new Float32Array(words * this.tags * 2);
      this.from = new Uint16Array(words * this.tags * 2);
    }
    if (chain !== this.chain) this.reach = widthOf(chain.steps);
    this.chain = chain;
    this.startAt(scores, chain);
    for (let word = 1; word < words; word++) this.stepTo(scores, word, chain);
    this.readBack(words, into);
  }

  private startAt(scores: Float32Array, { steps }: ChainSteps): void {
    const { best, labels } = this;
    best[outside] = (scores[outside] as number) + (steps[0] as number);
    for (let label = 0; label < labels; label++) {
      best[beginOf(label)] = (scores[beginOf(label)] as number) + (steps[label + 1] as number);
      best[insideOf(label)] = Number.NEGATIVE_INFINITY;
    }
  }

  private stepTo(scores: Float32Array, word: number, { steps, stays }: ChainSteps): void {
    const { labels, tags, best, from, endings, tops, sums, winners } = this;
    const row = word * tags;
    const before = row - tags;
    const top = this.findEndings(before);
    sums.fill(Number.NEGATIVE_INFINITY);
    for (let end = 0; end <= labels; end++) {
      const reached = tops[end] as number;
      // So far behind that no step makes up for it.
      if (reached < top - this.reach) continue;
      const first = end * (labels + 1);
      for (let to = 0; to <= labels; to++) {
        const score = reached + (steps[first + to] as number);
        if (score <= (sums[to] as number)) continue;
        sums[to] = score;
        winners[to] = end;
      }
    }
    for (let to = 0; to <= labels; to++) {
      const tag = to === 0 ? outside : beginOf(to - 1);
      from[row + tag] = endings[winners[to] as number] as number;
      best[row + tag] = (scores[row + tag] as number) + (sums[to] as number);
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

  /** By label + 1: the better of its two tags to come from, and what was reached there; 0 is outside. Gives the best of all. */
  private findEndings(before: number): number {
    const { labels, best, endings, tops } = this;
    endings[0] = outside;
    let top = best[before] as number;
    tops[0] = top;
    for (let label = 0; label < labels; label++) {
      const begin = beginOf(label);
      const inside = insideOf(label);
      const byBegin = best[before + begin] as number;
      const byInside = best[before + inside] as number;
      endings[label + 1] = byBegin >= byInside ? begin : inside;
      const reached = Math.max(byBegin, byInside);
      tops[label + 1] = reached;
      top = Math.max(top, reached);
    }
    return top;
  }

  private readBack(words: number, into: Uint16Array): void {
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
