import { infoAt, type Problem, warningAt } from '../../../project/problem.js';
import type { NluExample } from '../../../training-data/training-data.js';

/** How often some words have to be marked before leaving them unmarked is taken for an oversight. */
const OFTEN = 3;

/** Words of more than this many pieces are not looked for. */
const LONGEST = 5;

/** Finds words that are marked in one example and not in another, and words that are marked as two entities. */
export function unevenMarks(examples: readonly NluExample[]): Problem[] {
  const marks = marksByWords(examples);
  return examples.flatMap((example) => [...unmarked(example, marks), ...markedOtherwise(example, marks)]);
}

/** By words in lower case: how often they are marked as which entity. */
type Marks = ReadonlyMap<string, ReadonlyMap<string, number>>;

function marksByWords(examples: readonly NluExample[]): Marks {
  const marks = new Map<string, Map<string, number>>();
  for (const { text, entities } of examples) {
    for (const { entity, start, end } of entities) {
      const words = text.slice(start, end).toLowerCase();
      const names = marks.get(words) ?? new Map<string, number>();
      marks.set(words, names.set(entity, (names.get(entity) ?? 0) + 1));
    }
  }
  return marks;
}

function unmarked({ text, entities, place }: NluExample, marks: Marks): Problem[] {
  const pieces = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(
    ({ index, 0: word }) => [index, index + word.length] as const,
  );
  const free = ([start, end]: readonly [number, number]): boolean =>
    entities.every((one) => one.end <= start || end <= one.start);
  return pieces.flatMap(([start], first) =>
    pieces.slice(first, first + LONGEST).flatMap(([, end]) => {
      const words = text.slice(start, end);
      const [entity, count] = mostOf(marks.get(words.toLowerCase()));
      // Numbers and words of one or two letters mean many things.
      if (count < OFTEN || !/\p{L}{3}/u.test(words) || !free([start, end])) return [];
      return [infoAt(place, 'QUALITY_ENTITY_UNMARKED', { words, text, count, entity })];
    }),
  );
}

function markedOtherwise({ text, entities, place }: NluExample, marks: Marks): Problem[] {
  return entities.flatMap(({ entity, start, end }) => {
    const words = text.slice(start, end);
    if (entities.some((one) => one.entity !== entity && one.start === start && one.end === end)) return [];
    const names = marks.get(words.toLowerCase());
    const [other, count] = mostOf(names);
    if (other === entity || (names?.get(entity) ?? 0) * OFTEN > count) return [];
    return [warningAt(place, 'QUALITY_ENTITY_TWO_NAMES', { words, entity, other, count })];
  });
}

function mostOf(names: ReadonlyMap<string, number> | undefined): readonly [name: string, count: number] {
  return [...(names ?? [])].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0] as readonly [
    string,
    number,
  ]);
}
