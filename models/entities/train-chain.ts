import type { Breather } from '../../core/index.js';
import { type Random, randomFrom, shuffle } from '../random.js';
import { noSteps, stepBetween } from './chain.js';
import type { ChainPlan } from './chain-plan.js';
import { FollowLeader } from './follow-leader.js';
import { outside } from './labels.js';
import { TagOdds } from './tag-odds.js';
import { addScores, reserveWeights, type TaggedSentences } from './tag-weights.js';
import type { Chain } from './tagger.js';

/** Gradients smaller than this move nothing. */
const slight = 1e-3;

/** Trains a chain to find the right tags of sentences likely, one sentence at a time in random order. */
export async function trainChain(
  sentences: TaggedSentences,
  plan: ChainPlan,
  seed: number,
  pause: Breather,
  onStep: (share: number) => void,
): Promise<Chain> {
  const random = randomFrom(seed);
  const learner = new Learner(sentences, plan, random);
  const count = sentences.words.length - 1;
  const order = Uint32Array.from({ length: count }, (_, sentence) => sentence);
  for (let pass = 0; pass < plan.passes; pass++) {
    shuffle(order, random);
    for (const [at, sentence] of order.entries()) {
      learner.learn(sentence);
      if (!pause.due()) continue;
      onStep((pass + at / count) / plan.passes);
      await pause.breathe();
    }
  }
  return learner.chain;
}

class Learner {
  readonly chain: Chain;
  private readonly sentences: TaggedSentences;
  private readonly odds: TagOdds;
  private readonly tags: number;
  private readonly words: FollowLeader;
  private readonly steps: FollowLeader;
  private readonly stays: FollowLeader;
  private readonly stepGradients: Float32Array;
  private readonly stayGradients: Float32Array;
  private scores = new Float32Array(0);
  private readonly random: Random;
  private readonly dropout: number;
  /** What features that are left in count for, so that scores are as large as with all of them. */
  private readonly scale: number;
  /** The features of the sentence in hand that are left in, and by word where they end. */
  private kept = new Uint32Array(1024);
  private ends = new Uint32Array(64);
  private readonly gradients: Float32Array;

  constructor(sentences: TaggedSentences, { labels, features, learning, dropout }: ChainPlan, random: Random) {
    this.sentences = sentences;
    this.random = random;
    this.dropout = dropout;
    this.scale = 1 / (1 - dropout);
    this.tags = 2 * labels + 1;
    this.chain = { labels, weights: reserveWeights(sentences, features), steps: noSteps(labels) };
    this.odds = new TagOdds(labels);
    this.words = new FollowLeader(this.chain.weights.weights, learning);
    // What follows what is known from every word: nothing needs to be held down.
    const freely = { ...learning, sparsity: 0 };
    this.steps = new FollowLeader(this.chain.steps.steps, freely);
    this.stays = new FollowLeader(this.chain.steps.stays, freely);
    this.stepGradients = new Float32Array(this.chain.steps.steps.length);
    this.stayGradients = new Float32Array(this.chain.steps.stays.length);
    this.gradients = new Float32Array(this.tags);
  }

  learn(sentence: number): void {
    const { words, tags } = this.sentences;
    const first = words[sentence] as number;
    const count = (words[sentence + 1] as number) - first;
    this.takeFeatures(first, count);
    if (this.scores.length < count * this.tags) this.scores = new Float32Array(count * this.tags * 2);
    this.scores.fill(0, 0, count * this.tags);
    for (let word = 0; word < count; word++) {
      const from = this.ends[word] as number;
      addScores(this.chain.weights, this.kept, from, this.ends[word + 1] as number, this.scores, word * this.tags);
    }
    if (this.dropout > 0) {
      for (let at = 0; at < count * this.tags; at++) this.scores[at] = (this.scores[at] as number) * this.scale;
    }
    this.odds.useSteps(this.chain.steps);
    this.odds.read(this.scores, count);
    this.stepGradients.fill(0);
    this.stayGradients.fill(0);
    let wrong = false;
    let before = false;
    for (let word = 0; word < count; word++) {
      const moved = this.learnWord(first + word, word);
      if (moved || before) this.addSteps(tags, first + word, word);
      wrong ||= moved;
      before = moved;
    }
    if (wrong) this.learnSteps();
  }

  private takeFeatures(first: number, count: number): void {
    const { offsets, features } = this.sentences;
    const from = offsets[first] as number;
    const needed = (offsets[first + count] as number) - from;
    if (this.kept.length < needed) this.kept = new Uint32Array(needed * 2);
    if (this.ends.length <= count) this.ends = new Uint32Array(count * 2 + 1);
    let length = 0;
    for (let word = 0; word < count; word++) {
      const end = offsets[first + word + 1] as number;
      for (let at = offsets[first + word] as number; at < end; at++) {
        if (this.dropout === 0 || this.random() >= this.dropout) this.kept[length++] = features[at] as number;
      }
      this.ends[word + 1] = length;
    }
  }

  /** Learns what is wrong with one word's tags; says whether anything was. */
  private learnWord(at: number, word: number): boolean {
    const { tags } = this.sentences;
    const { gradients, kept, scale } = this;
    let moved = 0;
    for (let tag = 0; tag < this.tags; tag++) {
      const gradient = this.odds.oddsOf(word, tag) - (tag === tags[at] ? 1 : 0);
      gradients[tag] = Math.abs(gradient) < slight ? 0 : gradient * scale;
      if (gradients[tag] !== 0) moved++;
    }
    if (moved === 0) return false;
    const { starts, tags: seen } = this.chain.weights;
    const end = this.ends[word + 1] as number;
    for (let one = this.ends[word] as number; one < end; one++) {
      const feature = kept[one] as number;
      const last = starts[feature + 1] as number;
      for (let place = starts[feature] as number; place < last; place++) {
        const gradient = gradients[seen[place] as number] as number;
        if (gradient !== 0) this.words.learn(place, gradient);
      }
    }
    return true;
  }

  private addSteps(tags: Uint16Array, at: number, word: number): void {
    const { labels } = this.chain;
    const tag = tags[at] as number;
    const before = word === 0 ? outside : (tags[at - 1] as number);
    const { stays, at: place } = stepBetween(before, tag, labels);
    const right = stays ? this.stayGradients : this.stepGradients;
    right[place] = (right[place] as number) - 1;
    if (word === 0) {
      for (let to = 0; to <= labels; to++) {
        const first = to === 0 ? outside : 2 * to - 1;
        this.stepGradients[to] = (this.stepGradients[to] as number) + this.odds.oddsOf(0, first);
      }
      return;
    }
    this.odds.stepOdds(
      word,
      (end, to, odds) => {
        const step = end * (labels + 1) + to;
        this.stepGradients[step] = (this.stepGradients[step] as number) + odds;
      },
      (from, odds) => {
        this.stayGradients[from] = (this.stayGradients[from] as number) + odds;
      },
    );
  }

  private learnSteps(): void {
    learnAll(this.steps, this.stepGradients);
    learnAll(this.stays, this.stayGradients);
  }
}

function learnAll(leader: FollowLeader, gradients: Float32Array): void {
  for (let at = 0; at < gradients.length; at++) {
    const gradient = gradients[at] as number;
    if (gradient > slight || gradient < -slight) leader.learn(at, gradient);
  }
}
