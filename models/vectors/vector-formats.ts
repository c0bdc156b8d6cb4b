/** Takes a word's vector: `read` writes its `dimensions` numbers, for words that are wanted. */
export type VectorSink = (word: string, dimensions: number, read: (into: Float32Array) => void) => void;

/** Reads a file that comes in pieces. */
export interface VectorParser {
  /** Reads as much of the bytes as is whole, and returns the rest, which comes again with the next piece. */
  push(bytes: Buffer): Buffer;
  /** Throws when the file cannot end here. */
  end(rest: Buffer): void;
}

const newline = 0x0a;
const blank = 0x20;
const bytesPerNumber = 4;

/**
 * The text of GloVe (a word and its numbers on a line), and of word2vec and fastText, which say on a first line how many
 * words and numbers there are.
 */
export function textParser(sink: VectorSink): VectorParser {
  let dimensions = 0;
  let announced = 0;
  let seen = 0;
  function readLine(bytes: Buffer, start: number, end: number): void {
    const blankAt = bytes.indexOf(blank, start);
    if (blankAt < 0 || blankAt >= end) return;
    if (dimensions === 0) {
      const numbers = bytes
        .toString('latin1', blankAt + 1, end)
        .trim()
        .split(/\s+/);
      if (numbers.length === 1) {
        announced = Number(bytes.toString('latin1', start, blankAt));
        dimensions = Number(numbers[0]);
        if (!Number.isInteger(announced) || !Number.isInteger(dimensions))
          throw new Error('it does not look like vectors');
        return;
      }
      dimensions = numbers.length;
    }
    seen++;
    sink(bytes.toString('utf8', start, blankAt), dimensions, (into) => {
      const numbers = bytes
        .toString('latin1', blankAt + 1, end)
        .trim()
        .split(/\s+/);
      // A word with blanks in it is none of a message; GloVe's largest file has some.
      for (let at = 0; at < into.length; at++) into[at] = Number(numbers[numbers.length - into.length + at]);
      if (into.includes(Number.NaN)) throw new Error(`line ${seen} has other than ${dimensions} numbers`);
    });
  }
  return {
    push(bytes) {
      let start = 0;
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
        readLine(bytes, start, end);
        start = end + 1;
      }
      return bytes.subarray(start);
    },
    end(rest) {
      readLine(rest, 0, rest.length);
      checkCount(seen, announced);
    },
  };
}

/** The binary file of word2vec: a line with the two counts, then each word, a blank and its numbers (float32). */
export function binaryParser(sink: VectorSink): VectorParser {
  let dimensions = 0;
  let announced = 0;
  let seen = 0;
  function readHeader(bytes: Buffer): number {
    const end = bytes.indexOf(newline);
    const counts = /^(\d+) (\d+)\s*$/.exec(bytes.toString('latin1', 0, Math.max(0, end)));
    if (!counts) throw new Error('it is no binary file of word2vec; of fastText take the .vec file');
    announced = Number(counts[1]);
    dimensions = Number(counts[2]);
    return end + 1;
  }
  return {
    push(bytes) {
      let start = dimensions === 0 ? readHeader(bytes) : 0;
      const length = dimensions * bytesPerNumber;
      for (;;) {
        const blankAt = bytes.indexOf(blank, start);
        const end = blankAt + 1 + length;
        if (blankAt < 0 || end > bytes.length || seen === announced) return bytes.subarray(start);
        const wordStart = bytes[start] === newline ? start + 1 : start;
        seen++;
        sink(bytes.toString('utf8', wordStart, blankAt), dimensions, (into) => {
          for (let at = 0; at < into.length; at++) into[at] = bytes.readFloatLE(blankAt + 1 + at * bytesPerNumber);
        });
        start = end;
      }
    },
    end: () => checkCount(seen, announced),
  };
}

function checkCount(seen: number, announced: number): void {
  if (seen === 0) throw new Error('there are no vectors in it');
  if (seen < announced) throw new Error(`it is cut short: ${seen} of ${announced} words are there`);
}
