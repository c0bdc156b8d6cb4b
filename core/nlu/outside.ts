import type { Component } from './component.js';
import type { PipelineEntry } from './pipeline-config.js';

/**
 * What a pipeline is made with beside the project's files, by the place of the component that names it. What cannot be
 * found counts as nothing: training says what is wrong with it.
 */
export function outsideOf(entries: readonly PipelineEntry[], components: readonly Component[]): readonly string[] {
  return entries.flatMap(({ name, ...settings }, at) => {
    const component = components.find((one) => one.name === name);
    const config = component?.outside ? component.config.safeParse(settings) : undefined;
    if (!component?.outside || !config?.success) return [];
    try {
      return [`${at}: ${component.outside(config.data)}`];
    } catch {
      return [`${at}: missing`];
    }
  });
}
