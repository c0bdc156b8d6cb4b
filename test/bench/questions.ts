import type { Domain } from '../../core/domain/domain.js';
import { paragraphsOf } from '../../core/index.js';

/** Something that people ask the studio, and what answers it. */
export interface Question {
  readonly text: string;
  /** A response of the domain, or the beginning of an answer in two paragraphs that an action works out. */
  readonly answer: string;
}

/** What people under load ask: each is answered by one message, whatever was said before. */
export const questions: readonly Question[] = [
  { text: 'hi there', answer: 'utter_greet' },
  { text: 'what are your opening hours?', answer: 'utter_info_hours' },
  { text: 'where is the studio?', answer: 'utter_info_location' },
  { text: 'how much is the deposit?', answer: 'utter_info_deposit' },
  { text: 'can I pay by card?', answer: 'utter_info_payment' },
  { text: 'do you have gift cards?', answer: 'utter_info_gift_card' },
  { text: 'how old do I have to be to get a tattoo?', answer: 'utter_info_age' },
  { text: 'how do I take care of a new tattoo?', answer: 'utter_info_aftercare' },
  { text: 'do you take walk-ins?', answer: 'utter_info_walk_in' },
  { text: 'how long does it take to heal?', answer: 'utter_info_healing_time' },
  { text: 'how much should I tip?', answer: 'utter_info_tip' },
  { text: 'what should I do before my appointment?', answer: 'utter_info_preparation' },
  { text: 'how much would a small fine line rose on my forearm cost?', answer: 'About **' },
  { text: 'any discounts at the moment?', answer: 'utter_info_discounts' },
  { text: 'thanks a lot!', answer: 'utter_welcome' },
];

/** How a client that sees only the bot's texts knows how its question fared. */
export interface AnswerKey {
  /** Paragraphs that others follow: the web channel sends each as an event of its own, and the last ends the answer. */
  readonly unfinished: readonly string[];
  /** How other such paragraphs begin. */
  readonly unfinishedStarts: readonly string[];
  /** The bot had trouble. */
  readonly apologies: readonly string[];
}

/** The key to the answers of a bot. */
export function answerKeyOf({ responses }: Domain): AnswerKey {
  const paragraphs = (name: string): string[][] =>
    (responses.get(name) ?? []).map(({ text }) => paragraphsOf(text ?? ''));
  return {
    unfinished: questions.flatMap(({ answer }) => paragraphs(answer).flatMap((parts) => parts.slice(0, -1))),
    unfinishedStarts: questions.flatMap(({ answer }) => (responses.has(answer) ? [] : [answer])),
    apologies: paragraphs('utter_error').flat(),
  };
}
