import type { Place } from '../place.js';
import { NOT_SET, RULE_SNIPPET } from '../tracker/names.js';
import { type DialogueState, stateKey } from '../tracker/state.js';

/** What rules know of one moment: the states that lead to it, oldest first, and the action that follows. */
export interface RuleEntry {
  readonly states: readonly DialogueState[];
  readonly action: string;
  /** How much the states ask for; of two entries that match, the longer is the more particular. */
  readonly length: number;
  /** The rules that say so. */
  readonly rules: readonly RuleSource[];
}

/** A rule's name and where it is written. */
export interface RuleSource {
  readonly name: string;
  readonly place: Place;
}

/** The states of a rule after the last point where anything may have happened. */
export function knownStates(states: readonly DialogueState[]): readonly DialogueState[] {
  return states.slice(states.findLastIndex((state) => state.action === RULE_SNIPPET) + 1);
}

/** Equal for entries that speak of the same moment. */
export const entryKey = (states: readonly DialogueState[]): string => states.map(stateKey).join('\n');

/** Whether a conversation's latest states, the newest last, are as these states ask. */
export function statesMatch(wanted: readonly DialogueState[], actual: readonly DialogueState[]): boolean {
  if (wanted.length > actual.length) return false;
  for (let back = 1; back <= wanted.length; back += 1) {
    const rule = wanted[wanted.length - back];
    const state = actual[actual.length - back];
    if (!rule || !state || !stateMatches(rule, state)) return false;
  }
  return true;
}

function stateMatches(rule: DialogueState, state: DialogueState): boolean {
  if (rule.action !== state.action) return false;
  // Only the beginning of a conversation has no action before it; its initial slots need no comparing.
  if (rule.action === undefined) return true;
  if (!featureMatches(rule.loop, state.loop)) return false;
  if (rule.user && !userMatches(rule.user, state.user)) return false;
  for (const name in rule.slots) if (!featureMatches(rule.slots[name], state.slots[name])) return false;
  return true;
}

function featureMatches(rule: string | undefined, actual: string | undefined): boolean {
  if (rule === undefined) return true;
  if (rule === NOT_SET) return actual === undefined || actual === NOT_SET;
  return rule === actual;
}

function userMatches(rule: NonNullable<DialogueState['user']>, actual: DialogueState['user']): boolean {
  if (rule.intent !== undefined && rule.intent !== actual?.intent) return false;
  if (rule.text !== undefined && rule.text !== actual?.text) return false;
  if (rule.entities.length === 0) return true;
  return actual !== undefined && rule.entities.join('\n') === actual.entities.join('\n');
}
