import { z } from 'zod';
import { type BotMessage, choicesOf } from '../../../core/index.js';
import { spokenDigits, spokenPrices } from './figures.js';
import { plainText } from './plain.js';
import { sentencesOf } from './sentences.js';
import { spokenTimes } from './times.js';
import { wordsOf } from './words.js';

/** How messages are spoken. */
export interface SpokenOptions {
  /** BCP 47, such as `en-US`. */
  readonly language: string;
  /** Whether a person is told to say a choice or to press its key; default `say`. */
  readonly choices?: 'say' | 'press';
}

const card = z.object({ title: z.string().optional(), subtitle: z.string().optional() }).catch({});
/** Keys of a telephone that can stand for a choice. */
const keys = 9;

/**
 * A message as it is spoken: plain sentences, to be synthesised one after the other. Buttons become a list of what to
 * say or press; prices, dates, times and phone numbers become what a person would say; markdown, emoji, addresses and
 * pictures are left out. A message with nothing to say has no sentences.
 *
 * @example
 * spokenForm({ text: '**Deposit:** $50', buttons: [{ title: 'Pay', payload: '/pay' }] }, { language: 'en' })
 * // ['Deposit: 50 dollars.', 'You can say Pay.']
 */
export function spokenForm(message: BotMessage, options: SpokenOptions): readonly string[] {
  const cards = (message.elements ?? []).map((element) => {
    const { title, subtitle } = card.parse(element);
    return [title, subtitle].filter((line) => line !== undefined && line !== '').join(': ');
  });
  const titles = choicesOf(message).map(({ title }) => spokenText(title, options.language).replace(/[.:;,]$/, ''));
  const text = [message.text ?? '', ...cards].join('\n');
  return [
    ...sentencesOf(spokenText(text, options.language), options.language),
    ...spokenChoices(
      titles.filter((title) => title !== ''),
      options,
    ),
  ];
}

/** A text as it is spoken, in one piece. */
export function spokenText(text: string, language: string): string {
  const plain = plainText(text, language);
  return spokenDigits(spokenTimes(spokenPrices(plain, language), language), language);
}

function spokenChoices(titles: readonly string[], { language, choices = 'say' }: SpokenOptions): readonly string[] {
  if (titles.length === 0) return [];
  const words = wordsOf(language);
  if (choices === 'press') return titles.slice(0, keys).map((title, index) => words.press(title, index + 1));
  return [words.canSay(new Intl.ListFormat(language, { type: 'disjunction' }).format(titles))];
}
