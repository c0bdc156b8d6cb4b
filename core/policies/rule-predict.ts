import { ACTION_LISTEN, NOT_SET } from '../tracker/names.js';
import type { Reading } from '../tracker/state.js';
import type { Tracker } from '../tracker/tracker.js';
import type { RuleEntry } from './rule-entry.js';
import type { RuleModel } from './rule-model.js';

/** The intents that always lead to an action of their own. */
export const defaultRules: Readonly<Record<string, string>> = {
  restart: 'action_restart',
  back: 'action_back',
  session_start: 'action_session_start',
};

/** What the rules say, and why. */
export interface RuleVerdict {
  readonly action: string | undefined;
  /** What the verdict rests on: a rule, a default, the loop; `undefined` when no rule applies. */
  readonly source: string | undefined;
  readonly entry: RuleEntry | undefined;
  readonly kind: 'default' | 'loop' | 'text' | 'intent';
  /** The loop that runs next must not read the message: it answered something else. */
  readonly interrupts: boolean;
}

/**
 * Decides by rules (Rasa 3.x: `RulePolicy`). In this order: a rule about the very text takes the place of the default
 * intents; default intents; a loop that has not rejected; rules about the text; rules about the intent.
 */
export function decide(model: RuleModel, tracker: Tracker): RuleVerdict {
  const byText = model.rules.readsText ? applyRules(model, tracker, 'text') : undefined;
  const standard = defaultAction(tracker);
  if (standard && !byText?.action) return standard;
  const loop = loopHappyPath(tracker);
  if (loop) return loop;
  if (byText?.action) return byText;
  const byIntent = applyRules(model, tracker, 'intent');
  return byText?.interrupts ? { ...byIntent, interrupts: true } : byIntent;
}

/** The name of the loop that is running. */
export function runningLoop(tracker: Tracker): string | undefined {
  const name = tracker.activeLoop?.name;
  return name === NOT_SET ? undefined : name;
}

function defaultAction(tracker: Tracker): RuleVerdict | undefined {
  const intent = tracker.latestMessage.intent.name;
  if (tracker.latestAction?.name !== ACTION_LISTEN || intent === null) return undefined;
  const action = Object.hasOwn(defaultRules, intent) ? defaultRules[intent] : undefined;
  return action === undefined
    ? undefined
    : { action, source: defaultSource(intent), entry: undefined, kind: 'default', interrupts: false };
}

/** The name of a prediction that rests on a default intent. */
export const defaultSource = (intent: string): string => `default ${intent}`;

/** The names of the predictions that rest on a loop. */
export const loopSource = (loop: string, action: string): string => `loop ${loop} ${action}`;

/** A loop runs until it rejects, and listens after it ran. */
function loopHappyPath(tracker: Tracker): RuleVerdict | undefined {
  const loop = runningLoop(tracker);
  if (loop === undefined || tracker.activeLoop?.rejected) return undefined;
  const action = tracker.latestAction?.name === loop ? ACTION_LISTEN : loop;
  return { action, source: loopSource(loop, action), entry: undefined, kind: 'loop', interrupts: false };
}

/** Of entries of one length the one written first. */
function longest(entries: readonly RuleEntry[]): RuleEntry | undefined {
  let best: RuleEntry | undefined;
  for (const entry of entries) if (!best || entry.length > best.length) best = entry;
  return best;
}

function applyRules(model: RuleModel, tracker: Tracker, reading: Reading): RuleVerdict {
  const verdict = (action: string | undefined, entry: RuleEntry | undefined, interrupts = false): RuleVerdict => ({
    action,
    source: entry && model.sourceOf(entry),
    entry,
    kind: reading === 'text' ? 'text' : 'intent',
    interrupts,
  });
  // Text or intent was decided when the message came; later actions of the turn follow that.
  if (reading === 'text' && tracker.latestAction?.name !== ACTION_LISTEN) return verdict(undefined, undefined);
  const states = tracker.states(model.memory, { reading });
  const entry = longest(model.rules.matching(states));
  const loop = runningLoop(tracker);
  if (loop === undefined) return verdict(entry?.action, entry);

  const unhappy = model.unhappy.matching(states).map(({ kind }) => kind);
  const interrupts = unhappy.includes('interrupted');
  const entryLoop = entry?.states.at(-1)?.loop;
  if (entry?.action === ACTION_LISTEN && (entryLoop === undefined || entryLoop === NOT_SET)) {
    // A rule that knows nothing of loops is over; the loop takes up its question again.
    return unhappy.includes('other') ? verdict(undefined, entry, interrupts) : verdict(loop, entry);
  }
  return verdict(entry?.action, entry, interrupts);
}
