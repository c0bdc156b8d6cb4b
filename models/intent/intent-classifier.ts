import { z } from 'zod';
import { defineComponent, type IntentScore, type Message, ParleyError } from '../../core/index.js';
import { lane } from '../kernels.js';
import { loadLabels, saveLabels } from './label-files.js';
import { type LabelModel, type LearnedLabels, learnLabels, scoreLabels } from './learn-labels.js';
import { outOfScope, unknownLabel } from './strangers.js';

const config = z.strictObject({
  /** Units of the hidden layer. */
  hidden: z.int().positive().multipleOf(lane).optional(),
  /** Passes over the examples; chosen by their number unless given. */
  epochs: z.int().positive().optional(),
  /** How many networks decide together; three of few examples, else one, unless given. */
  ensemble: z.int().min(1).max(16).optional(),
});

type State = LabelModel & Partial<Pick<LearnedLabels, 'unseen'>>;

/**
 * Predicts the intent with a network of one hidden layer. How sure it says it is was fitted on examples held out from
 * training (three folds), so that of the messages with confidence 0.8 about 80 % are right. The confidences of a message
 * like none of the examples add up to less than 1; what is missing is the intent `out_of_scope` where the domain has one
 * without examples.
 */
export const intentClassifier = defineComponent<z.infer<typeof config>, State>({
  name: 'IntentClassifier',
  config,
  provides: ['intent'],
  requires: ['features'],
  train(messages, settings, context) {
    const labelled = messages.filter((message) => intentOf(message) !== '');
    if (labelled.length === 0) {
      throw new ParleyError('NLU_NO_EXAMPLES', { component: 'IntentClassifier', reason: 'no example has an intent' });
    }
    const declared = context.domain?.intents.has(outOfScope) === true;
    const learned = labelled.some((message) => intentOf(message) === outOfScope);
    const strangers = declared && !learned ? outOfScope : unknownLabel;
    return learnLabels(labelled, intentOf, { ...settings, strangers }, context, 'intents');
  },
  processTraining(messages, state) {
    for (const message of messages) write(message, state.unseen?.get(message) ?? []);
  },
  process(message, state) {
    write(message, scoreLabels(message, state));
    return undefined;
  },
  save: saveLabels,
  load: loadLabels,
});

/** A retrieval intent such as `faq/ask_hours` is learned as `faq`: which of its answers fits is another question. */
const intentOf = (message: Message): string => message.gold?.intent.split('/')[0] ?? '';

function write(message: Message, ranking: readonly IntentScore[]): void {
  message.ranking = ranking;
  message.intent = ranking[0] ?? { name: null, confidence: 0 };
}
