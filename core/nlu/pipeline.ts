import type { Component } from './component.js';
import { type Message, newMessage } from './message.js';
import type { ParseResult } from './parse-result.js';

/**
 * How much of a message is understood, in UTF-16 units. Nobody writes longer messages to a bot; what pastes a book into
 * the chat must not hold up everybody else.
 */
const longestRead = 4_000;

/** What is known of a message beside its text. */
export interface ParseOptions {
  readonly sentAt?: Date;
  /** IANA zone of the person, such as `Europe/Berlin`. */
  readonly timeZone?: string;
  /** IETF tag; the pipeline's own language unless given. */
  readonly language?: string;
  /** The language that the conversation has been in so far; counts where a message does not show its own. */
  readonly conversationLanguage?: string;
}

/** A component that has been trained, with its settings. */
export interface TrainedPart {
  readonly component: Component;
  readonly config: unknown;
  readonly state: unknown;
}

/** An NLU that understands messages. */
export interface TrainedPipeline {
  readonly language: string;
  /** All languages that it understands, where there are several. */
  readonly languages?: readonly string[];
  readonly parts: readonly TrainedPart[];
  /** Understands one message; answers at once, without a promise, as long as no component needs to wait. */
  parse(text: string, options?: ParseOptions): Promise<ParseResult> | ParseResult;
}

/** Puts trained components together. */
export function trainedPipeline(parts: readonly TrainedPart[], language: string): TrainedPipeline {
  return {
    language,
    parts,
    parse: (text, { conversationLanguage: _, ...options } = {}) => {
      const message = newMessage(readable(text), { language, ...options });
      if (message.text.trim() === '') return resultOf(message, text);
      return processFrom(parts, 0, message, text);
    },
  };
}

function processFrom(
  parts: readonly TrainedPart[],
  first: number,
  message: Message,
  text: string,
): Promise<ParseResult> | ParseResult {
  for (let at = first; at < parts.length; at++) {
    const { component, config, state } = parts[at] as TrainedPart;
    const waiting = component.process(message, state, config);
    if (waiting !== undefined) return waiting.then(() => processFrom(parts, at + 1, message, text));
  }
  return resultOf(message, text);
}

function readable(text: string): string {
  if (text.length <= longestRead) return text;
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(longestRead - 1));
  return text.slice(0, splitsPair ? longestRead - 1 : longestRead);
}

function resultOf(message: Message, text: string): ParseResult {
  return {
    text,
    intent: message.intent,
    entities: message.entities,
    intent_ranking: message.ranking,
    text_tokens: message.tokens.map(({ start, end }) => [start, end] as const),
    ...(message.responseSelector && { response_selector: message.responseSelector }),
  };
}
