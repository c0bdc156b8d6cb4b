import type { Action } from './actions/action.js';
import type { Channel } from './channel.js';
import type { Plugin } from './kernel/plugin.js';
import type { Component } from './nlu/component.js';
import type { Policy } from './policies/policy.js';
import type { Tables } from './store/tables.js';

/** A domain pack: a folder of Rasa YAML and what goes with it in TypeScript. */
export interface Pack {
  readonly name: string;
  /** The folder that holds `domain.yml` or `domain/`, `data/`, `tests/` and, if it likes, `site/`. */
  readonly folder: string;
  readonly actions?: readonly Action[];
  /** The pack's own tables, and how they came to be. */
  readonly tables?: Tables;
  /** Services and hooks of the pack. */
  readonly plugins?: readonly Plugin[];
}

/** A channel or plugin with its settings. */
export interface Configured<Thing> {
  readonly use: Thing;
  readonly config?: unknown;
}

/** A bot: packs, and what they are run with. `parley` adds the built-in components and channels. */
export interface BotDefinition {
  readonly packs?: readonly Pack[];
  readonly actions?: readonly Action[];
  readonly channels?: readonly Configured<Channel>[];
  readonly plugins?: readonly Configured<Plugin>[];
  readonly components?: readonly Component[];
  readonly policies?: readonly Policy[];
}

/** Declares a pack. */
export const definePack = (pack: Pack): Pack => pack;

/**
 * Declares a bot, as the default export of `bot.ts`.
 *
 * @example export default defineBot({ packs: [tattooStudio], channels: [{ use: telegram }] });
 */
export const defineBot = (bot: BotDefinition): BotDefinition => bot;
