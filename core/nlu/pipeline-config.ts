import { z } from 'zod';
import { ParleyError } from '../errors.js';
import { didYouMean } from '../nearest.js';
import type { Component, MessageField } from './component.js';

/** One entry under `pipeline` in config.yml: the name of a component and its settings. */
export interface PipelineEntry {
  readonly name: string;
  readonly [setting: string]: unknown;
}

/** A component with its settings as its own schema understood them. */
export interface ConfiguredComponent {
  readonly component: Component;
  readonly config: unknown;
}

/**
 * Finds the components that a config names, and parses their settings.
 *
 * @throws ParleyError NLU_COMPONENT_UNKNOWN, NLU_COMPONENT_DUPLICATE, NLU_SETTING_INVALID, NLU_COMPONENT_MISPLACED
 */
export function configurePipeline(
  entries: readonly PipelineEntry[],
  components: readonly Component[],
): readonly ConfiguredComponent[] {
  const byName = new Map<string, Component>();
  for (const component of components) {
    const other = byName.get(component.name);
    if (other && other !== component) throw new ParleyError('NLU_COMPONENT_DUPLICATE', { component: component.name });
    byName.set(component.name, component);
  }
  const pipeline = entries.map((entry) => configure(entry, byName));
  checkOrder(pipeline, components);
  return pipeline;
}

function configure(entry: PipelineEntry, byName: ReadonlyMap<string, Component>): ConfiguredComponent {
  const { name, ...settings } = entry;
  const component = byName.get(name);
  if (!component) {
    const known = [...byName.keys()];
    throw new ParleyError('NLU_COMPONENT_UNKNOWN', {
      component: name,
      nearest: didYouMean(name, known),
      known: known.join(', '),
    });
  }
  const parsed = component.config.safeParse(settings);
  if (parsed.success) return { component, config: parsed.data };
  const known = component.config instanceof z.ZodObject ? Object.keys(component.config.shape) : [];
  const problems = parsed.error.issues.map((issue) => describe(issue, known)).join('; ');
  throw new ParleyError('NLU_SETTING_INVALID', {
    component: name,
    problems,
    known: known.length > 0 ? known.join(', ') : 'none',
  });
}

function describe(issue: z.core.$ZodIssue, known: readonly string[]): string {
  if (issue.code !== 'unrecognized_keys') return `"${issue.path.join('.')}": ${issue.message}`;
  return issue.keys.map((key) => `there is no setting "${key}". ${didYouMean(key, known)}`.trimEnd()).join('; ');
}

/** Each component must find what it reads: made by one before it. */
function checkOrder(pipeline: readonly ConfiguredComponent[], components: readonly Component[]): void {
  const made = new Set<MessageField>();
  for (const [at, { component }] of pipeline.entries()) {
    for (const field of component.requires) {
      if (made.has(field)) continue;
      throw new ParleyError('NLU_COMPONENT_MISPLACED', {
        index: at + 1,
        component: component.name,
        field,
        hint: hint(component, field, pipeline.slice(at + 1), components),
      });
    }
    for (const field of component.provides) made.add(field);
  }
}

function hint(
  reader: Component,
  field: MessageField,
  later: readonly ConfiguredComponent[],
  components: readonly Component[],
): string {
  const misplaced = later.find(({ component }) => component.provides.includes(field));
  if (misplaced) return `Move "${misplaced.component.name}" before "${reader.name}".`;
  const makers = components.filter((component) => component.provides.includes(field)).map(({ name }) => `"${name}"`);
  if (makers.length === 0) return `Add a component that makes ${field} to bot.ts.`;
  return `Put ${makers.join(' or ')} before "${reader.name}".`;
}
