import { z } from 'zod';
import { defineComponent, type Message } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { ValueList } from '../entities/value-list.js';

const config = z.strictObject({
  case_sensitive: z.boolean().default(true),
  /** Which counts of several examples that a message holds: the longest, or the one written first. */
  takes: z.enum(['longest', 'first']).default('longest'),
});

const savedSchema = z.array(z.tuple([z.string(), z.string()]));

interface State {
  readonly phrases: readonly (readonly [phrase: string, intent: string])[];
  readonly settings: z.infer<typeof config>;
  readonly list: ValueList;
}

/**
 * Knows a message by a training example that it holds word for word, for first steps with hardly any data. Says nothing
 * where it finds none; an example found under two intents counts for none.
 */
export const keywordIntents = defineComponent<z.infer<typeof config>, State>({
  name: 'KeywordIntents',
  config,
  provides: ['intent'],
  requires: [],
  train(messages, settings, context) {
    const intents = new Map<string, string | undefined>();
    for (const { text, gold } of messages) {
      if (!gold?.intent) continue;
      const known = intents.get(text);
      intents.set(text, known === undefined && !intents.has(text) ? gold.intent : sameOrNone(known, gold.intent));
    }
    const unclear = [...intents].filter(([, intent]) => intent === undefined).map(([text]) => `"${text}"`);
    if (unclear.length > 0) {
      context.warn(`KeywordIntents: ${unclear.join(', ')} counts for none of the intents that it is written under.`);
    }
    const phrases = [...intents].flatMap(([text, intent]) => (intent === undefined ? [] : [[text, intent] as const]));
    return stateOf(phrases, settings);
  },
  process(message, state) {
    const intent = hitOf(message, state);
    if (intent === undefined) return undefined;
    message.intent = { name: intent, confidence: 1 };
    message.ranking = [message.intent, ...message.ranking.filter(({ name }) => name !== intent)];
    return undefined;
  },
  save: ({ phrases }) => ({ 'phrases.json': jsonToBytes(phrases) }),
  load: (files, settings) => stateOf(savedSchema.parse(bytesToJson(files['phrases.json'] as Uint8Array)), settings),
});

const sameOrNone = (known: string | undefined, intent: string): string | undefined =>
  known === intent ? intent : undefined;

function stateOf(phrases: State['phrases'], settings: z.infer<typeof config>): State {
  const texts = phrases.map(([text]) => text);
  return { phrases, settings, list: new ValueList(texts, { exact: settings.case_sensitive }) };
}

const hitOf = (message: Message, state: State): string | undefined =>
  state.settings.takes === 'first' ? firstHit(message.text, state) : longestHit(message, state);

function longestHit(message: Message, { list, phrases }: State): string | undefined {
  let longest = 0;
  let intent: string | undefined;
  for (const { start, end, value } of list.find(message.text)) {
    if (end - start <= longest) continue;
    longest = end - start;
    intent = phrases[value]?.[1];
  }
  return intent;
}

function firstHit(text: string, { phrases, settings }: State): string | undefined {
  const fold = (one: string) => (settings.case_sensitive ? one : one.toLowerCase());
  const folded = fold(text);
  return phrases.find(([phrase]) => holdsAsWords(folded, fold(phrase)))?.[1];
}

function holdsAsWords(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (isBorder(text, at) && isBorder(text, at + phrase.length)) return true;
  }
  return false;
}

const withinWord = /^[\p{L}\p{M}\p{N}_]{2}$/u;

const isBorder = (text: string, at: number): boolean => !withinWord.test(text.slice(Math.max(0, at - 1), at + 1));
