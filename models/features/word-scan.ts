/** Kinds of character as the features see them. */
const space = 0;
const word = 1;
const sign = 2;

const wordCharacter = /[\p{L}\p{M}\p{N}_]/u;
const spaceCharacter = /\s/u;

const asciiKinds = Uint8Array.from({ length: 128 }, (_, code) => kindBySearch(code));

function kindBySearch(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (wordCharacter.test(character)) return word;
  return spaceCharacter.test(character) ? space : sign;
}

const kindOf = (codePoint: number): number =>
  codePoint < 128 ? (asciiKinds[codePoint] as number) : kindBySearch(codePoint);

/**
 * Walks over the words of a text: runs of letters, marks, digits and `_`, and each other sign by itself. Also tells of
 * the pieces between white space. Works on UTF-16 offsets and makes no strings.
 */
export function scanWords(
  text: string,
  onWord: (start: number, end: number) => void,
  onPiece: (start: number, end: number) => void,
): void {
  let wordStart = -1;
  let pieceStart = -1;
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) as number;
    const width = codePoint > 0xffff ? 2 : 1;
    const kind = kindOf(codePoint);
    if (kind !== word && wordStart >= 0) {
      onWord(wordStart, at);
      wordStart = -1;
    }
    if (kind === space) {
      if (pieceStart >= 0) onPiece(pieceStart, at);
      pieceStart = -1;
    } else {
      if (pieceStart < 0) pieceStart = at;
      if (kind === sign) onWord(at, at + width);
      else if (wordStart < 0) wordStart = at;
    }
    at += width;
  }
  if (wordStart >= 0) onWord(wordStart, text.length);
  if (pieceStart >= 0) onPiece(pieceStart, text.length);
}
