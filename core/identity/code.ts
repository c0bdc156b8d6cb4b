import { createHash, randomInt } from 'node:crypto';
import type { Domain } from '../domain/domain.js';
import type { ParseResult } from '../nlu/parse-result.js';

/** Letters and digits that nobody takes for another one, and no vowels, so that no word comes about: 22^8 is 5 · 10^10. */
const alphabet = 'BCDFGHJKMNPQRTVWXY3479';
const length = 8;

/** The intent and the entity of a message that brings a code; a domain that has the intent wants such messages. */
export const ENTER_CODE_INTENT = 'enter_link_code';
export const CODE_ENTITY = 'link_code';

/** Makes a code; it has at least one letter, so that no telephone number looks like one. */
export function makeCode(): string {
  for (;;) {
    const code = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
    if (/[A-Z]/.test(code)) return code;
  }
}

/** A code as it is shown: `ABCD-EFGH`. */
export const showCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** What the table keeps of a code. */
export const hashCode = (code: string): string => createHash('sha256').update(code).digest('hex');

/** What a person typed, without what is there to be read easily. */
export const bareCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

// With "link" and a dash any letters are an attempt, so that a misread code gets an answer; else only those of the
// alphabet, which make no words: "link your page" is none.
const attempt = /^\W*link(?:\s+code)?[\s:]+([a-z0-9]{4}-[a-z0-9]{4})\W*$/i;
const bare = new RegExp(
  `^\\W*(?:link(?:\\s+code)?[\\s:]+)?((?=[\\d\\s-]*[a-z])[${alphabet}]{4}[\\s-]?[${alphabet}]{4})\\W*$`,
  'i',
);

/** Characters of a message that is a code and nothing else; to look through a long one would take a second. */
const longestMessage = 100;

/** The code in a message that is nothing else: `link ABCD-EFGH`, or the code alone. */
export function readCode(text: string): string | undefined {
  if (text.length > longestMessage) return undefined;
  const typed = (bare.exec(text) ?? attempt.exec(text))?.[1];
  return typed === undefined ? undefined : bareCode(typed);
}

/** Understands a message with a code, before the NLU, for domains that have the intent `enter_link_code`. */
export function parseCode(text: string, domain: Domain): ParseResult | undefined {
  if (!domain.intents.has(ENTER_CODE_INTENT)) return undefined;
  const code = readCode(text);
  if (code === undefined) return undefined;
  const intent = { name: ENTER_CODE_INTENT, confidence: 1 };
  const mention = { entity: CODE_ENTITY, value: code, start: 0, end: text.length, extractor: 'LinkCode' };
  return { text, intent, entities: [mention], intent_ranking: [intent] };
}
