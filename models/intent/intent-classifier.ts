import { z } from 'zod';
import { defineComponent, type IntentScore, type Message, ParleyError, type TrainContext } from '../../core/index.js';
import { bytesToJson, jsonToBytes, toBytes, viewFloats } from '../bytes.js';
import { sparseOf } from '../features/sparse-of.js';
import { lane } from '../kernels.js';
import { fitTemperature, type ScoredExample } from './calibration.js';
import { packExamples } from './examples.js';
import { dealFolds, examplesWhere } from './folds.js';
import { type Network, predictLogits, reserveNetwork, softmax } from './network.js';
import { rank } from './ranking.js';
import { trainApart } from './train-apart.js';
import { planTraining } from './training-plan.js';
import { asUnseen, featuresIn } from './unseen.js';

const config = z.strictObject({
  /** Units of the hidden layer. */
  hidden: z.int().positive().multipleOf(lane).optional(),
  /** Passes over the examples; chosen by their number unless given. */
  epochs: z.int().positive().optional(),
});

type Config = z.infer<typeof config>;

interface State {
  readonly intents: readonly string[];
  readonly network: Network;
  readonly temperature: number;
  /** In training: what was predicted for each message by a network that had not seen it. */
  readonly unseen?: ReadonlyMap<Message, readonly IntentScore[]>;
}

const folds = 3;

/**
 * Predicts the intent with a network of one hidden layer. How sure it says it is was fitted on examples held out from
 * training (three folds), so that of the messages with confidence 0.8 about 80 % are right.
 */
export const intentClassifier = defineComponent<Config, State>({
  name: 'IntentClassifier',
  config,
  provides: ['intent'],
  requires: ['features'],
  train,
  processTraining(messages, state) {
    for (const message of messages) write(message, state.unseen?.get(message) ?? []);
  },
  process(message, state) {
    write(message, predict(message, state.network, state.intents, state.temperature));
    return undefined;
  },
  save({ intents, network, temperature }) {
    const { features, hidden, classes, activation, kernels, layer } = network;
    return {
      'intents.json': jsonToBytes({ intents, temperature, shape: { features, hidden, classes, activation } }),
      weights: toBytes(kernels.floats.subarray(0, layer)),
    };
  },
  load(files) {
    const { intents, temperature, shape } = savedSchema.parse(bytesToJson(files['intents.json'] as Uint8Array));
    const network = reserveNetwork(shape);
    network.kernels.floats.set(viewFloats(files.weights as Uint8Array));
    return { intents, network, temperature };
  },
});

const savedSchema = z.object({
  intents: z.array(z.string()),
  temperature: z.number(),
  shape: z.object({ features: z.int(), hidden: z.int(), classes: z.int(), activation: z.enum(['relu', 'none']) }),
});

async function train(messages: readonly Message[], settings: Config, context: TrainContext): Promise<State> {
  const labelled = messages.filter((message) => intentOf(message) !== '');
  const intents = [...new Set(labelled.map(intentOf))].sort();
  if (intents.length === 0) {
    throw new ParleyError('NLU_NO_EXAMPLES', { component: 'IntentClassifier', reason: 'no example has an intent' });
  }
  const numbers = new Map(intents.map((intent, at) => [intent, at]));
  const sparse = labelled.map(sparseOf);
  const examples = packExamples(
    sparse.map(({ vector }) => vector),
    labelled.map((message) => numbers.get(intentOf(message)) as number),
  );
  const fold = dealFolds(examples.labels, folds, context.seed);
  const parts = Array.from({ length: folds }, (_, out) => ({
    heldOut: examplesWhere(fold, (own) => own === out),
    rest: examplesWhere(fold, (own) => own !== out),
  })).filter(({ heldOut, rest }) => heldOut.length > 0 && rest.length > 0);
  const features = sparse[0]?.size ?? 0;
  const orders = [examplesWhere(fold, () => true), ...parts.map(({ rest }) => rest)].map((only, run) => ({
    only,
    plan: planTraining(only.length, intents.length, features, context.seed + run, settings),
  }));
  const [network, ...partial] = await trainApart(examples, orders, context.signal, (share) =>
    context.progress(share, 'intents'),
  );

  const scored = new Map<Message, ScoredExample>();
  for (const [at, { heldOut, rest }] of parts.entries()) {
    const blind = partial[at] as Network;
    const seen = featuresIn(examples, rest, features);
    for (const example of heldOut) {
      const logits = predictLogits(blind, asUnseen(sparse[example]?.vector ?? emptyVector, seen));
      scored.set(labelled[example] as Message, { logits, label: examples.labels[example] as number });
    }
  }
  const temperature = fitTemperature([...scored.values()]);
  const unseen = new Map([...scored].map(([message, { logits }]) => [message, ranked(logits, intents, temperature)]));
  return { intents, network: network as Network, temperature, unseen };
}

const emptyVector = { indices: new Uint32Array(), values: new Float32Array() };

/** A retrieval intent such as `faq/ask_hours` is learned as `faq`: which of its answers fits is another question. */
const intentOf = (message: Message): string => message.gold?.intent.split('/')[0] ?? '';

function predict(
  message: Message,
  network: Network,
  intents: readonly string[],
  temperature: number,
): readonly IntentScore[] {
  return ranked(predictLogits(network, sparseOf(message).vector), intents, temperature);
}

function ranked(logits: Float32Array, intents: readonly string[], temperature: number): readonly IntentScore[] {
  softmax(logits, temperature);
  return rank(intents, logits);
}

function write(message: Message, ranking: readonly IntentScore[]): void {
  message.ranking = ranking;
  message.intent = ranking[0] ?? { name: null, confidence: 0 };
}
