import { BestTags, type ChainSteps } from './chain.js';
import { spansOf } from './labels.js';
import { TagOdds } from './tag-odds.js';
import { addScores, type TagWeights } from './tag-weights.js';

/** A conditional random field over words, as a linear chain (Lafferty et al. 2001). */
export interface Chain {
  readonly labels: number;
  readonly weights: TagWeights;
  readonly steps: ChainSteps;
}

/** Words that belong together. */
export interface LabelledSpan {
  readonly first: number;
  /** Index of the last word. */
  readonly last: number;
  readonly label: number;
  /** How likely exactly these words are a mention with this label, 0 to 1. */
  readonly confidence: number;
}

/** Confidences need no more than three digits. */
const roughly = 1e-4;

/** Labels the words of sentences with a trained chain. */
export class Tagger {
  private readonly chain: Chain;
  private readonly tags: number;
  private readonly best: BestTags;
  private readonly odds: TagOdds;
  private scores = new Float32Array(0);
  private found = new Uint16Array(0);

  constructor(chain: Chain) {
    this.chain = chain;
    this.tags = 2 * chain.labels + 1;
    this.best = new BestTags(chain.labels);
    this.odds = new TagOdds(chain.labels, roughly);
    this.odds.useSteps(chain.steps);
  }

  /** The likeliest way to label a sentence. Features of word w are `features[offsets[w]]` up to `features[offsets[w + 1]]`. */
  label(features: Uint32Array, offsets: Uint32Array): LabelledSpan[] {
    const words = offsets.length - 1;
    const length = words * this.tags;
    if (this.scores.length < length) this.scores = new Float32Array(length * 2);
    if (this.found.length < words) this.found = new Uint16Array(words * 2);
    this.scores.fill(0, 0, length);
    for (let word = 0; word < words; word++) {
      const from = offsets[word] as number;
      addScores(this.chain.weights, features, from, offsets[word + 1] as number, this.scores, word * this.tags);
    }
    this.best.find(this.scores, words, this.chain.steps, this.found);
    return this.spans(words);
  }

  private spans(words: number): LabelledSpan[] {
    const spans = spansOf(this.found.subarray(0, words));
    if (spans.length > 0) this.odds.read(this.scores, words);
    return spans.map((span) => ({
      ...span,
      confidence: this.odds.oddsOfSpan(span.first, span.last, span.label, words),
    }));
  }
}
