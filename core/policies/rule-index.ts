import type { DialogueState } from '../tracker/state.js';
import { statesMatch } from './rule-entry.js';

/** Finds, among many entries, those that match a conversation, looking only at the few that can. */
export interface RuleIndex<Entry> {
  /** States that the longest entry looks back on. */
  readonly longest: number;
  /** Whether any entry is about the text of a message. */
  readonly readsText: boolean;
  matching(states: readonly DialogueState[]): readonly Entry[];
}

/** Indexes entries by the newest of their states: the action before and the intent. */
export function indexRules<Entry extends { readonly states: readonly DialogueState[] }>(
  entries: readonly Entry[],
): RuleIndex<Entry> {
  const buckets = new Map<string, Entry[]>();
  for (const entry of entries) {
    const last = entry.states.at(-1);
    const key = bucketKey(last?.action, last?.user?.intent);
    const bucket = buckets.get(key) ?? [];
    buckets.set(key, bucket);
    bucket.push(entry);
  }
  const matching = (states: readonly DialogueState[]): readonly Entry[] => {
    const last = states.at(-1);
    const intent = last?.user?.intent;
    const general = buckets.get(bucketKey(last?.action, undefined)) ?? [];
    const particular = intent === undefined ? [] : (buckets.get(bucketKey(last?.action, intent)) ?? []);
    return [...particular, ...general].filter((entry) => statesMatch(entry.states, states));
  };
  return {
    longest: entries.reduce((longest, entry) => Math.max(longest, entry.states.length), 1),
    readsText: entries.some((entry) => entry.states.some((state) => state.user?.text !== undefined)),
    matching,
  };
}

function bucketKey(action: string | undefined, intent: string | undefined): string {
  return `${action ?? ''}\n${intent ?? ''}`;
}
