import { z } from 'zod';
import { fromCodePoints } from '../../nlu/code-points.js';
import type { ParseResult } from '../../nlu/parse-result.js';
import type { Event } from '../../tracker/events.js';
import { parseEvent, withOwnOffsets } from '../../tracker/parse-event.js';

const object = z.record(z.string(), z.unknown());
const maybeObject = object.nullish().transform((value) => value ?? {});

/** What Rasa sends for an action (rasa.com/docs/rasa/pages/action-server-api); whatever else is there is let be. */
export const callSchema = z.looseObject({
  next_action: z.string().nullish(),
  sender_id: z.string().nullish(),
  tracker: z
    .looseObject({
      sender_id: z.string().nullish(),
      slots: maybeObject,
      latest_message: maybeObject,
      events: z
        .array(z.unknown())
        .nullish()
        .transform((value) => value ?? []),
      active_loop: maybeObject,
      latest_input_channel: z.string().nullish(),
    })
    .nullish()
    .transform((value) => value ?? { slots: {}, latest_message: {}, events: [], active_loop: {} }),
  domain: object.nullish(),
  domain_digest: z.string().nullish(),
});

/** One call of an action. */
export type ServedCall = z.infer<typeof callSchema>;

/** The conversation that a call is about, as actions see it. */
export interface ServedConversation {
  readonly conversationId: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly latestMessage: ParseResult;
  readonly inputChannel: string | undefined;
  readonly activeLoop: string | null;
  readonly events: readonly Event[];
}

/** Reads the conversation of a call. Events that are Rasa Pro's own are left out; no action here could know them. */
export function conversationOf({ sender_id, tracker }: ServedCall): ServedConversation {
  const { slots, latest_message: message, active_loop: loop } = tracker;
  const intent = Object(message.intent);
  return {
    conversationId: sender_id ?? tracker.sender_id ?? 'default',
    slots,
    latestMessage: fromCodePoints({
      ...message,
      text: String(message.text ?? ''),
      intent: { name: intent.name ?? null, confidence: intent.confidence ?? 0 },
      entities: (Array.isArray(message.entities) ? message.entities : []) as ParseResult['entities'],
      intent_ranking: (Array.isArray(message.intent_ranking)
        ? message.intent_ranking
        : []) as ParseResult['intent_ranking'],
    }),
    inputChannel: tracker.latest_input_channel ?? undefined,
    activeLoop: typeof loop.name === 'string' ? loop.name : null,
    events: tracker.events.flatMap(readable),
  };
}

function readable(event: unknown): readonly Event[] {
  try {
    return [withOwnOffsets(parseEvent(event))];
  } catch {
    return [];
  }
}
