import type { EntityMention, ParseResult } from './parse-result.js';

/** What of a parse result says where in the text things stand. */
type Placed = Pick<ParseResult, 'text' | 'text_tokens'> & { readonly entities: readonly Offsets[] };

type Offsets = Pick<EntityMention, 'start' | 'end'>;

const pair = /[\ud800-\udbff][\udc00-\udfff]/;

/**
 * A parse result as Rasa's clients read it. Python counts the characters of a text by code points, JavaScript by UTF-16
 * units: behind 👍 they are one apart. Inside Parley all offsets are JavaScript's, outside Python's.
 */
export const toCodePoints = <Result extends Placed>(result: Result): Result =>
  pair.test(result.text) ? placed(result, pointsBefore(result.text)) : result;

/** A parse result from outside, with JavaScript's offsets. */
export const fromCodePoints = <Result extends Placed>(result: Result): Result =>
  pair.test(result.text) ? placed(result, unitsBefore(result.text)) : result;

function placed<Result extends Placed>(result: Result, offsets: Uint32Array): Result {
  const at = (offset: number): number => offsets[Math.max(0, Math.min(offset, offsets.length - 1))] ?? offset;
  const { entities, text_tokens: tokens } = result;
  return {
    ...result,
    entities: entities.map((entity) => ({ ...entity, start: at(entity.start), end: at(entity.end) })),
    ...(tokens && { text_tokens: tokens.map(([start, end]) => [at(start), at(end)] as const) }),
  };
}

/** By UTF-16 offset: the code points before it. */
function pointsBefore(text: string): Uint32Array {
  const points = new Uint32Array(text.length + 1);
  let units = 0;
  let point = 0;
  for (const sign of text) {
    points.fill(point, units, units + sign.length);
    units += sign.length;
    point++;
  }
  points[units] = point;
  return points;
}

/** By number of code points: the UTF-16 units that they take. */
function unitsBefore(text: string): Uint32Array {
  const units: number[] = [0];
  for (const sign of text) units.push((units.at(-1) ?? 0) + sign.length);
  return Uint32Array.from(units);
}
