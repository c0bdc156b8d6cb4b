/** What a tattoo will cost: pure functions that show their reasoning. */
import { placeIn } from './places.js';
import { LONGEST_SESSION_HOURS, type Size, sessionsOf, sizeIn } from './sizes.js';
import { artistStylesFor, stylesIn } from './styles.js';
import type { Artist } from './tables.js';
import { plain } from './words.js';

/** What is known of a piece, as said. */
export interface Piece {
  readonly size: string;
  readonly place?: string | null;
  readonly style?: string | null;
  readonly color?: string | null;
  readonly idea?: string | null;
}

/** A price in whole dollars, and why. */
export interface Estimate {
  readonly low: number;
  readonly high: number;
  /** One line for each thing that went into it, ready to be shown. */
  readonly reasons: readonly string[];
  readonly size: Size;
  readonly sessions: number;
  /** Hours of the first session. */
  readonly sessionHours: number;
}

/** Sleeves are paid as a package. */
const SLEEVE_DISCOUNT = 0.9;
const COLOR_EFFORT = 1.2;

/**
 * Estimates a piece with one artist, or as a range over several.
 *
 * @returns `undefined` when the size can't be made out or there is nobody to do it.
 */
export function estimate(piece: Piece, artists: readonly Artist[]): Estimate | undefined {
  const size = sizeIn(piece.size);
  if (!size || artists.length === 0) return undefined;
  const factors = [styleFactor(piece), placeFactor(piece, size), colorFactor(piece)].filter(
    (factor) => factor !== undefined,
  );
  const effort = factors.reduce((product, factor) => product * factor.by, 1);
  const isSleevePackage = size.name === 'full sleeve';
  const discount = isSleevePackage ? SLEEVE_DISCOUNT : 1;
  const [least, most] = size.hours;
  const low = Math.min(
    ...artists.map((artist) => Math.max(artist.minimum, artist.hourlyRate * least * effort * discount)),
  );
  const high = Math.max(
    ...artists.map((artist) => Math.max(artist.minimum, artist.hourlyRate * most * effort * discount)),
  );
  const { hours, sessions } = sessionsOf(size);
  return {
    low: toTen(low),
    high: toTen(high),
    size,
    sessions,
    sessionHours: hours,
    reasons: [
      `${describeSize(piece.size, size)}: about ${hoursText(least)}–${hoursText(most)} hours of work`,
      ...factors.map((factor) => factor.reason),
      rateLine(artists),
      ...(isSleevePackage ? ['Full-sleeve package: 10 % off'] : []),
      ...(sessions > 1
        ? [`About ${sessions} sessions of up to ${LONGEST_SESSION_HOURS} hours, paid one at a time`]
        : []),
    ],
  };
}

/** The artists who do a piece's style; all of them when no style is known or nobody has it. */
export function artistsFor(piece: Pick<Piece, 'style' | 'idea'>, artists: readonly Artist[]): readonly Artist[] {
  const wanted = stylesIn(`${piece.style ?? ''} ${isCoverUp(piece) ? 'cover-up' : ''}`).flatMap(artistStylesFor);
  const able = artists.filter((artist) => artist.styles.some((style) => wanted.includes(style)));
  return able.length > 0 ? able : artists.filter((artist) => artist.role === 'tattoo');
}

/** A price range in words: `$240–$380`, or `$200` when both ends are the same. */
export function sayPrice(low: number, high: number): string {
  const dollars = (amount: number) => `$${amount.toLocaleString('en-US')}`;
  return low === high ? dollars(low) : `${dollars(low)}–${dollars(high)}`;
}

/** Whether a piece is meant to hide an old one. */
export const isCoverUp = (piece: Pick<Piece, 'style' | 'idea'>): boolean =>
  /\bcover(?:ing)?(?: it)? ?up|\bcover (?:my|the|an?|this)\b|old tattoo/.test(
    plain(`${piece.style ?? ''} ${piece.idea ?? ''}`),
  );

interface Factor {
  readonly by: number;
  readonly reason: string;
}

function styleFactor(piece: Piece): Factor | undefined {
  const named = stylesIn(`${piece.style ?? ''} ${isCoverUp(piece) ? 'cover-up' : ''}`);
  const hardest = named.toSorted((one, other) => other.effort - one.effort)[0];
  if (!hardest || hardest.effort === 1) return undefined;
  const name = hardest.name === 'cover-up' ? 'Cover-up' : capitalised(hardest.name);
  return {
    by: hardest.effort,
    reason:
      hardest.effort > 1
        ? `${name}: more work per inch, ${percent(hardest.effort)}`
        : `${name}: quick to do, ${percent(hardest.effort)}`,
  };
}

function placeFactor(piece: Piece, size: Size): Factor | undefined {
  const found = piece.place ? placeIn(piece.place) : undefined;
  if (!found || found.effort === 1 || size.name.includes('sleeve')) return undefined;
  return { by: found.effort, reason: `${capitalised(found.name)}: slow going there, ${percent(found.effort)}` };
}

function colorFactor(piece: Piece): Factor | undefined {
  if (!piece.color || !isColored(piece.color)) return undefined;
  return { by: COLOR_EFFORT, reason: `Color: several inks and passes, ${percent(COLOR_EFFORT)}` };
}

/** Whether a color wish is more than black, grey and white. */
export function isColored(color: string): boolean {
  const rest = plain(color).replace(
    /\b(black|gr[ae]y|grayscale|greyscale|white|shade|shading|only|just|and|&|b|g|ink|no colou?r|without colou?r|in|no)\b/g,
    '',
  );
  return /\p{L}/u.test(rest);
}

function rateLine(artists: readonly Artist[]): string {
  const [only] = artists;
  if (only && artists.length === 1) return `${only.name}: $${only.hourlyRate} an hour, $${only.minimum} at least`;
  const rates = artists.map((artist) => artist.hourlyRate);
  const minimums = artists.map((artist) => artist.minimum);
  const names = artists.length <= 3 ? artists.map((artist) => artist.name.split(' ')[0]).join(' or ') : 'Our artists';
  return `${names}: $${Math.min(...rates)} to $${Math.max(...rates)} an hour, $${Math.min(...minimums)} at least`;
}

function describeSize(said: string, size: Size): string {
  const words =
    plain(said) === plain(size.name) || !/\d/.test(said) ? capitalised(size.name) : `${said.trim()} (${size.name})`;
  return `${words}, like ${size.like}`;
}

const toTen = (amount: number) => Math.round(amount / 10) * 10;
const percent = (factor: number) => `${factor >= 1 ? '+' : '−'}${Math.round(Math.abs(factor - 1) * 100)} %`;
const hoursText = (hours: number) => (hours === 0.5 ? '½' : String(hours).replace('.5', '½'));
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
