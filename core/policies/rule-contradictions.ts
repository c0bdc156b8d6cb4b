import type { Domain } from '../domain/domain.js';
import { formatPlace } from '../place.js';
import { errorAt, type Problem } from '../project/problem.js';
import { ACTION_LISTEN } from '../tracker/names.js';
import { type DialogueState, stateKey } from '../tracker/state.js';
import type { Tracker } from '../tracker/tracker.js';
import type { RuleEntry } from './rule-entry.js';
import type { RuleModel } from './rule-model.js';
import { decide, defaultRules, defaultSource, loopSource, type RuleVerdict, runningLoop } from './rule-predict.js';
import type { RuleData } from './rule-train.js';
import { walkRule } from './rule-ways.js';
import { type Moment, walkStories } from './story-paths.js';

/** States that ways through stories are told apart by, at least. */
const MEMORY = 6;

/** What following the rules through all rules and stories brings to light. */
export interface Contradictions {
  readonly problems: readonly Problem[];
  /** Entries that a story rightly does not keep to, because a longer rule explains them. */
  readonly superfluous: ReadonlySet<RuleEntry>;
  /** Entries that some story follows. */
  readonly usedEntries: readonly RuleEntry[];
  /** Defaults and loops that no story follows. */
  readonly unusedSources: readonly string[];
}

/** Goes through all rules and stories and looks where the rules would do something else. */
export function findContradictions(model: RuleModel, data: RuleData, domain: Domain): Contradictions {
  const problems = new Map<string, Problem>();
  const superfluous = new Set<RuleEntry>();
  const usedEntries = new Set<RuleEntry>();
  const usedSources = new Set<string>();

  const usedByRules = new Set<string>();

  const report = (moment: Moment, kind: 'Rule' | 'Story', verdict: RuleVerdict) => {
    const problem = contradiction(moment, kind, verdict);
    problems.set(`${problem.message} ${formatPlace(problem.place)}`, problem);
  };
  for (const rule of data.rules) {
    walkRule(rule, domain, (moment) => {
      if (moment.open) return;
      const verdict = expect(model, moment);
      if (verdict.source !== undefined) usedByRules.add(verdict.source);
      if (disagrees(verdict, moment.action)) report(moment, 'Rule', verdict);
    });
  }
  const warnings = walkStories(data.stories, domain, Math.max(MEMORY, model.memory), (moment) => {
    const verdict = expect(model, moment);
    if (verdict.action === moment.action) {
      if (verdict.entry) usedEntries.add(verdict.entry);
      else if (verdict.source) usedSources.add(verdict.source);
    } else if (disagrees(verdict, moment.action)) {
      if (verdict.entry && isExplained(verdict.entry, model)) superfluous.add(verdict.entry);
      // A story may go its own way from a default intent or a loop that no rule speaks of.
      else if (verdict.source !== undefined && usedByRules.has(verdict.source)) report(moment, 'Story', verdict);
    }
  });
  const unusedSources = builtInSources(domain).filter((source) => !usedSources.has(source));
  return { problems: [...problems.values(), ...warnings], superfluous, usedEntries: [...usedEntries], unusedSources };
}

/** What the rules say, given that a loop has let something else answer where the training data says so. */
function expect(model: RuleModel, moment: Moment): RuleVerdict {
  const verdict = decide(model, moment.tracker);
  const loop = runningLoop(moment.tracker);
  if (loop === undefined || verdict.action !== loop || moment.action === loop) return verdict;
  return decide(model, rejecting(moment.tracker, loop));
}

function rejecting(tracker: Tracker, loop: string): Tracker {
  const fork = tracker.fork();
  fork.apply({ event: 'action_execution_rejected', name: loop });
  return fork;
}

/** A rule that itself says the same is not at odds, though a loop may have taken its turn. */
function disagrees(verdict: RuleVerdict, action: string): boolean {
  if (verdict.action === undefined || verdict.action === action) return false;
  return verdict.entry === undefined || verdict.entry.action !== action;
}

/** The entry says only that the bot listens after an action, and a longer rule tells what happens after that action. */
function isExplained(entry: RuleEntry, model: RuleModel): boolean {
  const first = entry.states[0];
  if (!first || entry.states.length > 1 || entry.action !== ACTION_LISTEN) return false;
  return model.data.rules.some((other) => other !== entry && other.states[0] && beginsLike(other.states[0], first));
}

/** The state is the same, or says more of the message and the slots where the other says nothing. */
function beginsLike(state: DialogueState, start: DialogueState): boolean {
  if (stateKey(state) === stateKey(start)) return true;
  if (state.action !== start.action || state.loop !== start.loop || start.user) return false;
  return Object.keys(start.slots).length === 0 || JSON.stringify(state.slots) === JSON.stringify(start.slots);
}

function contradiction(moment: Moment, kind: 'Rule' | 'Story', verdict: RuleVerdict): Problem {
  const rule = verdict.entry?.rules[0];
  return errorAt(moment.place, 'RULE_CONTRADICTS', {
    kind,
    name: moment.story.name,
    expected: moment.action,
    rule: rule?.name ?? verdict.source ?? '',
    rulePlace: rule ? formatPlace(rule.place) : 'built in',
    predicted: verdict.action ?? '',
  });
}

function builtInSources(domain: Domain): readonly string[] {
  const defaults = Object.keys(defaultRules).map(defaultSource);
  const loops = [...domain.forms.keys()].flatMap((form) => [loopSource(form, form), loopSource(form, ACTION_LISTEN)]);
  return [...defaults, ...loops];
}
