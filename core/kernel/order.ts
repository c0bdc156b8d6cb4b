import { ParleyError } from '../errors.js';
import type { Plugin } from './plugin.js';

/** The plugin that lists a service in its `provides`, if any. */
export function providerOf(service: string, plugins: readonly Plugin[]): Plugin | undefined {
  return plugins.find((plugin) => (plugin.provides as readonly string[] | undefined)?.includes(service));
}

/**
 * The plugins in the order of their needs: whoever provides comes before whoever needs, otherwise as they were loaded.
 *
 * @throws ParleyError PLUGIN_CYCLE, PLUGIN_SERVICE_MISSING
 */
export function startOrder(plugins: readonly Plugin[], known: readonly Plugin[] = plugins): Plugin[] {
  const ordered = new Set<Plugin>();

  function visit(plugin: Plugin, path: readonly Plugin[]): void {
    if (ordered.has(plugin)) return;
    const circle = path.indexOf(plugin);
    if (circle >= 0) throw cycle([...path.slice(circle), plugin]);
    for (const service of needsOf(plugin)) {
      const provider = providerOf(service, plugins);
      if (provider === undefined) throw missing(plugin, service, plugins, known);
      visit(provider, [...path, plugin]);
    }
    ordered.add(plugin);
  }

  for (const plugin of plugins) visit(plugin, []);
  return [...ordered];
}

/** Everything that needs a plugin, directly or through others, in the order given. */
export function dependantsOf(plugin: Plugin, plugins: readonly Plugin[]): Plugin[] {
  const reached = new Set<Plugin>([plugin]);
  const grow = () => {
    for (const candidate of plugins) {
      const provider = needsOf(candidate).map((service) => providerOf(service, plugins));
      if (provider.some((needed) => needed !== undefined && reached.has(needed))) reached.add(candidate);
    }
  };
  for (let before = 0; before !== reached.size; ) {
    before = reached.size;
    grow();
  }
  reached.delete(plugin);
  return plugins.filter((candidate) => reached.has(candidate));
}

const needsOf = (plugin: Plugin): readonly string[] => plugin.needs ?? [];

function cycle(path: readonly Plugin[]): ParleyError {
  const names = path.map((plugin) => plugin.name);
  return new ParleyError('PLUGIN_CYCLE', { circle: names.join(' -> ') }, { owner: names[0] ?? '' });
}

/** `known` also holds plugins that were loaded once, so that the one to bring back can be named. */
function missing(plugin: Plugin, service: string, plugins: readonly Plugin[], known: readonly Plugin[]): ParleyError {
  const former = providerOf(service, known);
  const there = plugins.flatMap((other) => other.provides ?? []);
  const provider = former
    ? `Plugin "${former.name}" could provide it, but is not loaded.`
    : `No loaded plugin provides it; there is: ${there.join(', ') || 'none'}.`;
  return new ParleyError('PLUGIN_SERVICE_MISSING', { plugin: plugin.name, service, provider }, { owner: plugin.name });
}
