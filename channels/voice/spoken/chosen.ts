import { type BotMessage, choicesOf } from '../../../core/index.js';

/** Something that a person can choose. */
export type Choice = ReturnType<typeof choicesOf>[number];

/**
 * What a key or spoken words choose of the latest choices: the key's number, or the words of one title and no other.
 *
 * @returns the payload, or `undefined` when they mean nothing special
 */
export function chosenOf(said: string, choices: readonly Choice[]): string | undefined {
  const key = /^\s*([1-9])\s*$/.exec(said)?.[1];
  if (key !== undefined) return choices[Number(key) - 1]?.payload;
  const words = bare(said);
  const fitting = choices.filter(({ title }) => bare(title) === words);
  return words !== '' && fitting.length === 1 ? fitting[0]?.payload : undefined;
}

/** The choices that stand after a message: its own, or those before it when it has none. */
export function choicesAfter(message: BotMessage, before: readonly Choice[]): readonly Choice[] {
  const own = choicesOf(message);
  return own.length > 0 ? own : before;
}

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
