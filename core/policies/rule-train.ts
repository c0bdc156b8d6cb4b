import type { Domain } from '../domain/domain.js';
import { formatPlace } from '../place.js';
import { errorAt, type Problem } from '../project/problem.js';
import { ACTION_LISTEN, NOT_SET, RULE_SNIPPET } from '../tracker/names.js';
import type { DialogueState } from '../tracker/state.js';
import type { TrainingData } from '../training-data/training-data.js';
import { checkRules } from './rule-checks.js';
import { findContradictions } from './rule-contradictions.js';
import { entryKey, knownStates, type RuleEntry, type RuleSource } from './rule-entry.js';
import { ruleLength } from './rule-length.js';
import { openRuleModel, type RuleConfig, type RuleModel, type UnhappyEntry } from './rule-model.js';
import { walkRule } from './rule-ways.js';
import { type Moment, walkStories } from './story-paths.js';

/** What rules are learned from. */
export type RuleData = Pick<TrainingData, 'rules' | 'stories'>;

/** What was learned, and what is wrong with the rules and stories. */
export interface LearnedRules {
  readonly model: RuleModel;
  readonly problems: readonly Problem[];
}

/** Learns the rules and finds where they contradict each other or a story, ask too much, or leave something out. */
export function learnRules(data: RuleData, domain: Domain, config: RuleConfig): LearnedRules {
  const { entries, problems: clashes } = collectEntries(data, domain);
  const unhappy = collectUnhappy(data, domain);
  const draft = openRuleModel({ rules: entries, unhappy, notInStories: [] });
  const wrong = checkRules(data, domain, config);
  if (!config.check_for_contradictions) return { model: draft, problems: wrong };
  const problems = [...wrong, ...clashes];
  const found = findContradictions(draft, data, domain);
  const rules = entries.filter((entry) => !found.superfluous.has(entry));
  const kept = openRuleModel({ rules, unhappy, notInStories: [] });
  const usedRules = new Set(found.usedEntries);
  const notInStories = [...rules.filter((entry) => !usedRules.has(entry)).map(kept.sourceOf), ...found.unusedSources];
  return { model: openRuleModel({ rules, unhappy, notInStories }), problems: [...problems, ...found.problems] };
}

/** What each moment of each rule says; moments of which two rules say different things are left out. */
function collectEntries(data: RuleData, domain: Domain) {
  const byKey = new Map<string, { entry: RuleEntry; moments: Moment[] }>();
  for (const rule of data.rules) {
    walkRule(rule, domain, (moment) => {
      if (moment.open) return;
      const states = knownStates(moment.tracker.states(Number.POSITIVE_INFINITY, { slots: 'set', reading: 'either' }));
      if (states.length === 0) return;
      const key = entryKey(states);
      const source: RuleSource = { name: rule.name, place: rule.place };
      const known = byKey.get(key);
      if (!known) byKey.set(key, { entry: entryOf(states, moment.action, source, domain), moments: [moment] });
      else if (known.entry.action === moment.action) known.entry = withRule(known.entry, source);
      else known.moments.push(moment);
    });
  }
  const all = [...byKey.values()];
  return {
    entries: all.filter(({ moments }) => moments.length === 1).map(({ entry }) => entry),
    problems: all.flatMap(({ entry, moments }) => moments.slice(1).map((moment) => clash(entry, moment))),
  };
}

const entryOf = (states: readonly DialogueState[], action: string, source: RuleSource, domain: Domain): RuleEntry => ({
  states,
  action,
  length: ruleLength(states, domain),
  rules: [source],
});

function withRule(entry: RuleEntry, source: RuleSource): RuleEntry {
  return entry.rules.some((rule) => rule.name === source.name) ? entry : { ...entry, rules: [...entry.rules, source] };
}

function clash(entry: RuleEntry, moment: Moment): Problem {
  const first = entry.rules[0];
  return errorAt(moment.place, 'RULE_CONTRADICTS', {
    kind: 'Rule',
    name: moment.story.name,
    expected: moment.action,
    rule: first?.name ?? '',
    rulePlace: first ? formatPlace(first.place) : '',
    predicted: entry.action,
  });
}

/** What rules and stories say about the time within a loop; both hold only its unhappy paths. */
function collectUnhappy(data: RuleData, domain: Domain): readonly UnhappyEntry[] {
  const byKey = new Map<string, UnhappyEntry>();
  const add = (moment: Moment, states: readonly DialogueState[]) => {
    const now = states.at(-1);
    if (!now?.loop || now.loop === NOT_SET || moment.action === RULE_SNIPPET) return;
    const kind = unhappyKind(now, moment.action);
    const seen = knownStates(lastTwo(states));
    if (kind && seen.length > 0) byKey.set(entryKey(seen), { states: seen, kind });
  };
  for (const rule of data.rules)
    walkRule(rule, domain, (moment) => add(moment, moment.tracker.states(2, { slots: 'set', reading: 'either' })));
  walkStories(data.stories, domain, 2, (moment) => add(moment, moment.tracker.states(2, { reading: 'either' })));
  return [...byKey.values()];
}

function unhappyKind(now: DialogueState, action: string): UnhappyEntry['kind'] | undefined {
  const listened = now.action === ACTION_LISTEN;
  if (listened && action === now.loop) return 'interrupted';
  return !listened && action !== now.loop ? 'other' : undefined;
}

/** The present and, of the moment before, only the action: what was said then does not matter. */
function lastTwo(states: readonly DialogueState[]): readonly DialogueState[] {
  const now = states.at(-1);
  const before = states.at(-2);
  if (!now) return [];
  if (before?.action === undefined) return [now];
  return [{ user: undefined, action: before.action, loop: undefined, slots: {} }, now];
}
