import { z } from 'zod';
import { breather, defineComponent } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { isEnglishWord } from './english-words.js';
import { type Lexicon, lexiconOf, nearestWord } from './lexicon.js';

const words = /\p{L}[\p{L}\p{M}]*/gu;

/** So many unknown words of a message are looked at; one with more is in another language, or is no message. */
const mostUnknown = 40;

/**
 * Reads a word that no example has, and that is no other word of English, as the word that it was meant to be, for the features of the message; the text itself
 * and the values of entities stay as they were written. Stands before the component that makes the features.
 */
export const spelling = defineComponent<Record<string, never>, Lexicon>({
  name: 'Spelling',
  config: z.strictObject({}),
  provides: [],
  requires: [],
  async train(messages, _settings, { signal }) {
    const pause = breather(signal);
    const counts = new Map<string, number>();
    for (const { text } of messages) {
      for (const [word] of plain(text).matchAll(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
      if (pause.due()) await pause.breathe();
    }
    return lexiconOf(counts);
  },
  // Their words are all known.
  processTraining() {},
  process(message, lexicon) {
    const text = plain(message.text);
    let unknown = 0;
    const respelled = text.replace(words, (word) => {
      if (lexicon.counts.has(word) || ++unknown > mostUnknown || isEnglishWord(word, message.language)) return word;
      return nearestWord(word, lexicon) ?? word;
    });
    if (respelled !== text) message.respelled = respelled;
    return undefined;
  },
  save: ({ counts }) => ({ 'words.json': jsonToBytes([...counts]) }),
  load: (files) => lexiconOf(new Map(savedSchema.parse(bytesToJson(files['words.json'] as Uint8Array)))),
});

const savedSchema = z.array(z.tuple([z.string(), z.number()]));

const plain = (text: string): string => text.normalize('NFC').toLowerCase();
