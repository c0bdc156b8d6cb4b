import type { NluExample, Token } from '../../core/index.js';

/** What an annotation looks like that is to be told where pieces end. */
type Mention = Pick<NluExample['entities'][number], 'start' | 'end'>;

/**
 * The pieces that are labelled: the tokens of a message, and between them those signs that mentions may hold at their
 * ends, such as the full stop of `a.m.`, which tokenizers leave out.
 */
export function piecesOf(text: string, tokens: readonly Token[], signs: ReadonlySet<string>): readonly Token[] {
  if (signs.size === 0) return tokens;
  const pieces: Token[] = [];
  let at = 0;
  for (const token of tokens) {
    addSigns(text, at, token.start, signs, pieces);
    pieces.push(token);
    at = token.end;
  }
  addSigns(text, at, text.length, signs, pieces);
  return pieces;
}

function addSigns(text: string, from: number, to: number, signs: ReadonlySet<string>, pieces: Token[]): void {
  let at = from;
  for (const sign of text.slice(from, to)) {
    const end = at + sign.length;
    if (signs.has(sign)) pieces.push({ text: sign, start: at, end });
    at = end;
  }
}

/** The signs at the ends of an example's mentions that belong to none of its tokens. */
export function signsAtEnds(text: string, tokens: readonly Token[], mentions: readonly Mention[]): string[] {
  return mentions.flatMap(({ start, end }) => {
    const first = text.codePointAt(start);
    const last = [...text.slice(start, end)].at(-1) ?? '';
    return [
      ...(first === undefined || inToken(tokens, start) ? [] : [String.fromCodePoint(first)]),
      ...(inToken(tokens, end - 1) ? [] : [last]),
    ].filter((sign) => sign.trim() !== '');
  });
}

const inToken = (tokens: readonly Token[], offset: number): boolean =>
  tokens.some(({ start, end }) => start <= offset && offset < end);
