import type { Message } from '../../core/index.js';
import { foldText } from './fold-text.js';

const words = /[\p{L}\p{M}\p{N}_]+/gu;

/** The words of a text as lists compare them. */
const foldedWords = (text: string): string[] => foldText(text, false).text.match(words) ?? [];

/** The words that the examples use outside of mentions: what is spelt like them is no misspelt value of a list. */
export function ordinaryWords(messages: readonly Message[]): Set<string> {
  const ordinary = new Set<string>();
  for (const { text, gold } of messages) {
    let from = 0;
    const mentions = (gold?.entities ?? []).toSorted((a, b) => a.start - b.start);
    for (const { start, end } of [...mentions, { start: text.length, end: text.length }]) {
      for (const word of foldedWords(text.slice(from, start))) ordinary.add(word);
      from = Math.max(from, end);
    }
  }
  return ordinary;
}

/** Whether a text consists of such words alone. */
export const isOrdinary = (text: string, ordinary: ReadonlySet<string>): boolean =>
  foldedWords(text).every((word) => ordinary.has(word));
