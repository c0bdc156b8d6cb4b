import { warningAt } from '../problem.js';
import { baseOf, type Check } from './context.js';
import { firsts } from './firsts.js';

/** Every part of a retrieval intent, such as `faq/hours`, has examples and an answer. */
export const retrievalIntents: Check = ({ domain, data }) => {
  const examples = firsts(data.nlu.examples, ({ intent }) => intent);
  const parts = examples.filter(({ intent }) => intent.includes('/'));
  const taught = new Set(parts.map(({ intent }) => intent));
  const bases = new Set(parts.map(({ intent }) => baseOf(intent)));
  const unanswered = parts.filter(({ intent }) => !domain.responses.has(`utter_${intent}`));
  const mixed = examples.filter(({ intent }) => bases.has(intent));
  const answers = [...domain.responses].filter(([name]) => /^utter_[^/]+\/./.test(name));
  return [
    ...unanswered.map(({ intent, place }) => warningAt(place, 'RETRIEVAL_RESPONSE_MISSING', { intent })),
    ...mixed.map(({ intent, place }) =>
      warningAt(place, 'RETRIEVAL_MIXED', {
        intent,
        other: parts.find((part) => baseOf(part.intent) === intent)?.intent ?? '',
      }),
    ),
    ...answers.flatMap(([response, [first]]) => {
      const intent = response.slice('utter_'.length);
      if (!first || taught.has(intent) || data.nlu.examples.length === 0) return [];
      return [warningAt(first.place, 'RETRIEVAL_EXAMPLES_MISSING', { response, intent })];
    }),
  ];
};
