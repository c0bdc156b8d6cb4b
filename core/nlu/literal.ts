import type { Domain } from '../domain/domain.js';
import type { EntityMention, IntentScore, ParseResult } from './parse-result.js';
import { selectorEntry } from './response-selection.js';

/** A message that says its own meaning, and what was wrong with it. */
export interface LiteralMessage {
  readonly result: ParseResult;
  readonly warnings: readonly string[];
}

/** The name of the extractor of what a literal message gives. */
const literalExtractor = 'LiteralMessage';

// As in Rasa's RegexMessageHandler (rasa/nlu/classifiers/regex_message_handler.py, and its tests).
const literalPattern = /^\/(?<intent>[^{@]+)(?<confidence>@[0-9.]+)?(?<entities>\{.+\})?(?<rest>.*)/s;

/**
 * Reads `/intent`, `/intent{"entity": "value"}`, `/intent@0.9{…}` and, for an answer of a retrieval intent, `/faq/ask_hours`. A list stands for several mentions; the offsets of
 * every mention are those of the braces. Gives `undefined` for any other text. What it cannot make out it leaves out, and
 * says so in `warnings`; an intent that the domain does not know is kept, an entity that it does not know is not.
 */
export function parseLiteral(text: string, domain?: Domain): LiteralMessage | undefined {
  const trimmed = text.trim();
  const groups = literalPattern.exec(trimmed)?.groups;
  if (!groups) return undefined;
  const warnings: string[] = [];
  const warn = (warning: string): void => {
    warnings.push(`In the message "${trimmed.slice(0, 200)}": ${warning}`);
  };
  const written = (groups.intent ?? '').trim();
  const name = domain?.intents.has(written) ? written : (written.split('/')[0] ?? written);
  if (domain && !domain.intents.has(name)) warn(`the domain has no intent "${name}".`);
  const intent = { name, confidence: readConfidence(groups.confidence, warn) };
  const start = (groups.intent ?? '').length + (groups.confidence ?? '').length + 1;
  const entities = readEntities(groups.entities, start, domain, warn);
  if (groups.rest) warn(`"${groups.rest}" was left out; write /intent, /intent@0.9 or /intent{"entity": "value"}.`);
  const chosen = written === name ? {} : { response_selector: selectionOf(written, intent) };
  return { result: { text: trimmed, intent, entities, intent_ranking: [intent], ...chosen }, warnings };
}

/** `/faq/ask_hours` says the answer of its retrieval intent, too. */
const selectionOf = (key: string, { name, confidence }: IntentScore): Record<string, unknown> => ({
  all_retrieval_intents: [name],
  [name ?? 'default']: selectorEntry([{ key, confidence }]),
});

type Warn = (warning: string) => void;

function readConfidence(written: string | undefined, warn: Warn): number {
  if (written === undefined) return 1;
  const confidence = Number(written.slice(1));
  if (Number.isNaN(confidence)) {
    warn(`${written} is no confidence; taken as 0.`);
    return 0;
  }
  if (confidence > 1) warn(`${written} is more than 1; taken as 1.`);
  return Math.min(1, confidence);
}

function readEntities(
  written: string | undefined,
  start: number,
  domain: Domain | undefined,
  warn: Warn,
): readonly EntityMention[] {
  if (written === undefined) return [];
  const values = readObject(written);
  if (!values) {
    warn('what is in the braces is no JSON object; taken without entities.');
    return [];
  }
  const place = { start, end: start + written.length, extractor: literalExtractor };
  return Object.entries(values).flatMap(([entity, value]) => {
    if (domain && !domain.entities.has(entity)) {
      warn(`the domain has no entity "${entity}"; left out.`);
      return [];
    }
    const several: readonly unknown[] = Array.isArray(value) ? value : [value];
    return several.map((one) => ({ entity, value: one, ...place }));
  });
}

function readObject(written: string): object | undefined {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
