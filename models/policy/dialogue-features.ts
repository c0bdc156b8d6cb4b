import type { DialogueState } from '../../core/index.js';
import { wordsOf } from './words-of.js';

/** The action after which a message comes. */
export const listen = 'action_listen';
/** How much less a turn counts than the one after it. */
const decay = 0.7;

/** A turn of a conversation: what was heard, what the bot had done before it, and what it has done since. */
interface Turn {
  /** The state in which the message was new; the very first when nobody has spoken. */
  readonly heard: DialogueState;
  readonly before: string | undefined;
  readonly done: string[];
}

/**
 * The features of a moment by name, with their weights. Of the turn in hand: intent, entities, slots, loop, the actions
 * so far, and pairs of these, so that a linear model can tell an answer by its question. Of earlier turns the intent and
 * the last action, by their distance and, weaker the longer ago, in a bag. A message that has a text and no intent (end
 * to end) counts by its words.
 */
export function dialogueFeatures(states: readonly DialogueState[]): ReadonlyMap<string, number> {
  const features = new Map<string, number>();
  const add = (name: string, weight = 1) => features.set(name, Math.max(weight, features.get(name) ?? 0));
  const now = states.at(-1);
  if (!now) return features;
  const turns = turnsOf(states);
  const turn = turns.at(-1);
  const intent = intentOf(now);
  const done = turn?.done.join(' ') ?? '';
  for (const name of pointsOf(now)) {
    add(name);
    add(`${name} & intent ${intent} & did ${now.action}`);
  }
  for (const word of wordFeatures(now)) {
    add(word, 2);
    add(`${word} & did ${now.action}`, 2);
    add(`${word} & after ${turn?.before}`);
  }
  // As a whole, too: what was not said and is not known decides as much.
  for (const all of wholesOf(now, turns.at(-2)?.heard)) add(`${all} & intent ${intent} & did ${now.action}`, 2);
  add(intentFeature(now), 2);
  add(actionFeature(now), 2);
  add(`intent ${intent} & did ${now.action}`, 2);
  add(`after ${turn?.before}`);
  add(`after ${turn?.before} & ${turn?.done.length} done`, 2);
  add(`intent ${intent} & turn ${done}`, 2);
  add(`intent ${intent} & after ${turn?.before}`, 2);
  add(`intent ${intent} & after ${turn?.before} & turn ${done}`, 2);
  for (const action of turn?.done ?? []) add(`turn has ${action}`);
  for (const [distance, earlier] of turns.slice(0, -1).reverse().entries()) {
    const weight = decay ** (distance + 1);
    const words = wordFeatures(earlier.heard);
    const points = [`heard ${intentOf(earlier.heard)}`, `answered ${earlier.done.at(-1)}`, ...words];
    for (const point of points) {
      add(`ago ${point}`, weight / 2);
      if (distance < 3) add(`ago ${distance} ${point}`, weight);
      if (distance < 2) add(`ago ${distance} ${point} & intent ${intent} & did ${now.action}`, weight / 2);
    }
  }
  return features;
}

/** The feature that a moment has of its intent alone. */
export const intentFeature = (state: DialogueState): string => `intent ${intentOf(state)}`;

/** The feature that a moment has of the action before it alone. */
export const actionFeature = (state: DialogueState): string => `did ${state.action}`;

/** What was said last; texts without intent are told apart by their words. */
const intentOf = ({ user }: DialogueState): string => user?.intent ?? (user?.text ? '(text)' : '');

/** What the features of words begin with. */
export const wordMark = 'says ';

/** The features of the words of a message that counts by its text, without what else is known at the moment. */
export const wordFeatures = ({ user }: DialogueState): readonly string[] =>
  user?.intent === undefined && user?.text ? wordsOf(user.text).map((word) => `${wordMark}${word}`) : [];

/** Whether the newest message has not been answered in any way. */
export const isNews = (state: DialogueState): boolean => state.action === listen && state.user !== undefined;

function pointsOf({ user, loop, slots }: DialogueState): readonly string[] {
  return [
    ...(user?.entities ?? []).map((entity) => `entity ${entity}`),
    ...(loop === undefined ? [] : [`loop ${loop}`]),
    ...Object.entries(slots).map(([name, value]) => `slot ${name} ${value}`),
  ];
}

function wholesOf({ user, slots }: DialogueState, before: DialogueState | undefined): readonly string[] {
  const fresh = Object.entries(slots).filter(([name, value]) => before?.slots[name] !== value);
  return [
    `entities ${user?.entities.join(' ') ?? ''}`,
    `slots ${JSON.stringify(slots)}`,
    `new slots ${fresh.map(([name, value]) => `${name} ${value}`).join(' ')}`,
  ];
}

/** Cuts a history where the bot listened. */
function turnsOf(states: readonly DialogueState[]): readonly Turn[] {
  const turns: Turn[] = [];
  let last: string | undefined;
  for (const state of states) {
    // Before anything happened there was no turn.
    if (state.action === undefined) continue;
    if (turns.length === 0 || state.action === listen) turns.push({ heard: state, before: last, done: [] });
    if (state.action === listen) continue;
    turns.at(-1)?.done.push(state.action);
    last = state.action;
  }
  return turns;
}
