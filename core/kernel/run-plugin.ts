import { ParleyError } from '../errors.js';
import type { HookBus } from './hook-bus.js';
import type { Logger } from './logger.js';
import type { Dispose, Plugin, PluginContext } from './plugin.js';
import { openScope, type Scope, within } from './scope.js';

/** How long `setup`, and each clean-up, may take unless the plugin says otherwise, in ms. */
const defaultTimeoutMs = 30_000;

/** The services that are there now, with the plugin that provides each. */
export type ServiceTable = Map<string, { readonly owner: string; readonly value: unknown }>;

/** What plugins run in. */
export interface Surroundings {
  readonly services: ServiceTable;
  readonly hooks: HookBus;
  readonly log: Logger;
}

/** A plugin that runs. */
export interface RunningPlugin {
  readonly plugin: Plugin;
  /** Aborts the signal of the plugin, then undoes all it registered. */
  stop(): Promise<void>;
}

/**
 * Sets a plugin up. When setup fails or takes too long, what it had begun is undone before this rejects.
 *
 * @throws ParleyError PLUGIN_SETUP_FAILED, PLUGIN_SETUP_TIMEOUT
 */
export async function runPlugin(plugin: Plugin, config: unknown, around: Surroundings): Promise<RunningPlugin> {
  const log = around.log.child({ plugin: plugin.name });
  const scope = openScope(plugin.name, log, defaultTimeoutMs);
  const abort = new AbortController();
  const phase = { settingUp: true };
  const stop = async () => {
    phase.settingUp = false;
    abort.abort();
    await scope.close();
  };
  try {
    await setUp(plugin, contextOf(plugin, around, { scope, log, signal: abort.signal, phase }), config);
    phase.settingUp = false;
    for (const service of plugin.provides ?? []) {
      if (around.services.get(service)?.owner === plugin.name) continue;
      throw new ParleyError('PLUGIN_SERVICE_UNKEPT', { plugin: plugin.name, service });
    }
  } catch (error) {
    await stop();
    throw named(plugin, error);
  }
  return { plugin, stop };
}

async function setUp(plugin: Plugin, context: PluginContext, config: unknown): Promise<void> {
  const ms = plugin.setupTimeoutMs ?? defaultTimeoutMs;
  const inTime = await within(ms, plugin.setup(context, config));
  if (!inTime) throw new ParleyError('PLUGIN_SETUP_TIMEOUT', { plugin: plugin.name, ms }, { owner: plugin.name });
}

interface Inside {
  readonly scope: Scope;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly phase: { readonly settingUp: boolean };
}

function contextOf(plugin: Plugin, around: Surroundings, { scope, log, signal, phase }: Inside): PluginContext {
  const refuseLate = (call: string) => {
    if (scope.closed) throw new ParleyError('PLUGIN_STOPPED', { plugin: plugin.name, call }, { owner: plugin.name });
    if (!phase.settingUp) throw new ParleyError('PLUGIN_LATE', { plugin: plugin.name, call }, { owner: plugin.name });
  };
  const needed = (plugin.needs ?? []).map((name) => [name, around.services.get(name)?.value]);

  return Object.freeze({
    services: Object.freeze(Object.fromEntries(needed)),
    provide(name: string, value: unknown) {
      refuseLate(`provide("${name}")`);
      const declared: readonly string[] = plugin.provides ?? [];
      if (!declared.includes(name)) {
        throw new ParleyError('PLUGIN_SERVICE_UNDECLARED', { plugin: plugin.name, service: name });
      }
      const first = around.services.get(name)?.owner;
      if (first !== undefined) {
        throw new ParleyError('PLUGIN_SERVICE_TAKEN', { first, second: plugin.name, service: name });
      }
      around.services.set(name, { owner: plugin.name, value });
      scope.add(() => void around.services.delete(name));
    },
    on: ((hook, handler) => {
      refuseLate(`on("${hook}")`);
      scope.add(around.hooks.on(plugin.name, hook, handler));
    }) satisfies PluginContext['on'],
    effect: (start: () => Dispose | Promise<Dispose>) => runEffect(plugin.name, scope, start),
    signal,
    log,
  });
}

/** An effect may begin as long as the plugin runs; one that is ready only after the plugin stopped is undone at once. */
async function runEffect(plugin: string, scope: Scope, start: () => Dispose | Promise<Dispose>): Promise<void> {
  if (scope.closed) throw new ParleyError('PLUGIN_STOPPED', { plugin, call: 'effect' }, { owner: plugin });
  const dispose = await start();
  if (scope.closed) await dispose();
  else scope.add(dispose);
}

function named(plugin: Plugin, error: unknown): ParleyError {
  if (error instanceof ParleyError && error.owner === plugin.name) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const remedy = error instanceof ParleyError ? error.remedy : 'The cause of this error says where it comes from.';
  return new ParleyError(
    'PLUGIN_SETUP_FAILED',
    { plugin: plugin.name, reason, remedy },
    { owner: plugin.name, cause: error, place: error instanceof ParleyError ? error.place : undefined },
  );
}
