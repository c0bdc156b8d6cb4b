import type { Domain } from '../domain/domain.js';
import { errorAt, type Problem } from '../project/problem.js';
import { NOT_SET, RULE_SNIPPET } from '../tracker/names.js';
import type { Rule } from '../training-data/training-data.js';
import type { RuleConfig } from './rule-model.js';
import type { RuleData } from './rule-train.js';
import { type RuleMoment, walkRule } from './rule-ways.js';

/** Checks each rule by itself and against what the same actions do in other rules. */
export function checkRules(data: RuleData, domain: Domain, config: RuleConfig): readonly Problem[] {
  const tooLong = config.restrict_rules ? data.rules.flatMap(checkLength) : [];
  return config.check_for_contradictions ? [...tooLong, ...checkCompleteness(data.rules, domain)] : tooLong;
}

function checkLength(rule: Rule): readonly Problem[] {
  const isMessage = (type: string) => type === 'user';
  const count = rule.steps.filter(
    (step) => isMessage(step.type) || (step.type === 'or' && step.alternatives.some(({ type }) => isMessage(type))),
  ).length;
  return count > 1 ? [errorAt(rule.place, 'RULE_TOO_LONG', { name: rule.name, count })] : [];
}

/** What an action leaves behind in the rules. */
interface Effects {
  readonly slots: Set<string>;
  readonly loops: Set<string>;
}

/** An action that sets a slot or a loop in one rule has to do so in all, else the others would never apply. */
function checkCompleteness(rules: readonly Rule[], domain: Domain): readonly Problem[] {
  const effects = collectEffects(rules);
  const problems = new Map<string, Problem>();
  for (const rule of rules) {
    walkRule(rule, domain, (moment) => {
      const previous = moment.tracker.latestAction?.name;
      const expected = previous ? effects.get(previous) : undefined;
      if (!previous || !expected || moment.action === RULE_SNIPPET || previous === RULE_SNIPPET) return;
      const missing = missingEffects(expected, moment, domain);
      if (missing.length === 0) return;
      const parameters = { name: rule.name, action: previous, missing: missing.join(' and ') };
      problems.set(`${rule.name} ${previous}`, errorAt(rule.place, 'RULE_INCOMPLETE', parameters));
    });
  }
  return [...problems.values()];
}

function collectEffects(rules: readonly Rule[]): ReadonlyMap<string, Effects> {
  const effects = new Map<string, Effects>();
  for (const rule of rules) {
    let action: string | undefined;
    for (const step of rule.steps) {
      if (step.type === 'action') action = step.name;
      if (step.type === 'bot') action = step.text;
      if (step.type === 'user' || (step.type === 'or' && step.alternatives.some(({ type }) => type === 'user'))) {
        action = undefined;
      }
      if (action === undefined || (step.type !== 'slot' && step.type !== 'active_loop')) continue;
      const known = effects.get(action) ?? { slots: new Set(), loops: new Set() };
      effects.set(action, known);
      if (step.type === 'slot') known.slots.add(step.name);
      else known.loops.add(step.name ?? NOT_SET);
    }
  }
  return effects;
}

function missingEffects(expected: Effects, moment: RuleMoment, domain: Domain): readonly string[] {
  const now = moment.tracker.states(1).at(-1);
  const slots = [...expected.slots]
    .filter((name) => domain.slots.get(name)?.influenceConversation && domain.slots.get(name)?.type !== 'any')
    .filter((name) => !(name in (now?.slots ?? {})))
    .map((name) => `the slot "${name}"`);
  if (expected.loops.size === 0 || expected.loops.has(now?.loop ?? '')) return slots;
  const loops = [...expected.loops].map((name) => (name === NOT_SET ? 'null' : name)).join(' or ');
  return [...slots, `\`active_loop: ${loops}\``];
}
