/** What a tattoo shall show, where somebody says it in passing: "a small fine line lavender on my left forearm". */
import { tongueOf } from '../studio/speech/say.js';
import type { TattooContext } from '../types.js';

type Said = Pick<TattooContext['latestMessage'], 'text' | 'entities' | 'language'>;

/** Stands for words that describe a motif, such as its size. */
const described = '\u0001';
/** Stands for words that a motif ends at, such as a place or a day. */
const ended = '\u0002';

const describing: ReadonlySet<string> = new Set(['size', 'style', 'color']);

const motif =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they mask mentions, and no message holds them
  /\b(?:an?|some|two|three|another)\s+(?:\u0001[\s,]*(?:and\s+|style\s+)?)*([\p{L}'’ -]+?)(?=\s*(?:\b(?:on|onto|with|for|at|by|in|inside|about|around|from|this|next|to|as|under|behind|across|over|between|please|pls|tattooed|done|tattoos?|pieces?|designs?|and)\b|[^\p{L}'’ -]|$))/giu;

/** Nouns for the thing that is booked, not for what it shows; and adjectives that are left when the noun is gone. */
const nothing = new Set(
  (
    'appointment appt art booking chair consult consultation couple cover date day few friend hour hours idea ink lot new ' +
    'nice one person piercing place piece quick second session sesh sitting slot spot talk time touch up week'
  ).split(' '),
);

/** The motif that a message names beside other answers; nothing when it names none. */
export function motifIn({ text, entities, language }: Said): string | undefined {
  // "A las tres" is no motif: only English sentences are read for one.
  if (text.startsWith('/') || tongueOf(language?.name)) return undefined;
  const masked = [...entities]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (rest, { entity, start, end }) =>
        `${rest.slice(0, start)}${describing.has(entity) ? described : ended}${rest.slice(end)}`,
      text,
    );
  for (const [, words = ''] of masked.matchAll(motif)) {
    const found = words.trim();
    const noun =
      found
        .split(/\s+of\s+/i)[0]
        ?.split(/[\s-]+/)
        .at(-1) ?? '';
    if (noun !== '' && !nothing.has(noun.toLowerCase()) && found.split(/\s+/).length <= 6) return found;
  }
  return undefined;
}
