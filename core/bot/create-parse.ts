import { FALLBACK_INTENT } from '../actions/names.js';
import type { ParseOptions } from '../dialogue/parts.js';
import type { Domain } from '../domain/domain.js';
import { parseCode } from '../identity/code.js';
import type { Logger } from '../kernel/logger.js';
import { fillResponses } from '../nlu/fill-responses.js';
import { parseLiteral } from '../nlu/literal.js';
import type { ParseResult } from '../nlu/parse-result.js';
import type { ParseOptions as PipelineOptions, TrainedPipeline } from '../nlu/pipeline.js';
import { timeZoneOf } from './time-zone-of.js';

/** Understands a text. */
export type Parse = (text: string, options?: Partial<ParseOptions>) => Promise<ParseResult> | ParseResult;

/** What understanding needs. */
export interface ParseParts {
  readonly domain: Domain;
  /** `undefined` for a bot without NLU examples. */
  readonly pipeline: TrainedPipeline | undefined;
  readonly log: Logger;
  clock(): Date;
}

/** Makes what understands messages: those that say their own meaning (`/intent{…}`), codes, and by the NLU all others. */
export function createParse({ domain, pipeline, log, clock }: ParseParts): Parse {
  return (text, { sentAt = clock(), metadata, conversationLanguage } = {}) => {
    const timeZone = timeZoneOf(metadata);
    const context = {
      sentAt,
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(pipeline?.languages ? languageContext(metadata, conversationLanguage) : {}),
    };
    const literal = parseLiteral(text, domain);
    for (const warning of literal?.warnings ?? []) log.warn({}, warning);
    const result = literal?.result ?? parseCode(text, domain) ?? pipeline?.parse(text, context) ?? notUnderstood(text);
    // Most messages are understood at once; a promise would only cost them time.
    return result instanceof Promise ? result.then((one) => fillResponses(one, domain)) : fillResponses(result, domain);
  };
}

/** The language that the channel's metadata names as `language`, and the one of the conversation. */
const languageContext = (
  metadata: ParseOptions['metadata'],
  conversationLanguage: string | undefined,
): Pick<PipelineOptions, 'language' | 'conversationLanguage'> => ({
  ...(typeof metadata?.language === 'string' ? { language: metadata.language } : {}),
  ...(conversationLanguage === undefined ? {} : { conversationLanguage }),
});

/** A bot without NLU examples understands nothing but `/intent{…}`. */
const notUnderstood = (text: string): ParseResult => ({
  text,
  intent: { name: FALLBACK_INTENT, confidence: 1 },
  entities: [],
  intent_ranking: [],
});
