/** Shorter ones are said together with the next, so that speech does not come in bits. Characters. */
const shortest = 12;
/** Longer ones are cut where one takes breath, so that the first sound does not wait for all of it. Characters. */
const longest = 240;

const segmenters = new Map<string, Intl.Segmenter>();

/** Cuts a text where a speaker takes breath; the pieces are spoken one after the other. */
export function sentencesOf(text: string, language: string): readonly string[] {
  const pieces: string[] = [];
  let short = '';
  for (const { segment } of segmenterOf(language).segment(text)) {
    const sentence = `${short}${segment}`;
    short = sentence.trim().length < shortest ? sentence : '';
    if (short === '') pieces.push(...breaths(sentence.trim()));
  }
  if (short.trim() !== '') pieces.push(short.trim());
  return pieces;
}

function breaths(sentence: string): readonly string[] {
  const pieces: string[] = [];
  let rest = sentence;
  while (rest.length > longest) {
    const head = rest.slice(0, longest);
    const comma = Math.max(head.lastIndexOf(', '), head.lastIndexOf('; '), head.lastIndexOf(': ')) + 1;
    const end = comma > shortest ? comma : head.lastIndexOf(' ');
    if (end <= 0) break;
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...pieces, rest];
}

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const made = new Intl.Segmenter(language, { granularity: 'sentence' });
  segmenters.set(language, made);
  return made;
}
