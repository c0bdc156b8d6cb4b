import { z } from 'zod';
import { defineComponent } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { type LanguageModel, languageModelSchema, learnLanguages, rankLanguages } from './language-model.js';

const config = z.strictObject({});

/**
 * Tells the languages of a bot apart by its own examples and responses. It knows no other languages, so it is right about
 * short messages, and about mixtures such as Hinglish, where detectors of all languages are not.
 */
export const languageDetector = defineComponent<z.infer<typeof config>, LanguageModel>({
  name: 'LanguageDetector',
  config,
  provides: [],
  requires: [],
  train: (messages, _settings, { language, domain }) => {
    const texts = messages.map((message) => ({ text: message.text, language: message.language ?? language }));
    const said = [...(domain?.responses.values() ?? [])]
      .flat()
      .flatMap(({ text, language: own }) => (text ? [{ text, language: own ?? language }] : []));
    return learnLanguages([...texts, ...said], language);
  },
  process(message, model) {
    message.languages = rankLanguages(message.text, model, message.language);
    return undefined;
  },
  save: (model) => ({ 'languages.json': jsonToBytes({ ...model, words: [...model.words], grams: [...model.grams] }) }),
  load: (files) => languageModelSchema.parse(bytesToJson(files['languages.json'] as Uint8Array)),
});
