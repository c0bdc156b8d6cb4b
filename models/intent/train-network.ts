import type { Breather } from '../../core/index.js';
import { type Random, randomFrom, shuffle } from '../random.js';
import { finishNetwork } from './byte-rows.js';
import type { Examples } from './examples.js';
import { type LearningNetwork, randomizeNetwork, readFeatures, reserveLearningNetwork } from './learning-network.js';
import { bend, type Network, type NetworkShape, outputLogits, roundToLane, softmax } from './network.js';
import { RowOptimizer } from './row-optimizer.js';
import { TouchedRows } from './touched-rows.js';

/** How a network is trained. */
export interface TrainingPlan {
  readonly shape: NetworkShape;
  readonly batch: number;
  readonly steps: number;
  readonly learningRate: number;
  /** The share of features, and of the hidden layer, that each example goes without. */
  readonly featureDropout: number;
  readonly hiddenDropout: number;
  /** The last so many features are dense; they are dropped all together or not at all. */
  readonly dense?: number;
  readonly seed: number;
}

/** The share of all steps over which the learning rate rises from 0; from there it falls to 0 again. */
const warmUp = 0.02;

/**
 * The share of examples that go without their dense features, so that the sparse ones are learned as well as without
 * them: what is dense fits most examples soon, and nothing would be left to learn (Neverova et al. 2016, ModDrop).
 */
const denseDropout = 0.3;

/** Trains a network on examples; `only` names those to learn from. The same plan and examples give the same weights. */
export async function trainNetwork(
  examples: Examples,
  only: Uint32Array,
  plan: TrainingPlan,
  pause: Breather,
  onStep: (share: number) => void,
): Promise<Network> {
  const random = randomFrom(plan.seed);
  const trainer = new Trainer(examples, plan, random);
  const order = only.slice();
  let next = order.length;
  for (let step = 1; step <= plan.steps; step++) {
    trainer.begin(step);
    for (let taken = 0; taken < plan.batch; taken++) {
      if (next >= order.length) {
        shuffle(order, random);
        next = 0;
      }
      trainer.learn(order[next++] as number);
    }
    trainer.end();
    if (!pause.due()) continue;
    onStep(step / plan.steps);
    await pause.breathe();
  }
  return finishNetwork(trainer.network);
}

/** One batch after the other: forward and backward for each example, then one step of each matrix. */
class Trainer {
  readonly network: LearningNetwork;
  private readonly examples: Examples;
  private readonly plan: TrainingPlan;
  private readonly random: Random;
  private readonly input: RowOptimizer;
  private readonly inputBias: RowOptimizer;
  private readonly output: RowOptimizer;
  private readonly outputBias: RowOptimizer;
  private readonly touched: TouchedRows;
  private readonly firstDense: number;
  private inBatch = 0;

  // Places of the batch's gradients: of the hidden layer per example (batch × hidden), of the rest summed up.
  private readonly layerSlopes: number;
  private readonly inputBiasSlope: number;
  private readonly outputSlope: number;
  private readonly outputBiasSlope: number;
  private readonly rowSlope: number;
  private readonly workspaceEnd: number;

  // The example in hand.
  private keptIndices = new Uint32Array(1024);
  private keptValues = new Float32Array(1024);
  private readonly logits: Float32Array;
  /** What the dropout let through of the hidden layer, times its correction. */
  private readonly mask: Float32Array;

  constructor(examples: Examples, plan: TrainingPlan, random: Random) {
    const { hidden, classes, features } = plan.shape;
    const workspace = (plan.batch + 2 + classes) * hidden + roundToLane(classes);
    const network = reserveLearningNetwork(plan.shape, workspace);
    randomizeNetwork(network, random);
    this.network = network;
    this.examples = examples;
    this.plan = plan;
    this.random = random;
    const { kernels } = network;
    this.input = new RowOptimizer(kernels, network.input, features, hidden);
    this.inputBias = new RowOptimizer(kernels, network.inputBias, 1, hidden);
    this.output = new RowOptimizer(kernels, network.output, classes, hidden);
    this.outputBias = new RowOptimizer(kernels, network.outputBias, 1, roundToLane(classes));
    this.touched = new TouchedRows(features);
    this.firstDense = features - (plan.dense ?? 0);
    this.inputBiasSlope = network.free;
    this.outputSlope = this.inputBiasSlope + hidden;
    this.outputBiasSlope = this.outputSlope + classes * hidden;
    this.rowSlope = this.outputBiasSlope + roundToLane(classes);
    this.layerSlopes = this.rowSlope + hidden;
    this.workspaceEnd = network.free + workspace;
    this.logits = new Float32Array(classes);
    this.mask = new Float32Array(hidden);
  }

