import type { BotMessage, Button } from '../../../core/messages/message.js';

const sentence = (number: number) => `Sentence number ${number} is neither short nor long, and it ends here.`;

/** A picture that a bot shows. */
export const pictureUrl = 'https://studio.example/rose.png';
/** A file that a bot hands out. */
export const fileUrl = 'https://studio.example/price-list.pdf';
/** The sentences of the long answer. */
export const sentences: readonly string[] = Array.from({ length: 400 }, (_, index) => sentence(index + 1));
/** The titles of some choices. */
export const choiceTitles = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `Choice ${index + 1}`);

const choices = (count: number): Button[] =>
  choiceTitles(count).map((title, index) => ({ title, payload: `/choose{"n":"${index + 1}"}` }));

/** What the test bot says to some words; to all else it says "You said: …". */
const script: Readonly<Record<string, readonly BotMessage[]>> = {
  'three choices': [{ text: 'Which one?', buttons: choices(3) }],
  'ten choices': [{ text: 'Which one?', buttons: choices(10) }],
  'many choices': [{ text: 'Which one?', buttons: choices(120) }],
  'a picture': [{ text: 'Look.', image: pictureUrl }],
  'a file': [{ text: 'Our prices.', attachment: { type: 'file', payload: { src: fileUrl } } }],
  'a card': [{ elements: [{ title: 'Rose', subtitle: 'By Mia, two hours', buttons: choices(2) }] }],
  'two messages': [{ text: 'First.' }, { text: 'Second.' }],
  'a long answer': [{ text: sentences.join(' ') }],
};

/** The answer of the test bot. */
export function answerTo(text: string): readonly BotMessage[] {
  return script[text] ?? [{ text: `You said: ${text}` }];
}
