/** A text as values are compared, and where each of its UTF-16 units comes from. */
export interface FoldedText {
  readonly text: string;
  /** By unit of `text`: the offset in the original where what became it begins; one more for the end. */
  readonly origins: Uint32Array;
}

/** A letter with what is combined with it. */
const signs = /\P{M}\p{M}*|\p{M}+/gu;
const plain = /^[\x21-\x7e](?: ?[\x21-\x7e])*$/;
const spaces = /^\s$/u;
const unseen = /^[\u00ad\u200b\u2060\ufeff]$/u;
/** Accents of Latin, Greek and Cyrillic letters; the vowel signs of other scripts are no accents. */
const accents = /[\u0300-\u036f]/g;

/** Signs that Unicode does not take apart and people write in more than one way. */
const alike: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ı: 'i' },
  ...{ '‘': "'", '’': "'", '´': "'", '“': '"', '”': '"' },
  ...{ '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-' },
};

/**
 * How texts are compared: white space as one blank and invisible signs not at all; unless `exact`, also without case and
 * accents, and with one kind of apostrophe, quotation mark and dash.
 */
export function foldText(text: string, exact: boolean): FoldedText {
  if (plain.test(text)) {
    const origins = Uint32Array.from({ length: text.length + 1 }, (_, at) => at);
    return { text: exact ? text : text.toLowerCase(), origins };
  }
  let folded = '';
  const origins: number[] = [];
  let at = 0;
  for (const [sign] of text.matchAll(signs)) {
    const written = foldSign(sign, exact);
    if (!(written === ' ' && (folded === '' || folded.endsWith(' ')))) {
      folded += written;
      for (let unit = 0; unit < written.length; unit++) origins.push(at);
    }
    at += sign.length;
  }
  origins.push(text.length);
  return { text: folded, origins: Uint32Array.from(origins) };
}

/** The same for a value of a list, without blanks around it. */
export function foldValue(value: string, exact: boolean): string {
  if (plain.test(value)) return exact ? value : value.toLowerCase();
  return foldText(value, exact).text.trimEnd();
}

function foldSign(sign: string, exact: boolean): string {
  if (sign.length === 1 && sign >= '!' && sign <= '~') return exact ? sign : sign.toLowerCase();
  if (spaces.test(sign)) return ' ';
  if (unseen.test(sign)) return '';
  if (exact) return sign.normalize('NFC');
  const bare = sign.normalize('NFKD').replace(accents, '').toLowerCase().normalize('NFC');
  return alike[bare] ?? bare;
}
