import type { Domain } from '../domain/domain.js';
import type { Event } from '../tracker/events.js';
import { labelOf } from '../tracker/fold.js';
import { ACTION_LISTEN, NOT_SET, RULE_SNIPPET } from '../tracker/names.js';
import { createTracker, type Tracker } from '../tracker/tracker.js';
import type { Rule, StoryStep } from '../training-data/training-data.js';
import type { Moment } from './story-paths.js';
import { eventsOfStep, type TrainingEvent } from './training-steps.js';

/** A moment of a rule; `open` where the rule leaves open what happens. */
export interface RuleMoment extends Moment {
  readonly open: boolean;
}

/**
 * Walks a rule as a conversation, one for each way through its `or` steps: its conditions, then `...` unless it
 * begins the conversation, its steps, and, unless it does not wait for the person, the bot listens.
 */
export function walkRule(rule: Rule, domain: Domain, visit: (moment: RuleMoment) => void): void {
  for (const events of waysOf(rule, domain)) walkWay(rule, events, domain, visit);
}

function walkWay(rule: Rule, events: readonly TrainingEvent[], domain: Domain, visit: (moment: RuleMoment) => void) {
  const tracker: Tracker = createTracker(rule.name, domain);
  // Nothing can be said about the first action, nor about one after anything may have happened.
  let open = true;
  for (const { event, place } of events) {
    if (event.event === 'action') {
      const action = labelOf(event) ?? '';
      const snippet = action === RULE_SNIPPET;
      if (!tracker.repeatsLoop(action)) visit({ tracker, action, story: rule, place, open: open || snippet });
      open = snippet;
    }
    tracker.apply(event);
  }
}

function waysOf(rule: Rule, domain: Domain): readonly (readonly TrainingEvent[])[] {
  const snippet: TrainingEvent = { event: { event: 'action', name: RULE_SNIPPET }, place: rule.place };
  let ways: TrainingEvent[][] = [[]];
  const follow = (step: StoryStep) => {
    ways = ways.flatMap((way) =>
      eventsOfStep(step, domain, listens(way)).map((events) => [...way, ...events.map(explicit)]),
    );
  };
  for (const condition of rule.conditions) follow(condition);
  if (!rule.conversationStart) ways = ways.map((way) => [...way, snippet]);
  for (const step of rule.steps) follow(step);
  if (!rule.waitForUserInput) return ways.map((way) => [...way, snippet]);
  return ways.map((way) => (listens(way) ? way : [...way, listen(rule)]));
}

const listen = (rule: Rule): TrainingEvent => ({ event: { event: 'action', name: ACTION_LISTEN }, place: rule.place });

function listens(way: readonly TrainingEvent[]): boolean {
  const last = way.at(-1)?.event;
  return last?.event === 'action' && last.name === ACTION_LISTEN;
}

/** In a rule `null` says that something must be empty, which is more than not saying anything. */
function explicit({ event, place }: TrainingEvent): TrainingEvent {
  return { event: explicitly(event), place };
}

function explicitly(event: Event): Event {
  if (event.event === 'slot' && (event.value ?? null) === null) return { ...event, value: NOT_SET };
  return event.event === 'active_loop' && event.name === null ? { ...event, name: NOT_SET } : event;
}
