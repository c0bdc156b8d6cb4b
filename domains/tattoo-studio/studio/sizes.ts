import { findAll, type Named, plain } from './words.js';

/** The longest that one session lasts, in hours: a working block without the lunch break. */
export const LONGEST_SESSION_HOURS = 4;

/** A size as studios speak of it. */
export interface Size extends Named {
  /** Up to this length of the longest side, in inches. */
  readonly inches: number;
  /** Working hours, from a plain design to a detailed one. */
  readonly hours: readonly [number, number];
  /** What it compares to. */
  readonly like: string;
}

/** The sizes, smallest first. */
const sizes: readonly Size[] = [
  {
    name: 'tiny',
    spellings: ['mini', 'micro', 'teeny', 'itty bitty', 'coin', 'coin sized', 'thumbnail', 'stamp', 'quarter sized'],
    inches: 1.6,
    hours: [0.5, 1],
    like: 'a coin',
  },
  {
    name: 'small',
    spellings: ['smallish', 'little', 'smol', 'lil', 'credit card', 'business card', 'matchbox'],
    inches: 3.2,
    hours: [1, 1.5],
    like: 'a credit card',
  },
  {
    name: 'palm-sized',
    spellings: ['palm size', 'palm', 'hand sized', 'hand size', 'fist', 'fist sized', 'phone sized'],
    inches: 4.5,
    hours: [1.5, 2.5],
    like: 'the palm of a hand',
  },
  {
    name: 'medium',
    spellings: ['mid sized', 'mid size', 'medium sized', 'average', 'postcard', 'medium size', 'in the middle'],
    inches: 6,
    hours: [2, 3.5],
    like: 'a postcard',
  },
  {
    name: 'large',
    spellings: ['big', 'biggish', 'large scale', 'bigger', 'a5'],
    inches: 9,
    hours: [4, 6],
    like: 'a paperback',
  },
  {
    name: 'extra large',
    spellings: ['huge', 'massive', 'a4', 'very large', 'very big', 'giant', 'xl', 'sheet of paper'],
    inches: 13,
    hours: [6, 10],
    like: 'a sheet of paper',
  },
  { name: 'quarter sleeve', spellings: [], inches: 8, hours: [5, 8], like: 'shoulder to mid upper arm' },
  {
    name: 'half sleeve',
    spellings: ['half sleve', 'halfsleeve', 'half sleeves', 'half leg sleeve'],
    inches: 13,
    hours: [10, 16],
    like: 'shoulder to elbow, all around',
  },
  {
    name: 'full sleeve',
    spellings: ['whole sleeve', 'full sleve', 'sleeve', 'leg sleeve', 'whole arm', 'entire arm'],
    inches: 24,
    hours: [20, 32],
    like: 'the whole arm, all around',
  },
  {
    name: 'back piece',
    spellings: ['backpiece', 'full back', 'whole back', 'body suit', 'bodysuit', 'back-piece'],
    inches: 26,
    hours: [25, 40],
    like: 'the whole back',
  },
];

const feet = /(\d+(?:[.,]\d+)?)\s*(?:ft|foot|feet)\b/g;
const measure =
  /(\d+(?:[.,]\d+)?)\s*(?:-|x|by|to|×)?\s*(\d+(?:[.,]\d+)?)?\s*(cm|centimet\w*|mm|millimet\w*|inch(?:es)?|in\b|")/g;

/** The longest side that a text gives in measures, in inches: `15x10 cm` is 5.9. */
export function inchesIn(text: string): number | undefined {
  const lower = text.toLowerCase().replace(/×/g, 'x').replace(/[“”″]/g, '"');
  const lengths = [...lower.matchAll(feet)].map((hit) => number(hit[1]) * 12);
  for (const [, first, second, unit] of lower.matchAll(measure)) {
    const longest = Math.max(number(first), number(second));
    lengths.push(unit?.startsWith('c') ? longest / 2.54 : unit?.startsWith('m') ? longest / 25.4 : longest);
  }
  return lengths.length === 0 ? undefined : Math.max(...lengths);
}

/** The size that a text means, by its words or its measures. */
export function sizeIn(text: string): Size | undefined {
  const inches = inchesIn(text);
  if (inches !== undefined && inches > 0) return sizeOfInches(inches);
  const found = findAll(sizes, text);
  return found[0] ?? (/\b(medium|middle)\b/.test(plain(text)) ? sizes[3] : undefined);
}

/** The size of a piece whose longest side has so many inches. */
function sizeOfInches(inches: number): Size | undefined {
  const plainSizes = sizes.filter((size) => !size.name.includes('sleeve'));
  return plainSizes.find((size) => inches <= size.inches) ?? plainSizes.at(-1);
}

/** How long the first session of a size is booked, in whole hours, and how many such sessions it takes. */
export function sessionsOf(size: Size): { readonly hours: number; readonly sessions: number } {
  const middle = (size.hours[0] + size.hours[1]) / 2;
  const hours = Math.min(LONGEST_SESSION_HOURS, Math.max(1, Math.round(middle)));
  return { hours, sessions: Math.max(1, Math.ceil(middle / LONGEST_SESSION_HOURS - 0.3)) };
}

function number(text: string | undefined): number {
  return text === undefined ? 0 : Number(text.replace(',', '.'));
}
