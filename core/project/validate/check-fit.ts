import { join } from 'node:path';
import { FALLBACK_INTENT } from '../../actions/names.js';
import type { LoadedBot } from '../../bot/load-bot.js';
import { defaultActionNames } from '../../domain/default-actions.js';
import { displayPath } from '../files.js';
import { errorAt, infoAt, type Problem, warningAt } from '../problem.js';
import { toldIn } from './told.js';

/** There is a domain, and what the data asks for is in the config: extractors, RulePolicy, the fallback. */
export function checkFit(bot: LoadedBot): Problem[] {
  return [...checkEmptiness(bot), ...checkPipeline(bot), ...checkRulePolicy(bot), ...checkFallbackAction(bot)];
}

/** Nothing to talk about is no domain to Rasa either (rasa/validator.py, `verify_domain_validity`). */
function checkEmptiness({ project, folder }: LoadedBot): Problem[] {
  const { intents, slots, responses, actions, forms } = project.domain;
  if ([intents, slots, responses, actions, forms].some(({ size }) => size > 0)) return [];
  const file = project.files[0] ?? displayPath(join(folder, 'domain.yml'));
  return [errorAt({ file, line: 1 }, 'DOMAIN_EMPTY')];
}

function checkPipeline({ project, recipe, components }: LoadedBot): Problem[] {
  const { config, data } = project;
  if (!config?.pipeline) return [];
  const place = config.pipeline[0]?.place ?? config.place;
  const known = recipe.pipeline.map(({ name }) => components.find((one) => one.name === name));
  // What a component that is not there would do cannot be known; it is reported by itself.
  if (known.includes(undefined)) return [];
  const marks = data.nlu.examples.some(({ entities }) => entities.length > 0);
  const extracts = known.some((one) => one?.provides.includes('entities'));
  return [...(marks && !extracts ? [warningAt(place, 'CONFIG_ENTITIES_IDLE')] : []), ...checkFallback(project, config)];
}

function checkFallback({ data }: LoadedBot['project'], { pipeline = [] }: { pipeline: Pipeline }): Problem[] {
  const classifier = pipeline.find(({ name }) => name.includes('Fallback'));
  const waiting = toldIn(data).flatMap(({ what, steps }) =>
    steps.flatMap(({ type, place, ...step }) =>
      type === 'user' && 'intent' in step && step.intent === FALLBACK_INTENT ? [{ what, place }] : [],
    ),
  );
  const [first] = waiting;
  if (classifier && !first) return [infoAt(classifier.place, 'FALLBACK_UNANSWERED')];
  return !classifier && first ? [warningAt(first.place, 'FALLBACK_IDLE', { what: first.what })] : [];
}

type Pipeline = NonNullable<LoadedBot['project']['config']>['pipeline'];

function checkRulePolicy({ project, recipe }: LoadedBot): Problem[] {
  const { config, data, domain } = project;
  if (!config?.policies || recipe.policies.some(({ name }) => name === 'RulePolicy')) return [];
  const what = [data.rules.length > 0 ? 'rules' : '', domain.forms.size > 0 ? 'forms' : '']
    .filter(Boolean)
    .join(' and ');
  const place = config.policies[0]?.place ?? config.place;
  return what === '' ? [] : [warningAt(place, 'CONFIG_RULES_IDLE', { what })];
}

/** What RulePolicy falls back to is an action; training would refuse it. */
function checkFallbackAction({ project, actions }: LoadedBot): Problem[] {
  const { config, domain } = project;
  const part = config?.policies?.find(({ name }) => name === 'RulePolicy');
  const action = part?.options.core_fallback_action_name;
  if (!part || typeof action !== 'string' || part.options.enable_fallback_prediction === false) return [];
  const known = [...defaultActionNames, ...actions.map(({ name }) => name)];
  if (known.includes(action) || [domain.actions, domain.responses, domain.forms].some((names) => names.has(action))) {
    return [];
  }
  return [errorAt(part.place, 'RULE_FALLBACK_UNKNOWN', { action })];
}

/** Actions that nothing runs: neither code of the bot nor an action server. */
export function unbackedActions({ project, actions }: LoadedBot, hasServer: boolean): Problem[] {
  if (hasServer) return [];
  const { domain } = project;
  const backed = new Set([...defaultActionNames, ...domain.forms.keys(), ...actions.map(({ name }) => name)]);
  const unbacked = [...domain.actions.values()].filter(({ name }) => !backed.has(name) && !name.startsWith('utter_'));
  const [first] = unbacked;
  const names = unbacked.map(({ name }) => `"${name}"`).join(', ');
  return first ? [warningAt(first.place, 'ACTION_UNBACKED', { actions: names })] : [];
}
