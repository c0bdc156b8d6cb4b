import type { Named } from '../words.js';

/** What the studio knows of a tattoo style. */
export interface Style extends Named {
  /** What it is, in one or two sentences. */
  readonly about: string;
  /** How it ages and what it needs. */
  readonly aging: string;
  /** Its share of extra (above 1) or saved (below 1) time. */
  readonly effort: number;
  /** Smallest size that holds its detail, in inches along the longest side. */
  readonly leastInches: number;
  /** Words of ideas that it suits. */
  readonly suits: readonly string[];
  /** The styles of our artists that come nearest, when nobody has it as such. */
  readonly near?: readonly string[];
}

/** What people call plants, which suit several styles. */
export const flowers = [
  'flower',
  'rose',
  'peony',
  'lavender',
  'leaf',
  'leaves',
  'fern',
  'plant',
  'wildflower',
  'botanical',
];
