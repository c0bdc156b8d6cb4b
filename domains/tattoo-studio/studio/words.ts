/** Ways of comparing what people write with the names a studio uses. */
import { hear } from './speech/hear.js';

/** Lower case, accents and hyphens gone, single spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[-_/]/g, ' ')
    .replace(/[^\p{L}\p{N}&.,'" ]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a text holds a phrase as whole words, a plural `s` forgiven. */
export const mentions = (text: string, phrase: string): boolean => text.includes(phrase) && pattern(phrase).test(text);

const patterns = new Map<string, RegExp>();

/** Patterns are kept: the phrases are the studio's own names, a few hundred. */
function pattern(phrase: string): RegExp {
  const known = patterns.get(phrase);
  if (known) return known;
  const escaped = phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const made = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?:e?s)?(?![\\p{L}\\p{N}])`, 'u');
  patterns.set(phrase, made);
  return made;
}

/** Something with a name and other spellings of it, all in plain words. */
export interface Named {
  readonly name: string;
  readonly spellings?: readonly string[];
}

/** Everything of a list that a text names, the longest spelling first, so that "inner forearm" wins over "arm". */
export function findAll<Thing extends Named>(things: readonly Thing[], text: string): readonly Thing[] {
  let rest = hear(plain(text));
  const found: { thing: Thing; at: number }[] = [];
  for (const { thing, spelling } of spellingsOf(things)) {
    if (!mentions(rest, spelling)) continue;
    if (!found.some((hit) => hit.thing === thing)) found.push({ thing, at: rest.indexOf(spelling) });
    rest = rest.replaceAll(spelling, ' '.repeat(spelling.length));
  }
  return found.sort((one, other) => one.at - other.at).map((hit) => hit.thing);
}

const spellings = new WeakMap<readonly Named[], readonly Spelling<Named>[]>();

interface Spelling<Thing> {
  readonly thing: Thing;
  readonly spelling: string;
}

/** All spellings of a list in plain words, the longest first; made once for each list. */
function spellingsOf<Thing extends Named>(things: readonly Thing[]): readonly Spelling<Thing>[] {
  const known = spellings.get(things);
  if (known) return known as readonly Spelling<Thing>[];
  const made = things
    .flatMap((thing) =>
      [thing.name, ...(thing.spellings ?? [])].map((spelling) => ({ thing, spelling: plain(spelling) })),
    )
    .sort((one, other) => other.spelling.length - one.spelling.length);
  spellings.set(things, made);
  return made;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(parts: readonly string[], link = 'and'): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${link} ${parts.at(-1)}`;
}

/** The text with its first letter in upper case. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
