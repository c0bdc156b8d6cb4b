/** Cuts only where the cut-off part is at least this share of the limit, so that parts stay about even. */
const smallestShare = 0.5;

/** Boundaries to cut at, best first: blank lines, lines, sentence ends (also of Indic, Arabic and CJK text), words. */
const boundaries: readonly RegExp[] = [/\n\s*\n/g, /\n/g, /[.!?…]+["'”’)\]]*\s+|[।؟。！？]+\s*/g, /\s+/g];

/**
 * Splits a text into parts of at most `limit` UTF-16 units, where a reader would pause if possible, and never inside of
 * what a reader sees as one character (Unicode Annex 29, extended grapheme clusters).
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const end = cutBefore(rest, limit);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts.filter((part) => part !== '');
}

function cutBefore(text: string, limit: number): number {
  const window = text.slice(0, limit);
  for (const boundary of boundaries) {
    const ends = [...window.matchAll(boundary)].map((match) => match.index + match[0].length);
    const last = ends.at(-1);
    if (last !== undefined && last >= limit * smallestShare) return last;
  }
  return graphemeBefore(text, limit);
}

/** The end of the last whole character within the limit; a single character longer than that stays whole. */
function graphemeBefore(text: string, limit: number): number {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(0, limit + 64))) {
    const after = index + segment.length;
    if (after > limit && end > 0) break;
    end = after;
  }
  return end;
}
