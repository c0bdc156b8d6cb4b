/** Escapes that are no character by themselves, or are written with more than the one that follows. */
const involved = /[kuxc0-9]/;
const property = /^\\[pP]\{[^}]*\}/;
const assertion = /[bB]/;
const quantifier = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/;

/**
 * What each match of a pattern has to hold: characters, or classes of them, that may not be left out, such as the `@` of a
 * mail address. A text without one of them need not be searched, which is cheap to see. Where the pattern has
 * alternatives, or what this does not read, nothing is needed; it reads patterns with the flag u.
 */
export function needsOf({ source, flags }: RegExp): readonly RegExp[] {
  if (!flags.includes('u')) return [];
  return [...new Set(charactersIn(source))].map((need) => new RegExp(need, flags.replace(/[gy]/g, '')));
}

function charactersIn(source: string): readonly string[] {
  const characters: string[] = [];
  for (let at = 0; at < source.length; ) {
    const part = partAt(source, at);
    if (part === undefined) return [];
    at += part.length;
    const [written = '', least] = quantifier.exec(source.slice(at)) ?? [];
    at += written.length;
    const mayBeMissing = /^[*?]/.test(written) || Number(least ?? 1) === 0;
    if (mayBeMissing) continue;
    if (part.startsWith('(?:')) characters.push(...charactersIn(part.slice(3, -1)));
    else if (isCharacter(part)) characters.push(part);
  }
  return characters;
}

/** A character, class, assertion or group as it is written; undefined for what is not read. */
function partAt(source: string, at: number): string | undefined {
  const [first = '', second = ''] = source.slice(at, at + 2);
  if (/[pP]/.test(second) && first === '\\') return property.exec(source.slice(at))?.[0];
  if (first === '\\') return involved.test(second) ? undefined : first + second;
  if (first === '[') return classAt(source, at);
  if (first === '(') return groupAt(source, at);
  return /[|){}*+?]/.test(first) || isSurrogate(first) ? undefined : first;
}

const classAt = (source: string, at: number): string | undefined =>
  /^\[(?:\\.|[^\]\\])*\]/s.exec(source.slice(at))?.[0];

function groupAt(source: string, from: number): string | undefined {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at++;
    else if (character === '[') at += (classAt(source, at)?.length ?? 1) - 1;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return source.slice(from, at + 1);
  }
  return undefined;
}

const isCharacter = (part: string): boolean =>
  !/^[(^$.]/.test(part) && !(part.startsWith('\\') && assertion.test(part[1] ?? ''));
const isSurrogate = (character: string): boolean => /[\ud800-\udfff]/.test(character);
