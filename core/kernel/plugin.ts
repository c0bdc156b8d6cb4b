import type { z } from 'zod';
import type { HookHandler, HookName } from './hooks.js';
import type { Logger } from './logger.js';

/**
 * The services of a running bot, by name. A plugin or pack adds its own:
 *
 * @example declare module 'parley' { interface Services { studio: Studio } }
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Services {}

/** The name of a service. */
export type ServiceName = keyof Services & string;

/** What a plugin works with; everything done through it is undone when the plugin stops, last first. */
export interface PluginContext<Needs extends ServiceName = ServiceName> {
  /** Just the services that the plugin `needs`, frozen. */
  readonly services: Readonly<Pick<Services, Needs>>;
  /** Makes a service for others. */
  provide<Name extends ServiceName>(name: Name, value: Services[Name]): void;
  /** Listens to a step of the runtime; a handler that fails is logged and breaks nothing. */
  on<Name extends HookName>(hook: Name, handler: HookHandler<Name>): void;
  /** Starts something that has to be stopped: `start` returns the way to stop it. */
  effect(start: () => Dispose | Promise<Dispose>): Promise<void>;
  /** Aborted first when the plugin stops. */
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** Undoes what an effect started. */
export type Dispose = () => void | Promise<void>;

/** A plugin: a plain object made by `definePlugin`. */
export interface Plugin<Config = unknown, Needs extends ServiceName = ServiceName> {
  readonly name: string;
  /** Services that must be there before this plugin starts. */
  readonly needs?: readonly Needs[];
  /** Services that this plugin provides, so that the order of starting can be found. */
  readonly provides?: readonly ServiceName[];
  /** What the plugin's settings may be; unknown keys are refused. */
  readonly config?: z.ZodType<Config>;
  /** How long `setup` may take, in ms; default 30,000. */
  readonly setupTimeoutMs?: number;
  setup(context: PluginContext<Needs>, config: Config): void | Promise<void>;
}

/** Declares a plugin; the types of its config and services follow from the definition. */
export function definePlugin<Config, Needs extends ServiceName = never>(plugin: Plugin<Config, Needs>): Plugin {
  return plugin as unknown as Plugin;
}
