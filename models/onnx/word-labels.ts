import type { Token } from '../../core/index.js';
import { softmax } from '../intent/network.js';
import type { TextAnswer } from './text-order.js';

/** What a word was labelled with. */
export interface WordLabel {
  /** `undefined` outside of every mention. */
  readonly entity: string | undefined;
  /** It begins a mention rather than going on with one. */
  readonly begins: boolean;
  /** 0 to 1. */
  readonly confidence: number;
}

/** The labels of words by the scores of their pieces: that of the first piece which is in the word. */
export function wordLabels(
  words: readonly Token[],
  { values, spans }: TextAnswer,
  labels: readonly string[],
): readonly WordLabel[] {
  let piece = 0;
  const pieces = spans.length / 2;
  return words.map(({ start, end }) => {
    while (piece < pieces && (isEmpty(spans, piece) || (spans[2 * piece + 1] as number) <= start)) piece++;
    if (piece >= pieces || (spans[2 * piece] as number) >= end) return outside;
    const shares = values.slice(piece * labels.length, (piece + 1) * labels.length);
    softmax(shares);
    const best = shares.indexOf(Math.max(...shares));
    return { ...readLabel(labels[best] ?? 'O'), confidence: shares[best] as number };
  });
}

const outside: WordLabel = { entity: undefined, begins: false, confidence: 1 };

/** Pieces that the tokenizer added stand for nothing in the text. */
const isEmpty = (spans: Uint32Array, piece: number): boolean => spans[2 * piece] === spans[2 * piece + 1];

/** `B-`, `I-`, and the ends (`E-`, `L-`) and single words (`S-`, `U-`) of finer schemes; a bare name always goes on. */
function readLabel(label: string): Pick<WordLabel, 'entity' | 'begins'> {
  if (label === 'O') return { entity: undefined, begins: false };
  const scheme = /^([BIELSU])[-_](.+)$/.exec(label);
  return { entity: scheme?.[2] ?? label, begins: 'BSU'.includes(scheme?.[1] ?? '-') };
}
