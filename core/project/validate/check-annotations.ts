import type { Token } from '../../nlu/message.js';
import type { EntityMention } from '../../nlu/parse-result.js';
import type { NluExample } from '../../training-data/training-data.js';
import { infoAt, type Problem, warningAt } from '../problem.js';
import { type Check, sketch, unknownAttributes, unknownEntity } from './context.js';
import { firsts } from './firsts.js';

/** The entities of examples are in the domain; each unknown one is reported once, at its first example. */
export const exampleEntities: Check = (context) => {
  const mentions = context.data.nlu.examples.flatMap(({ entities, place }) =>
    entities.map((mention) => ({ mention, place })),
  );
  return firsts(mentions, ({ mention: { entity, role, group } }) => JSON.stringify([entity, role, group]))
    .flatMap(({ mention, place }) => unknownAttributes(context, mention, 'An example', place))
    .concat(
      firsts(mentions, ({ mention }) => mention.entity).flatMap(({ mention, place }) =>
        unknownEntity(context, mention.entity, 'An example', place),
      ),
    );
};

/** Entities that a single example marks, and neither a lookup table nor a regex describes. */
export const scarceEntities: Check = ({ data }) => {
  if (data.nlu.examples.length < sketch) return [];
  const described = new Set([...data.nlu.lookups, ...data.nlu.regexes].map(({ name }) => name));
  const marked = data.nlu.examples.flatMap(({ entities, place }) => entities.map(({ entity }) => ({ entity, place })));
  const counts = new Map<string, number>();
  for (const { entity } of marked) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  return marked
    .filter(({ entity }) => counts.get(entity) === 1 && !described.has(entity))
    .map(({ entity, place }) => infoAt(place, 'ENTITY_FEW', { entity }));
};

/** Marked entities are whole words, as the bot's own tokenizer cuts them: an extractor labels words. */
export const entityBorders: Check = ({ data, tokenise }) =>
  data.nlu.examples.flatMap((example) => {
    if (example.entities.length === 0) return [];
    const fits = tokenise ? bordersOf(tokenise(example.text)) : onBorders(example.text);
    return example.entities
      .filter((mention) => !fits(mention))
      .map(({ entity, start, end }) => {
        const words = example.text.slice(start, end);
        return warningAt(example.place, 'ENTITY_BORDER', { entity, text: example.text, words });
      });
  });

type Fits = (mention: EntityMention) => boolean;

function bordersOf(tokens: readonly Token[]): Fits {
  const starts = new Set(tokens.map(({ start }) => start));
  const ends = new Set(tokens.map(({ end }) => end));
  return ({ start, end }) => starts.has(start) && ends.has(end);
}

/** Without a tokenizer: no border lies between two signs of a word. */
const onBorders =
  (text: string): Fits =>
  ({ start, end }) =>
    !/^\s|\s$/.test(text.slice(start, end)) && !insideWord(text, start) && !insideWord(text, end);

const insideWord = (text: string, offset: number): boolean =>
  wordEnd.test(text.slice(Math.max(0, offset - 2), offset)) && wordStart.test(text.slice(offset, offset + 2));

/** Scripts that are written without spaces have borders between any two signs. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const word = `(?![${unspaced}])[\\p{L}\\p{M}\\p{N}_]`;
const wordEnd = new RegExp(`${word}$`, 'u');
const wordStart = new RegExp(`^${word}`, 'u');

/** What is left of markup in a text: a space too many, or a bracket that nothing closes. */
export const brokenMarkup: Check = ({ data }) =>
  data.nlu.examples.flatMap(({ text, place }) => {
    const part = markupLike.exec(text)?.[0];
    return part === undefined ? [] : [warningAt(place, 'EXAMPLE_MARKUP_LIKE', { text, part })];
  });

const markupLike = /\[[^[\]]+\](?:\s+\([\p{L}_-]+\)|\([\p{L}_-]*$|\{\s*"[^}]*$|\s+\{\s*"entity".*)/u;

/** No two entities share words, but for several on the very same ones. */
export const overlaps: Check = ({ data }) => data.nlu.examples.flatMap(overlapping);

function overlapping({ text, entities, place }: NluExample): Problem[] {
  return entities.flatMap((one, index) =>
    entities
      .slice(index + 1)
      .filter((other) => one.start < other.end && other.start < one.end)
      .filter((other) => one.start !== other.start || one.end !== other.end)
      .map((other) => warningAt(place, 'ENTITY_OVERLAP', { text, entity: one.entity, other: other.entity })),
  );
}
