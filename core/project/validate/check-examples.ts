import { ENTER_CODE_INTENT } from '../../identity/code.js';
import { LINKED_INTENT } from '../../identity/note.js';
import { formatPlace } from '../../place.js';
import type { NluExample } from '../../training-data/training-data.js';
import { infoAt, type Problem, warningAt } from '../problem.js';
import { payloadsOf } from './buttons-of.js';
import { baseOf, type Check, sketch, unknownIntent } from './context.js';
import { firsts, repeats } from './firsts.js';

/** The intents of examples are in the domain; each unknown one is reported once, at its first example. */
export const exampleIntents: Check = (context) =>
  firsts(context.data.nlu.examples, ({ intent }) => baseOf(intent)).flatMap(({ intent, place }) =>
    unknownIntent(context, intent, 'An example', place),
  );

/** Intents of messages that are understood without examples. */
const untaughtByNature = new Set([
  'nlu_fallback',
  'restart',
  'back',
  'session_start',
  ENTER_CODE_INTENT,
  LINKED_INTENT,
]);

/** What comes from outside, as Rasa's documentation names it (rasa.com/docs/rasa/reaching-out-to-user). */
const fromOutside = /^EXT(ERNAL)?_/;

/**
 * Intents of the domain have examples, in a bot that has examples at all. One that a button sends, or the code of the
 * bot, may well do without.
 */
export const taughtIntents: Check = ({ domain, data, taught, code }) => {
  if (data.nlu.examples.length === 0) return [];
  const sent = new Set(payloadsOf(domain).map(({ intent }) => intent));
  const untaught = [...domain.intents.values()].filter(({ name }) => !taught.has(name) && !untaughtByNature.has(name));
  return untaught.map(({ name, place }) => {
    const report = sent.has(name) || fromOutside.test(name) || code?.has(name) ? infoAt : warningAt;
    return report(place, 'INTENT_UNTAUGHT', { intent: name });
  });
};

/** Intents with a single example. */
export const scarceIntents: Check = ({ data }) => {
  if (data.nlu.examples.length < sketch) return [];
  const counts = new Map<string, number>();
  for (const { intent } of data.nlu.examples) counts.set(intent, (counts.get(intent) ?? 0) + 1);
  return firsts(data.nlu.examples, ({ intent }) => intent)
    .filter(({ intent }) => counts.get(intent) === 1)
    .map(({ intent, place }) => infoAt(place, 'INTENT_FEW', { intent }));
};

/** No text teaches two intents, and none is there twice. */
export const repeatedExamples: Check = ({ data }) =>
  repeats(data.nlu.examples, ({ text }) => normalise(text)).flatMap(({ item, first }) => {
    const place = formatPlace(first.place);
    const { text, intent } = item;
    if (intent !== first.intent) {
      return [warningAt(item.place, 'EXAMPLE_TWO_INTENTS', { text, intent, other: first.intent, place })];
    }
    return sameWords(item, first, place);
  });

/** The examples are the same up to capitals and punctuation; what counts is whether they are marked alike. */
function sameWords(item: NluExample, first: NluExample, place: string): Problem[] {
  const { text, intent } = item;
  if (text.toLowerCase() !== first.text.toLowerCase()) return [];
  if (marksOf(item) !== marksOf(first)) {
    return [warningAt(item.place, 'EXAMPLE_MARKED_DIFFERENTLY', { text, place })];
  }
  return text === first.text ? [infoAt(item.place, 'EXAMPLE_REPEATED', { text, intent, place })] : [];
}

const marksOf = ({ entities }: NluExample): string =>
  JSON.stringify(entities.map(({ entity, role, group, start, end }) => [entity, role ?? '', group ?? '', start, end]));

/** A text as a tokenizer leaves it: without capitals, spaces and the punctuation between words. */
function normalise(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
  const words = plain.replaceAll(/[.,;:!?…¿¡"“”]+(?=\s|$)|(?<=^|\s)[¿¡"“”]+/gu, '').trim();
  return words === '' ? plain : words;
}
