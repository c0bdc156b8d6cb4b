import { z } from 'zod';
import { defineComponent, type Message, selectorEntry } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { loadLabels, saveLabels } from '../intent/label-files.js';
import { type LabelModel, learnLabels, scoreLabels } from '../intent/learn-labels.js';
import { lane } from '../kernels.js';

const config = z.strictObject({
  /** The retrieval intent whose answers this one tells apart; all of them unless given. */
  retrieval_intent: z.string().nullish(),
  /** Units of the hidden layer. */
  hidden: z.int().positive().multipleOf(lane).optional(),
  /** Passes over the examples; chosen by their number unless given. */
  epochs: z.int().positive().optional(),
});

interface State {
  /** Every retrieval intent of the training data, such as `faq`. */
  readonly retrievalIntents: readonly string[];
  /** Tells `faq/ask_hours` from `faq/ask_price`; nothing to tell, no model. */
  readonly model: LabelModel | undefined;
}

/** As many answers as Rasa's ResponseSelector keeps in its ranking (`ranking_length`). */
const longestRanking = 10;

/**
 * Chooses among the answers of retrieval intents: `faq/ask_hours` is the intent `faq`, and which of its answers fits is
 * learned here from the examples. What it chose is in `response_selector` of the parse result, in the form that Rasa's
 * ResponseSelector gives it (rasa.com/docs/rasa/components#responseselector).
 */
export const responseSelector = defineComponent<z.infer<typeof config>, State>({
  name: 'ResponseSelector',
  config,
  provides: ['response_selector'],
  requires: ['features'],
  async train(messages, { retrieval_intent: only, ...settings }, context) {
    const all = messages.filter((message) => keyOf(message).includes('/'));
    const retrievalIntents = [...new Set(all.map(retrievalIntentOf))].sort();
    const own = only ? all.filter((message) => retrievalIntentOf(message) === only) : all;
    if (only && own.length === 0) {
      context.warn(
        `ResponseSelector: no example belongs to the retrieval intent "${only}", such as ${only}/ask_hours.`,
      );
    }
    if (own.length === 0) return { retrievalIntents, model: undefined };
    return { retrievalIntents, model: await learnLabels(own, keyOf, settings, context, 'responses') };
  },
  process(message, { model, retrievalIntents }, { retrieval_intent: only }) {
    if (!model) return undefined;
    const ranking = scoreLabels(message, model).map(({ name, confidence }) => ({ key: name ?? '', confidence }));
    message.responseSelector = {
      all_retrieval_intents: retrievalIntents,
      ...message.responseSelector,
      [only ?? 'default']: selectorEntry(ranking.slice(0, longestRanking)),
    };
    return undefined;
  },
  save: ({ retrievalIntents, model }) => ({
    'retrieval.json': jsonToBytes(retrievalIntents),
    ...(model ? saveLabels(model) : {}),
  }),
  load: (files) => ({
    retrievalIntents: z.array(z.string()).parse(bytesToJson(files['retrieval.json'] as Uint8Array)),
    model: files['labels.json'] ? loadLabels(files) : undefined,
  }),
});

const keyOf = (message: Message): string => message.gold?.intent ?? '';
const retrievalIntentOf = (message: Message): string => keyOf(message).split('/')[0] ?? '';
