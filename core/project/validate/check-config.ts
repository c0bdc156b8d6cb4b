import type { LoadedBot } from '../../bot/load-bot.js';
import { ParleyError } from '../../errors.js';
import { checkConfig } from '../../kernel/plugin-config.js';
import { didYouMean } from '../../nearest.js';
import type { Component } from '../../nlu/component.js';
import { configurePipeline } from '../../nlu/pipeline-config.js';
import { rasaPolicyNames, translateRasaPolicies } from '../../policies/rasa-names.js';
import type { BotConfig, ConfigPart } from '../bot-config.js';
import { errorAt, infoAt, type Problem, warningAt } from '../problem.js';
import { settingsOf } from './settings-of.js';

/** config.yml names components and policies that exist, in an order that works, with settings that they have. */
export function checkBotConfig(bot: LoadedBot): Problem[] {
  const { config } = bot.project;
  if (!config) return [];
  return [
    ...checkPipeline(bot),
    ...(config.policies ?? []).flatMap((part) => checkPolicy(bot, part)),
    ...checkPriorities(bot, config),
  ];
}

/** The same of the components alone, which training looks at before it begins. */
export function checkPipeline(bot: LoadedBot): Problem[] {
  const { config } = bot.project;
  if (!config?.pipeline) return [];
  const components = config.pipeline.flatMap((part) => checkComponent(bot, part));
  const broken = components.some(({ severity }) => severity === 'error');
  return broken ? components : [...components, ...checkOrder(bot, config)];
}

function checkComponent({ components, presets, folder, recipe }: LoadedBot, part: ConfigPart): Problem[] {
  const surroundings = { components, folder, language: recipe.language };
  const { entries, notes, warnings } = presets.translatePipeline([{ ...part.options, name: part.name }], surroundings);
  const problems: Problem[] = [
    ...notes.map((note) => infoAt(part.place, 'CONFIG_NOTE', { note })),
    ...warnings.map((warning) => warningAt(part.place, 'CONFIG_PART_IDLE', { warning })),
  ];
  for (const { name, ...settings } of entries) {
    const component = components.find((one) => one.name === name);
    const known = components.map((one) => one.name);
    if (!component && name.includes('.')) {
      problems.push(warningAt(part.place, 'CONFIG_CLASS_FOREIGN', { name }));
    } else if (!component) {
      const hint = didYouMean(name, [...known, ...presets.foreignComponents]);
      problems.push(
        errorAt(part.place, 'CONFIG_COMPONENT_UNKNOWN', { component: name, hint, known: known.join(', ') }),
      );
    } else {
      const mistakes = checkSettings(part, component.config, settings);
      problems.push(...(mistakes.length > 0 ? mistakes : checkOutside(part, component, settings)));
    }
  }
  return problems;
}

/** What the settings name outside of the project is there. */
function checkOutside({ place }: ConfigPart, component: Component, settings: object): Problem[] {
  try {
    component.outside?.(component.config.parse(settings));
    return [];
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    const { code, message, remedy } = error;
    return [{ severity: 'error', code, message, remedy, place }];
  }
}

function checkSettings(
  { name, place }: ConfigPart,
  schema: LoadedBot['components'][number]['config'],
  settings: object,
) {
  const { problems } = checkConfig(schema, settings);
  if (problems.length === 0) return [];
  return [errorAt(place, 'CONFIG_SETTING', { name, problems: problems.join('; '), known: settingsOf(schema) })];
}

/** Each component finds what it reads; there is one tokenizer. */
function checkOrder({ recipe, components }: LoadedBot, { pipeline = [], place }: BotConfig): Problem[] {
  const tokenizers = recipe.pipeline.filter(({ name }) =>
    components.some((one) => one.name === name && one.provides.includes('tokens') && one.requires.length === 0),
  );
  const [first, second] = tokenizers;
  const at = pipeline[0]?.place ?? place;
  const twice =
    first && second ? [errorAt(at, 'CONFIG_COMPONENT_TWICE', { component: first.name, other: second.name })] : [];
  try {
    configurePipeline(recipe.pipeline, components);
    return twice;
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    const { code, message, remedy } = error;
    return [...twice, { severity: 'error', code, message, remedy, place: at }];
  }
}

/** Policies of Rasa 1 and 2 that RulePolicy has taken the place of (rasa.com/docs/rasa/migration-guide). */
const replaced = ['FallbackPolicy', 'FormPolicy', 'MappingPolicy', 'TwoStageFallbackPolicy'];

function checkPolicy({ policies }: LoadedBot, part: ConfigPart): Problem[] {
  const { name: written, options, place } = part;
  const short = written.split('.').at(-1) ?? written;
  const { entries, notes } = translateRasaPolicies([{ ...options, name: short }], policies);
  const problems = notes.map((note) => infoAt(place, 'CONFIG_NOTE', { note }));
  for (const { name, ...settings } of entries) {
    const policy = policies.find((one) => one.name === name);
    if (policy) problems.push(...checkSettings(part, policy.config, settings));
    else if (written.includes('.') && !written.startsWith('rasa.')) {
      problems.push(warningAt(place, 'CONFIG_CLASS_FOREIGN', { name: written }));
    } else problems.push(unknownPolicy(part, short, policies));
  }
  return problems;
}

function unknownPolicy({ name: policy, place }: ConfigPart, short: string, policies: LoadedBot['policies']): Problem {
  const known = policies.map(({ name }) => name);
  const hint = replaced.includes(short)
    ? 'Rasa 3 has RulePolicy in its place.'
    : didYouMean(short, [...known, ...rasaPolicyNames(policies)]);
  return errorAt(place, 'CONFIG_POLICY_UNKNOWN', { policy, hint, known: known.join(', ') });
}

/** As Rasa's recipe warns (rasa/engine/validation.py, `_validate_policy_priorities`). */
function checkPriorities({ policies }: LoadedBot, config: BotConfig): Problem[] {
  const seen = new Map<number, string>();
  return (config.policies ?? []).flatMap(({ name, options, place }) => {
    const own = policies.find((one) => one.name === name)?.priority;
    const priority = typeof options.priority === 'number' ? options.priority : own;
    if (priority === undefined) return [];
    const other = seen.get(priority);
    if (other === undefined) seen.set(priority, name);
    return other === undefined || other === name
      ? []
      : [warningAt(place, 'CONFIG_POLICY_PRIORITY', { policy: name, other, priority })];
  });
}
