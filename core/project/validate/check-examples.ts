import { ENTER_CODE_INTENT } from '../../identity/code.js';
import { LINKED_INTENT } from '../../identity/note.js';
import type { EntityMention } from '../../nlu/parse-result.js';
import { formatPlace } from '../../place.js';
import type { NluExample } from '../../training-data/training-data.js';
import { type Problem, warningAt } from '../problem.js';
import { baseOf, type Check, unknownEntity, unknownIntent } from './context.js';

/** The intents of examples are in the domain; each unknown one is reported once, at its first example. */
export const exampleIntents: Check = (context) =>
  firsts(context.data.nlu.examples, ({ intent }) => baseOf(intent)).flatMap(({ intent, place }) =>
    unknownIntent(context, intent, 'An example', place),
  );

/** The entities of examples are in the domain; each unknown one is reported once, at its first example. */
export const exampleEntities: Check = (context) => {
  const mentions = context.data.nlu.examples.flatMap(({ entities, place }) =>
    entities.map(({ entity }) => ({ entity, place })),
  );
  return firsts(mentions, ({ entity }) => entity).flatMap(({ entity, place }) =>
    unknownEntity(context, entity, 'An example', place),
  );
};

/** Intents of messages that are understood without examples. */
const untaughtByNature = new Set(['nlu_fallback', ENTER_CODE_INTENT, LINKED_INTENT]);

/** Intents of the domain have examples, in a bot that has examples at all. */
export const taughtIntents: Check = ({ domain, data }) => {
  if (data.nlu.examples.length === 0) return [];
  const taught = new Set(data.nlu.examples.flatMap(({ intent }) => [intent, baseOf(intent)]));
  const untaught = [...domain.intents.values()].filter(({ name }) => !taught.has(name) && !untaughtByNature.has(name));
  return untaught.map(({ name, place }) => warningAt(place, 'INTENT_UNTAUGHT', { intent: name }));
};

/** No text teaches two intents. */
export const ambiguousExamples: Check = ({ data }) => {
  const seen = new Map<string, NluExample>();
  const problems: Problem[] = [];
  for (const example of data.nlu.examples) {
    const text = example.text.trim().toLowerCase();
    const earlier = seen.get(text);
    if (!earlier) seen.set(text, example);
    else if (earlier.intent !== example.intent) {
      const parameters = { text: example.text, intent: example.intent, other: earlier.intent };
      const place = formatPlace(earlier.place);
      problems.push(warningAt(example.place, 'EXAMPLE_TWO_INTENTS', { ...parameters, place }));
    }
  }
  return problems;
};

/** Marked entities are whole words: an extractor labels words, and cannot learn a part of one. */
export const entityBorders: Check = ({ data }) =>
  data.nlu.examples.flatMap(({ text, entities, place }) =>
    entities
      .filter((mention) => !onBorders(text, mention))
      .map(({ entity }) => warningAt(place, 'ENTITY_BORDER', { entity, text })),
  );

const onBorders = (text: string, { start, end }: EntityMention): boolean =>
  !/^\s|\s$/.test(text.slice(start, end)) && !insideWord(text, start) && !insideWord(text, end);

const insideWord = (text: string, offset: number): boolean =>
  wordEnd.test(text.slice(Math.max(0, offset - 2), offset)) && wordStart.test(text.slice(offset, offset + 2));

/** Scripts that are written without spaces have borders between any two signs. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const word = `(?![${unspaced}])[\\p{L}\\p{M}\\p{N}_]`;
const wordEnd = new RegExp(`${word}$`, 'u');
const wordStart = new RegExp(`^${word}`, 'u');

function firsts<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const found = new Map<string, Item>();
  for (const item of items) if (!found.has(keyOf(item))) found.set(keyOf(item), item);
  return [...found.values()];
}
