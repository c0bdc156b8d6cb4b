import { z } from 'zod';
import type { ParseResult } from '../nlu/parse-result.js';
import type { Place } from '../place.js';
import type { Event, UserEvent } from '../tracker/events.js';
import { ACTION_LISTEN, RULE_SNIPPET } from '../tracker/names.js';
import type { Story, StoryEntity, StoryStep } from './training-data.js';

/** Actions that every story has without saying so. */
const unwritten = new Set([ACTION_LISTEN, 'action_session_start', RULE_SNIPPET]);

/**
 * The story that a conversation tells, from the events that count (`tracker.appliedEvents()`): what was said, done and
 * set, without the listening in between (Rasa 3.x: `Story.from_events`).
 */
export function storyOfEvents(name: string, events: readonly Event[]): Story {
  const place: Place = { file: name, line: 1 };
  const steps = events.flatMap((event, index) => stepsOf(event, events.slice(index + 1), place));
  return { name, steps, place };
}

function stepsOf(event: Event, later: readonly Event[], place: Place): readonly StoryStep[] {
  switch (event.event) {
    case 'user':
      return [userStep(event, isReadByText(later), place)];
    case 'action':
      if (event.name === null) return event.action_text ? [{ type: 'bot', text: event.action_text, place }] : [];
      return unwritten.has(event.name) ? [] : [{ type: 'action', name: event.name, place }];
    case 'slot':
      return [{ type: 'slot', name: event.name, value: { kind: 'value', value: event.value ?? null }, place }];
    case 'active_loop':
      return [{ type: 'active_loop', name: event.name, place }];
    default:
      return [];
  }
}

/** A policy has decided that the message counts by its words. */
function isReadByText(later: readonly Event[]): boolean {
  const decision = later.find((event) => event.event === 'user_featurization' || event.event === 'user');
  return decision?.event === 'user_featurization' && decision.use_text_for_featurization;
}

function userStep({ text, parse_data }: UserEvent, byText: boolean, place: Place): StoryStep {
  const intent = byText ? null : fullIntent(parse_data);
  const entities = parse_data.entities.map(
    ({ entity, value, role, group, start, end }): StoryEntity => ({
      entity,
      value,
      ...(role ? { role } : {}),
      ...(group ? { group } : {}),
      start,
      end,
    }),
  );
  return { type: 'user', ...(intent === null ? {} : { intent }), ...(text === null ? {} : { text }), entities, place };
}

/** `faq/ask_hours` where a response selector said which. */
function fullIntent({ intent, response_selector }: ParseResult): string | null {
  const selectors = selectorsSchema.safeParse(response_selector).data ?? {};
  const chosen = (selectors[intent.name ?? ''] ?? selectors.default)?.response?.intent_response_key;
  return chosen?.startsWith(`${intent.name}/`) ? chosen : intent.name;
}

const selectorsSchema = z.record(
  z.string(),
  z
    .looseObject({ response: z.looseObject({ intent_response_key: z.string().nullish() }).optional() })
    .optional()
    .catch(undefined),
);
