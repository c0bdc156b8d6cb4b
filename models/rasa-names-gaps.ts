import type { Component, MessageField, PipelineEntry } from '../core/index.js';
import type { Translation } from './rasa-names-translate.js';

/** What a class that is not known may write into a message. */
const everything: readonly MessageField[] = ['tokens', 'features', 'intent', 'entities', 'response_selector'];

/** What makes a field where nothing else does. */
const standIns: Partial<Record<MessageField, string>> = { tokens: 'WhitespaceTokenizer', features: 'NgramFeatures' };

/**
 * Mends pipelines that are complete in Rasa and would not be here, because a class in Python or a pretrained model is
 * missing: words and features come from Parley's own components, and what only works on what nobody finds is left out.
 * A pipeline that Rasa refuses, too, stays as it is and is refused.
 */
export function fillGaps(
  translations: readonly Translation[],
  components: readonly Component[],
): { readonly entries: readonly PipelineEntry[]; readonly warnings: readonly string[] } {
  const entries: PipelineEntry[] = [];
  const warnings: string[] = [];
  const made = new Set<MessageField>();
  const madeInRasa = new Set<MessageField>();
  const componentOf = (name: string) => components.find((component) => component.name === name);

  /** The field that keeps a component from working, once what can be put before it has been. */
  function lackOf(component: Component): MessageField | undefined {
    for (const field of component.requires) {
      if (made.has(field) || !madeInRasa.has(field)) continue;
      const standIn = componentOf(standIns[field] ?? '');
      if (!standIn) return field;
      lackOf(standIn);
      add({ name: standIn.name });
    }
    return undefined;
  }

  function add(entry: PipelineEntry): void {
    entries.push(entry);
    for (const field of componentOf(entry.name)?.provides ?? []) {
      made.add(field);
      madeInRasa.add(field);
    }
  }

  for (const { entry, rasa, name, entries: own } of translations) {
    for (const one of own) {
      const component = componentOf(one.name);
      const lack = component && lackOf(component);
      if (lack === undefined) add(one);
      else
        warnings.push(
          `${name}: nothing before it finds ${lack === 'intent' ? 'intents' : lack} here, so it is left out.`,
        );
    }
    for (const field of rasa?.makes ?? (isForeign(entry, componentOf) ? everything : [])) madeInRasa.add(field);
  }
  return { entries, warnings };
}

/** A class of the project in Python may make anything. */
const isForeign = ({ name }: PipelineEntry, componentOf: (name: string) => Component | undefined): boolean =>
  name.includes('.') && componentOf(name) === undefined;
