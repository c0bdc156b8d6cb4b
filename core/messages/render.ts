import type { ResponseVariation } from '../domain/domain.js';
import { eligibleVariations } from './choose.js';
import { fillGaps } from './fill.js';
import type { BotMessage } from './message.js';

/** What a response is rendered with. */
export interface RenderContext {
  readonly slots: Readonly<Record<string, unknown>>;
  readonly channel: string | undefined;
  /** IETF tag of the language that the conversation is in, where it is known. */
  readonly language?: string | undefined;
  /** Win over slots of the same name. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
  /** From 0 up to, but without, 1. */
  random(): number;
}

/** A message, and the names in it that had no value. */
export interface Rendered {
  readonly message: BotMessage;
  readonly missing: readonly string[];
}

/** Chooses a variation of a response and fills it in; `undefined` when none may be said now. */
export function renderResponse(
  name: string,
  variations: readonly ResponseVariation[],
  context: RenderContext,
): Rendered | undefined {
  const eligible = eligibleVariations(variations, context.slots, context.channel, context.language);
  const chosen = eligible[Math.floor(context.random() * eligible.length)] ?? eligible[0];
  if (!chosen) return undefined;
  const {
    channel: _channel,
    language: _language,
    conditions: _conditions,
    place: _place,
    id,
    metadata,
    ...said
  } = chosen;
  const filled = fillGaps(said, { ...context.slots, ...context.values });
  const about = { ...metadata, utter_action: name, ...(id === undefined ? {} : { response_id: id }) };
  return { message: { ...filled.value, metadata: about }, missing: filled.missing };
}
