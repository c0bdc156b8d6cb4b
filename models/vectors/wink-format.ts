import type { VectorParser, VectorSink } from './vector-formats.js';

const quote = 0x22;
const backslash = 0x5c;
const endOfNumbers = 0x5d;
const endOfVectors = 0x7d;
/** What stands before the vectors is the list of words, some megabytes. */
const longestHead = 1 << 25;
/** A comma, and white space. */
const separators = [0x2c, 0x20, 0x0a, 0x0d, 0x09];

/**
 * The JSON of winkNLP's npm packages, as it comes: `{"dimensions":100,…,"vectors":{"the":[…],…},…}`. One of them has 300
 * MB; read whole, it would take a gigabyte of memory and hold everything up for seconds.
 */
export function winkParser(sink: VectorSink): VectorParser {
  let dimensions = 0;
  let inside = false;
  let ended = false;
  let seen = 0;
  function findVectors(bytes: Buffer): number {
    const start = bytes.indexOf('"vectors":{');
    if (start < 0) return -1;
    dimensions = Number(/"dimensions":(\d+)/.exec(bytes.toString('latin1', 0, start))?.[1]);
    if (!(dimensions > 0)) throw new Error('it does not say how many dimensions its vectors have');
    inside = true;
    return start + '"vectors":{'.length;
  }
  return {
    push(bytes) {
      let start = inside ? 0 : findVectors(bytes);
      if (start < 0 && bytes.length > longestHead) throw new Error('there are no "vectors" in it');
      if (start < 0) return bytes;
      while (!ended) {
        const wordStart = afterSeparators(bytes, start);
        ended = bytes[wordStart] === endOfVectors;
        const wordEnd = ended ? -1 : endOfString(bytes, wordStart + 1);
        const end = wordEnd < 0 ? -1 : bytes.indexOf(endOfNumbers, wordEnd);
        if (end < 0) return bytes.subarray(start);
        seen++;
        const word: string = JSON.parse(bytes.toString('utf8', wordStart, wordEnd + 1));
        sink(word, dimensions, (into) => {
          const numbers: number[] = JSON.parse(bytes.toString('latin1', wordEnd + 2, end + 1));
          into.set(numbers.slice(0, dimensions));
        });
        start = end + 1;
      }
      return Buffer.alloc(0);
    },
    end() {
      if (!ended || seen === 0) throw new Error('it is cut short');
    },
  };
}

function afterSeparators(bytes: Buffer, start: number): number {
  let at = start;
  while (separators.includes(bytes[at] ?? quote)) at++;
  return at;
}

function endOfString(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] === backslash) at++;
    else if (bytes[at] === quote) return at;
  }
  return -1;
}
