import type { Breather } from '../../core/index.js';
import { randomFrom, shuffle } from '../random.js';
import { outside } from './labels.js';
import { stepBetween, Tagger } from './tagger.js';

/** Sentences side by side: words `words[s]` up to `words[s + 1]` are those of sentence s. */
export interface TaggedSentences {
  readonly words: Uint32Array;
  /** By word: its features are `features[offsets[w]]` up to `features[offsets[w + 1]]`. */
  readonly offsets: Uint32Array;
  readonly features: Uint32Array;
  /** By word: its tag. */
  readonly tags: Uint16Array;
}

/** How a tagger is trained. */
export interface TaggerPlan {
  readonly labels: number;
  readonly features: number;
  readonly passes: number;
  readonly seed: number;
}

/**
 * Trains a tagger as a structured averaged perceptron (Collins 2002): where the best tags are wrong, the weights of the
 * right ones rise and of the wrong ones fall; the result is the mean of the weights over all steps, kept as in Daumé's
 * thesis (2006, figure 2.3).
 */
export async function trainTagger(
  sentences: TaggedSentences,
  plan: TaggerPlan,
  pause: Breather,
  onStep: (share: number) => void,
): Promise<Tagger> {
  const learner = new Learner(sentences, plan);
  const count = sentences.words.length - 1;
  const order = Uint32Array.from({ length: count }, (_, sentence) => sentence);
  const random = randomFrom(plan.seed);
  for (let pass = 0; pass < plan.passes; pass++) {
    shuffle(order, random);
    let mistakes = 0;
    for (const [at, sentence] of order.entries()) {
      if (learner.learn(sentence)) mistakes++;
      if (!pause.due()) continue;
      onStep((pass + at / count) / plan.passes);
      await pause.breathe();
    }
    if (mistakes === 0) break;
  }
  return learner.averaged();
}

class Learner {
  private readonly sentences: TaggedSentences;
  private readonly tagger: Tagger;
  /** From a weight to the sum that its average is made from. */
  private readonly toSum: number;
  private readonly stepSums: Float32Array;
  private readonly staySums: Float32Array;
  private guess = new Uint16Array(64);
  private turn = 1;

  constructor(sentences: TaggedSentences, { labels, features }: TaggerPlan) {
    this.sentences = sentences;
    this.tagger = new Tagger(labels, features, 2);
    this.toSum = features * this.tagger.stride;
    this.stepSums = new Float32Array(this.tagger.steps.length);
    this.staySums = new Float32Array(this.tagger.stays.length);
  }

  /** Learns from one sentence; says whether its tags were wrong. */
  learn(sentence: number): boolean {
    const { words, offsets, features, tags } = this.sentences;
    const first = words[sentence] as number;
    const count = (words[sentence + 1] as number) - first;
    if (count > this.guess.length) this.guess = new Uint16Array(count * 2);
    this.tagger.tag(features, offsets, first, count, this.guess);
    this.turn++;
    let wrong = false;
    for (let word = 0; word < count; word++) {
      const right = tags[first + word] as number;
      const guessed = this.guess[word] as number;
      const rightBefore = word === 0 ? outside : (tags[first + word - 1] as number);
      const guessedBefore = word === 0 ? outside : (this.guess[word - 1] as number);
      if (right !== guessed) {
        wrong = true;
        this.moveWord(first + word, right, 1);
        this.moveWord(first + word, guessed, -1);
      }
      if (right !== guessed || rightBefore !== guessedBefore) {
        this.moveStep(rightBefore, right, 1);
        this.moveStep(guessedBefore, guessed, -1);
      }
    }
    return wrong;
  }

  averaged(): Tagger {
    const { tagger, toSum, turn } = this;
    const { floats } = tagger.kernels;
    for (let at = 0; at < toSum; at++) {
      const weight = floats[at] as number;
      if (weight !== 0 || floats[at + toSum] !== 0) floats[at] = weight - (floats[at + toSum] as number) / turn;
    }
    average(tagger.steps, this.stepSums, turn);
    average(tagger.stays, this.staySums, turn);
    return tagger;
  }

  private moveWord(word: number, tag: number, change: number): void {
    const { offsets, features } = this.sentences;
    const { kernels, stride } = this.tagger;
    const { floats } = kernels;
    const end = offsets[word + 1] as number;
    for (let at = offsets[word] as number; at < end; at++) {
      const place = (features[at] as number) * stride + tag;
      floats[place] = (floats[place] as number) + change;
      floats[place + this.toSum] = (floats[place + this.toSum] as number) + change * this.turn;
    }
  }

  private moveStep(before: number, tag: number, change: number): void {
    const { stays, at } = stepBetween(before, tag, this.tagger.labels);
    const weights = stays ? this.tagger.stays : this.tagger.steps;
    const sums = stays ? this.staySums : this.stepSums;
    weights[at] = (weights[at] as number) + change;
    sums[at] = (sums[at] as number) + change * this.turn;
  }
}

function average(weights: Float32Array, sums: Float32Array, turns: number): void {
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] as number) - (sums[at] as number) / turns;
}
