import { wordsOf } from './words.js';

/** Replacements, in their order; later ones see what earlier ones left. Bounds keep the cost of unclosed marks low. */
const markup: readonly (readonly [RegExp, string])[] = [
  [/```\w*\n?/g, ''],
  [/!?\[([^\][]{0,300})\]\([^)]{0,2000}\)/g, '$1'],
  [/<(https?:[^>|]{0,2000})\|([^>]{0,300})>/g, '$2'],
  [/<\/?[a-z][^<>]{0,500}>/gi, ' '],
  [/^[ \t]*([-*_][ \t]*){3,}$/gm, ''],
  [/^[ \t]{0,3}(#{1,6}|>+|[-*+•·])[ \t]+/gm, ''],
  [/^[ \t]*(\d{1,2})[.)][ \t]+/gm, '$1, '],
  [/^(?=[^\n]*\|)[ \t|:-]+$/gm, ''],
  [/^[ \t]*\||\|[ \t]*$/gm, ''],
  [/[ \t]{0,20}\|[ \t]{0,20}/g, ', '],
  [/(\*\*|__|~~)(?=\S)(.{1,500}?)(?<=\S)\1/g, '$2'],
  [/(?<![\p{L}\p{N}])([*_~])(?=\S)(.{1,500}?)(?<=\S)\1(?![\p{L}\p{N}])/gu, '$2'],
  [/`([^`]*)`/g, '$1'],
  [/\\([\\`*_{}[\]()#+.!-])/g, '$1'],
  [/&nbsp;/g, ' '],
  [/&amp;/g, '&'],
  [/&(lt|gt|quot|#39|apos);/g, ''],
];

const address = /\b(?:https?:\/\/|www\.)[^\s<>()]*[^\s<>().,;:!?'"]/gi;
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
/** Pictures, and what joins and colours them; © and the like among them, which nobody says either. */
const pictures =
  /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0e|\ufe0f|\u20e3)+/gu;
const signs = /[→←↑↓⇒➜■□▪▫●○◆◇★☆✓✔✗✘|<>{}[\]^~*_#\\`=]+/g;

/**
 * A text without what is meant for the eye: markdown, tags, pictures and signs. Addresses become "a link". Each line
 * ends like a sentence.
 *
 * @example plainText('**Hi** 👋 see https://example.com', 'en') // 'Hi see a link.'
 */
export function plainText(text: string, language: string): string {
  const words = wordsOf(language);
  const unmarked = markup.reduce((left, [pattern, by]) => left.replace(pattern, by), text);
  return unmarked
    .replace(address, words.link)
    .replace(email, (found) => found.replace('@', ` ${words.at} `).replaceAll('.', ` ${words.dot} `))
    .replace(pictures, ' ')
    .replace(/(?<=\s|^)&(?=\s|$)/gm, words.and)
    .replace(signs, ' ')
    .split('\n')
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .replace(/ (?=[.,;:!?](\s|$))/g, '')
        .trim(),
    )
    .filter((line) => /[\p{L}\p{N}]/u.test(line))
    .map((line) => (/[.!?…:;,。！？؟।]["'”’)]?$/u.test(line) ? line : `${line}.`))
    .join(' ');
}
