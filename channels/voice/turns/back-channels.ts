/** What listeners say without asking for the turn, by language (V. Yngve, "On getting a word in edgewise", 1970). */
const common: Readonly<Record<string, readonly string[]>> = {
  en: [
    'uh huh',
    'mm hm',
    'mhm',
    'mm',
    'mmm',
    'hm',
    'hmm',
    'ah',
    'oh',
    'ok',
    'okay',
    'yeah',
    'yep',
    'right',
    'sure',
    'i see',
    'got it',
    'uh',
    'um',
    'aha',
    'cool',
    'great',
    'alright',
  ],
  de: ['mhm', 'hm', 'hmm', 'aha', 'ah', 'ach so', 'ja', 'ok', 'okay', 'genau', 'gut', 'klar', 'verstehe', 'äh', 'ähm'],
  es: ['mhm', 'hm', 'ajá', 'aja', 'ah', 'ya', 'sí', 'si', 'vale', 'ok', 'okay', 'claro', 'bien', 'eh', 'entiendo'],
  fr: ['mhm', 'hm', 'hum', 'ah', 'oui', 'ouais', "d'accord", 'ok', 'okay', 'bien', 'je vois', 'euh', 'voilà'],
};

/** The back-channel words of a language, given in BCP 47; those of English where there are none. */
export function backChannelsOf(language: string): readonly string[] {
  return common[language.toLowerCase().split('-')[0] ?? ''] ?? common.en ?? [];
}

/**
 * Whether a text is nothing but back-channel words, which do not interrupt.
 *
 * @example isBackChannel('Uh-huh, okay.') // true; 'yeah but wait' is not
 */
export function isBackChannel(text: string, words: readonly string[] = backChannelsOf('en')): boolean {
  const said = ` ${bare(text)} `;
  if (said.trim() === '') return false;
  let rest = said.replaceAll(' ', '  ');
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    rest = rest.replaceAll(` ${bare(word).replaceAll(' ', '  ')} `, ' ');
  }
  return rest.trim() === '';
}

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();
