/** How a tokenizer writes its pieces. */
export interface PieceStyle {
  /** Each character of a piece stands for one byte of the text in UTF-8, as in GPT-2 and RoBERTa. */
  readonly bytes: boolean;
  /** What pieces inside a word begin with, `##` in BERT. */
  readonly prefix: string;
  /** What pieces at the end of a word end with, such as `</w>`. */
  readonly suffix: string;
  /** The piece that stands for what the tokenizer does not know. */
  readonly unknown: string;
}

/** A text as it is compared with pieces: without blanks, case and accents, and where each unit of it comes from. */
interface Comparable {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** How far behind the last piece the next one is looked for; further away it is not the same place any more. */
const reach = 200;

/**
 * Where pieces are in their text: `start, end` for each, in UTF-16 units. Tokenizers change what they read (case,
 * accents, composition), so pieces are looked up one behind the other in a text changed alike; an unknown piece is what
 * lies between its neighbours.
 */
export function spansOf(text: string, pieces: readonly string[], style: PieceStyle): Uint32Array {
  const whole = style.bytes ? comparableBytes(text) : comparableText(text);
  const spans = new Uint32Array(pieces.length * 2);
  let at = 0;
  let waiting: number[] = [];
  const place = (piece: number, from: number, to: number) => {
    spans[2 * piece] = whole.starts[from] ?? text.length;
    spans[2 * piece + 1] = to > from ? (whole.ends[to - 1] ?? text.length) : (spans[2 * piece] as number);
  };
  for (const [number, piece] of pieces.entries()) {
    const bare = piece === style.unknown ? '' : comparablePiece(piece, style);
    const found = bare === '' ? -1 : whole.text.indexOf(bare, at);
    if (found < 0 || found - at > reach) {
      waiting.push(number);
      continue;
    }
    for (const one of waiting) place(one, at, found);
    waiting = [];
    place(number, found, found + bare.length);
    at = found + bare.length;
  }
  for (const one of waiting) place(one, at, whole.text.length);
  return spans;
}

/** One character as it is compared. `\u2581` stands for a blank in the pieces of SentencePiece. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\s\u2581]/gu, '')
    .toLowerCase();

function comparablePiece(piece: string, { bytes, prefix, suffix }: PieceStyle): string {
  if (bytes) return [...piece].map((sign) => bareByte(byteOf.get(sign) ?? 32)).join('');
  const begins = prefix !== '' && piece.startsWith(prefix) ? piece.slice(prefix.length) : piece;
  return bare(suffix !== '' && begins.endsWith(suffix) ? begins.slice(0, -suffix.length) : begins);
}

function comparableText(text: string): Comparable {
  const starts: number[] = [];
  const ends: number[] = [];
  let all = '';
  let at = 0;
  for (const character of text) {
    const own = bare(character);
    all += own;
    for (let unit = 0; unit < own.length; unit++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    at += character.length;
  }
  return { text: all, starts, ends };
}

function comparableBytes(text: string): Comparable {
  const starts: number[] = [];
  const ends: number[] = [];
  let all = '';
  let at = 0;
  for (const character of text) {
    for (const byte of Buffer.from(character)) {
      const own = bareByte(byte);
      all += own;
      if (own === '') continue;
      starts.push(at);
      ends.push(at + character.length);
    }
    at += character.length;
  }
  return { text: all, starts, ends };
}

/** A byte as a character, ASCII without case and blanks. */
const bareByte = (byte: number): string =>
  byte <= 32 ? '' : byte < 128 ? String.fromCharCode(byte).toLowerCase() : String.fromCharCode(byte);

const isPrintable = (byte: number): boolean => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);

/** GPT-2's table: printable bytes are themselves in Latin-1, the others stand behind U+00FF in their order. */
const byteOf: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, byte) => byte).map((byte) => {
    const others = Array.from({ length: byte }, (_, before) => before).filter((before) => !isPrintable(before)).length;
    return [String.fromCharCode(isPrintable(byte) ? byte : 256 + others), byte];
  }),
);
