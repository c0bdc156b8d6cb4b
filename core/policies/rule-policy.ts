import { defaultActionNames } from '../domain/default-actions.js';
import type { Domain } from '../domain/domain.js';
import { ParleyError } from '../errors.js';
import { type Problem, throwProblems } from '../project/problem.js';
import { ACTION_LISTEN, ACTION_UNLIKELY_INTENT } from '../tracker/names.js';
import type { Tracker } from '../tracker/tracker.js';
import { definePolicy, type PolicyPrediction } from './policy.js';
import { openRuleModel, type RuleConfig, type RuleModel, type RuleModelData, ruleConfig } from './rule-model.js';
import { decide } from './rule-predict.js';
import { learnRules, type RuleData } from './rule-train.js';

const NAME = 'RulePolicy';
const FILE = 'rules.json';

/** Follows the rules, runs the loops, and knows what to do when nothing else is sure (Rasa 3.x: `RulePolicy`). */
export const rulePolicy = definePolicy<RuleConfig, RuleModel>({
  name: NAME,
  priority: 6,
  config: ruleConfig,
  train(config, { domain, data }) {
    checkFallback(config, domain);
    const { model, problems } = learnRules(data, domain, config);
    throwProblems(problems);
    return model;
  },
  predict: (tracker, _domain, model, config) => predict(tracker, model, config),
  save: (model) => ({ [FILE]: new TextEncoder().encode(JSON.stringify(model.data)) }),
  load: (files) => openRuleModel(JSON.parse(new TextDecoder().decode(files[FILE])) as RuleModelData),
});

/** All that is wrong with the rules of a project, by themselves, among each other and beside the stories. */
export function findRuleProblems(data: RuleData, domain: Domain, config: unknown = {}): readonly Problem[] {
  return learnRules(data, domain, ruleConfig.parse(config)).problems;
}

function checkFallback({ core_fallback_action_name: action, enable_fallback_prediction }: RuleConfig, domain: Domain) {
  const known = (defaultActionNames as readonly string[]).includes(action) || domain.actions.has(action);
  if (!enable_fallback_prediction || known || domain.responses.has(action) || domain.forms.has(action)) return;
  throw new ParleyError('RULE_FALLBACK_UNKNOWN', { action }, { owner: NAME });
}

function predict(tracker: Tracker, model: RuleModel, config: RuleConfig): PolicyPrediction {
  const verdict = decide(model, tracker);
  const certainty = config.use_nlu_confidence_as_score ? tracker.latestMessage.intent.confidence : 1;
  // The fallback stands beside what a rule says: it comes when that rejects, or is less sure.
  const scores = new Map<string, number>();
  const fallback = fallbackAction(tracker, config);
  if (fallback !== null) scores.set(fallback, config.core_fallback_threshold);
  if (verdict.action !== undefined) scores.set(verdict.action, certainty);
  const [action, confidence] = [...scores].reduce<[string | null, number]>(surer, [null, 0]);
  return {
    policy: NAME,
    priority: config.priority,
    action,
    confidence,
    scores,
    ...(verdict.kind === 'loop' ? { noUserPrediction: true } : {}),
    ...(verdict.kind === 'text' ? { endToEnd: true } : {}),
    ...(verdict.source !== undefined && model.hidden.has(verdict.source) ? { hideRuleTurn: true } : {}),
    ...(verdict.interrupts ? { events: [{ event: 'loop_interrupted', is_interrupted: true }] } : {}),
  };
}

const surer = (best: [string | null, number], next: [string, number]): [string | null, number] =>
  next[1] > best[1] ? next : best;

/**
 * What to do when no rule applies: the fallback for a message that nothing answers. After an action of the bot it is
 * to listen; Rasa would take an answer back there, and fall back once more, when a rule or story ends without saying so.
 */
function fallbackAction(tracker: Tracker, config: RuleConfig): string | null {
  const { core_fallback_action_name: action, enable_fallback_prediction: enabled } = config;
  if (!enabled) return null;
  const last = tracker.latestAction?.name;
  const unanswered = last === ACTION_LISTEN || last === ACTION_UNLIKELY_INTENT;
  const answered = !unanswered || tracker.events.at(-1)?.event === 'rewind';
  return answered ? ACTION_LISTEN : action;
}
