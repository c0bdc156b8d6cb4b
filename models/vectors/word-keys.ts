import { type Fingerprints, highStart, lowStart, mixHigh, mixLow } from '../features/fingerprints.js';
import { normalizeForFeatures } from '../features/ngrams.js';
import { scanWords } from '../features/word-scan.js';

/** The words of a text, in lower case, as fingerprints in the order in which they stand. */
export function readWordKeys(text: string, into: Fingerprints): void {
  into.clear();
  const prepared = normalizeForFeatures(text);
  scanWords(
    prepared,
    (start, end) => {
      let high = highStart;
      let low = lowStart;
      for (let at = start; at < end; at++) {
        const code = prepared.charCodeAt(at);
        high = mixHigh(high, code);
        low = mixLow(low, code);
      }
      into.add(high, low);
    },
    ignorePiece,
  );
}

const ignorePiece = () => undefined;
