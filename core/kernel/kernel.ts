import { ParleyError } from '../errors.js';
import { didYouMean } from '../nearest.js';
import { createHookBus, type HookBus } from './hook-bus.js';
import type { Logger } from './logger.js';
import { dependantsOf, providerOf, startOrder } from './order.js';
import type { Plugin, Services } from './plugin.js';
import { parseConfig } from './plugin-config.js';
import { type RunningPlugin, runPlugin, type ServiceTable } from './run-plugin.js';
import { createSerial } from './serial.js';

/** What a kernel is made with. */
export interface KernelOptions {
  readonly log: Logger;
  /** A bus made before the kernel, when others emit on it too. */
  readonly hooks?: HookBus;
}

/** Loads, starts, reloads and stops plugins. */
export interface Kernel {
  /** Adds a plugin; if the kernel runs, the plugin is started at once. Its config is parsed here. */
  load(plugin: Plugin, config?: unknown): Promise<void>;
  /** Starts all plugins in the order of their needs; when one fails, those before it are stopped again. */
  start(): Promise<void>;
  /** Restarts a plugin and everything that needs it, with its old config unless a new one is given. */
  reload(name: string, config?: unknown): Promise<void>;
  /** Stops and forgets a plugin that nothing needs. */
  unload(name: string): Promise<void>;
  /** Stops all plugins, last started first. */
  stop(): Promise<void>;
  /** All services that are there now, frozen. */
  readonly services: Readonly<Services>;
  readonly emit: HookBus['emit'];
  /** What is loaded, what runs, and who registered what. */
  inspect(): KernelReport;
}

/** What a kernel tells of itself. */
interface KernelReport {
  readonly plugins: readonly { readonly name: string; readonly state: 'loaded' | 'running' }[];
  /** Service name to the plugin that provides it. */
  readonly services: Readonly<Record<string, string>>;
  /** Hook name to the plugins that listen. */
  readonly hooks: Readonly<Record<string, readonly string[]>>;
}

interface Entry {
  readonly plugin: Plugin;
  config: unknown;
}

/** Makes a kernel with nothing loaded. */
export function createKernel({ log, hooks = createHookBus(log) }: KernelOptions): Kernel {
  const entries = new Map<string, Entry>();
  const former = new Map<string, Plugin>();
  const services: ServiceTable = new Map();
  const running: RunningPlugin[] = [];
  const serial = createSerial();
  let started = false;
  let starting: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  const plugins = () => [...entries.values()].map((entry) => entry.plugin);
  const isRunning = (plugin: Plugin) => running.some((one) => one.plugin === plugin);

  function entryOf(name: string): Entry {
    const entry = entries.get(name);
    if (entry) return entry;
    const loaded = [...entries.keys()];
    const parameters = { plugin: name, nearest: didYouMean(name, loaded), loaded: loaded.join(', ') || 'none' };
    throw new ParleyError('PLUGIN_UNKNOWN', parameters);
  }

  /** Starts the given plugins and whatever they need, unless it runs; when one fails, those started here stop again. */
  async function startAll(wanted: readonly Plugin[]): Promise<void> {
    const order = startOrder(plugins(), [...plugins(), ...former.values()]);
    const isWanted = (plugin: Plugin) =>
      wanted.includes(plugin) || dependantsOf(plugin, plugins()).some((dependant) => wanted.includes(dependant));
    const due = order.filter((plugin) => !isRunning(plugin) && isWanted(plugin));
    const before = running.length;
    try {
      for (const plugin of due) {
        running.push(await runPlugin(plugin, entryOf(plugin.name).config, { services, hooks, log }));
      }
    } catch (error) {
      await stopAll(running.slice(before).map((one) => one.plugin));
      throw error;
    }
  }

  async function stopAll(wanted: readonly Plugin[]): Promise<void> {
    for (let index = running.length - 1; index >= 0; index--) {
      const one = running[index];
      if (one === undefined || !wanted.includes(one.plugin)) continue;
      running.splice(index, 1);
      await one.stop();
    }
  }

  function add(plugin: Plugin, config: unknown): void {
    if (entries.has(plugin.name)) throw new ParleyError('PLUGIN_DUPLICATE', { plugin: plugin.name });
    for (const service of plugin.provides ?? []) {
      const first = providerOf(service, plugins());
      if (first) throw new ParleyError('PLUGIN_SERVICE_TAKEN', { first: first.name, second: plugin.name, service });
    }
    entries.set(plugin.name, { plugin, config: parseConfig(plugin.name, plugin.config, config) });
    former.delete(plugin.name);
  }

  async function load(plugin: Plugin, config: unknown): Promise<void> {
    add(plugin, config);
    if (!started) return;
    try {
      await startAll([plugin]);
    } catch (error) {
      entries.delete(plugin.name);
      throw error;
    }
  }

  async function reload(name: string, config: unknown): Promise<void> {
    const entry = entryOf(name);
    if (config !== undefined) entry.config = parseConfig(name, entry.plugin.config, config);
    const affected = [entry.plugin, ...dependantsOf(entry.plugin, plugins())];
    await stopAll(affected);
    if (started) await startAll(affected);
  }

  async function unload(name: string): Promise<void> {
    const { plugin } = entryOf(name);
    const dependants = dependantsOf(plugin, plugins()).map((one) => `"${one.name}"`);
    if (dependants.length > 0) {
      throw new ParleyError('PLUGIN_NEEDED', { plugin: name, dependants: dependants.join(', ') });
    }
    await stopAll([plugin]);
    entries.delete(name);
    former.set(name, plugin);
  }

  return {
    load: (plugin, config) => serial(() => load(plugin, config)),
    start() {
      starting ??= serial(async () => {
        await startAll(plugins());
        started = true;
      }).finally(() => {
        starting = undefined;
      });
      return starting;
    },
    reload: (name, config) => serial(() => reload(name, config)),
    unload: (name) => serial(() => unload(name)),
    stop() {
      stopping ??= serial(async () => {
        started = false;
        await stopAll(plugins());
      }).finally(() => {
        stopping = undefined;
      });
      return stopping;
    },
    get services() {
      const there: unknown = Object.fromEntries([...services].map(([name, { value }]) => [name, value]));
      return Object.freeze(there as Services);
    },
    emit: hooks.emit,
    inspect: () => ({
      plugins: plugins().map((plugin) => ({ name: plugin.name, state: isRunning(plugin) ? 'running' : 'loaded' })),
      services: Object.fromEntries([...services].map(([name, { owner }]) => [name, owner])),
      hooks: hooks.listeners(),
    }),
  };
}