  begin(step: number): void {
    const { steps, learningRate } = this.plan;
    const rising = Math.max(1, Math.round(steps * warmUp));
    const share = step < rising ? step / rising : (steps - step + 1) / (steps - rising + 1);
    for (const matrix of [this.input, this.inputBias, this.output, this.outputBias]) {
      matrix.begin(step, learningRate * share);
    }
    this.inBatch = 0;
    this.touched.clear();
    this.network.kernels.floats.fill(0, this.network.free, this.workspaceEnd);
  }

  learn(example: number): void {
    const kept = this.dropFeatures(example);
    this.forward(kept);
    this.backward(this.examples.labels[example] as number);
    this.inBatch++;
  }

  end(): void {
    const { hidden, classes } = this.network;
    const scale = 1 / this.inBatch;
    for (let label = 0; label < classes; label++) this.output.update(label, this.outputSlope + label * hidden, scale);
    this.outputBias.update(0, this.outputBiasSlope, scale);
    this.inputBias.update(0, this.inputBiasSlope, scale);
    for (let at = 0; at < this.touched.count; at++) this.updateRow(this.touched.features[at] as number, scale);
  }

  private dropFeatures(example: number): number {
    const { indices, values, offsets } = this.examples;
    const { featureDropout } = this.plan;
    const start = offsets[example] as number;
    const end = offsets[example + 1] as number;
    if (end - start > this.keptIndices.length) {
      this.keptIndices = new Uint32Array((end - start) * 2);
      this.keptValues = new Float32Array((end - start) * 2);
    }
    const keep = 1 / (1 - featureDropout);
    const keepDense = this.denseFactor();
    let kept = 0;
    for (let at = start; at < end; at++) {
      const feature = indices[at] as number;
      const isDense = feature >= this.firstDense;
      if (isDense ? keepDense === 0 : this.random() < featureDropout) continue;
      const value = (values[at] as number) * (isDense ? keepDense : keep);
      this.keptIndices[kept] = feature;
      this.keptValues[kept++] = value;
      this.touched.add(feature, this.inBatch, value);
    }
    return kept;
  }

  /** What the dense features of the next example are multiplied with; features that are all dense are all there is. */
  private denseFactor(): number {
    const mixed = this.firstDense > 0 && this.firstDense < this.plan.shape.features;
    if (!mixed) return 1;
    return this.random() < denseDropout ? 0 : 1 / (1 - denseDropout);
  }

  private forward(kept: number): void {
    const { network, mask } = this;
    const { layer, activation, kernels } = network;
    const { floats } = kernels;
    readFeatures(network, this.keptIndices, this.keptValues, kept);
    bend(network);
    const { hiddenDropout } = this.plan;
    const keep = 1 / (1 - hiddenDropout);
    for (let j = 0; j < mask.length; j++) {
      const through = hiddenDropout > 0 && this.random() < hiddenDropout ? 0 : keep;
      const value = (floats[layer + j] as number) * through;
      floats[layer + j] = value;
      // Where the layer is bent flat, nothing flows back either.
      mask[j] = activation === 'relu' && value === 0 ? 0 : through;
    }
    outputLogits(network, this.logits);
    softmax(this.logits);
  }

  private backward(label: number): void {
    const { network, logits: slopes, mask } = this;
    const { output, layer, hidden, kernels } = network;
    const { floats } = kernels;
    slopes[label] = (slopes[label] as number) - 1;
    const back = this.layerSlopes + this.inBatch * hidden;
    for (let at = 0; at < slopes.length; at++) {
      const slope = slopes[at] as number;
      // A class that is all but ruled out moves nothing.
      if (slope < 1e-6 && slope > -1e-6) continue;
      floats[this.outputBiasSlope + at] = (floats[this.outputBiasSlope + at] as number) + slope;
      kernels.addScaled(this.outputSlope + at * hidden, layer, slope, hidden);
      kernels.addScaled(back, output + at * hidden, slope, hidden);
    }
    for (let j = 0; j < hidden; j++) floats[back + j] = (floats[back + j] as number) * (mask[j] as number);
    kernels.addScaled(this.inputBiasSlope, back, 1, hidden);
  }

  private updateRow(feature: number, scale: number): void {
    const { touched, layerSlopes, rowSlope } = this;
    const { hidden, kernels } = this.network;
    const head = touched.take(feature);
    if ((touched.next[head] as number) < 0) {
      const slope = layerSlopes + (touched.example[head] as number) * hidden;
      this.input.update(feature, slope, (touched.value[head] as number) * scale);
      return;
    }
    kernels.floats.fill(0, rowSlope, rowSlope + hidden);
    for (let entry = head; entry >= 0; entry = touched.next[entry] as number) {
      const slope = layerSlopes + (touched.example[entry] as number) * hidden;
      kernels.addScaled(rowSlope, slope, touched.value[entry] as number, hidden);
    }
    this.input.update(feature, rowSlope, scale);
  }
}
