import type { DataSource } from 'typeorm';
import { createHolders, type Holders } from '../identity/holders.js';
import { createIdentity, type Identity } from '../identity/identity.js';
import { createKernel, type Kernel } from '../kernel/kernel.js';
import type { Logger } from '../kernel/logger.js';
import { definePlugin, type Plugin } from '../kernel/plugin.js';
import type { Configured } from '../pack.js';
import type { LoadedBot } from './load-bot.js';
import './services.js';

/** The plugins of a bot, running, and what the core gives them to build on. */
export interface RunningPlugins {
  readonly kernel: Kernel;
  readonly identity: Identity;
  readonly holders: Holders;
  /** Calls this whenever one conversation goes on in another. */
  whenLinked(listener: (from: string, to: string) => void): void;
}

/** Starts the plugins of a bot and its packs; they stop with the kernel. */
export async function startPlugins(options: {
  readonly bot: LoadedBot;
  readonly database: DataSource;
  readonly log: Logger;
  readonly clock: () => Date;
}): Promise<RunningPlugins> {
  const { bot, database, log, clock } = options;
  const kernel = createKernel({ log });
  const holders = createHolders();
  const listeners: ((from: string, to: string) => void)[] = [];
  const onLinked = (from: string, to: string) => {
    for (const listener of listeners) listener(from, to);
  };
  const identity = createIdentity({ database, clock, onLinked });
  await kernel.load(ground({ database, clock, identity, erasure: { holds: holders.holds } }));
  for (const { use, config } of pluginsOf(bot)) await kernel.load(use, config);
  await kernel.start();
  return { kernel, identity, holders, whenLinked: (listener) => void listeners.push(listener) };
}

/** What every plugin can build on. */
function ground(services: {
  database: DataSource;
  clock: () => Date;
  identity: Identity;
  erasure: Pick<Holders, 'holds'>;
}): Plugin {
  return definePlugin({
    name: 'parley',
    provides: ['database', 'clock', 'identity', 'erasure'],
    setup: ({ provide }) => {
      provide('database', services.database);
      provide('clock', services.clock);
      provide('identity', services.identity);
      provide('erasure', services.erasure);
    },
  });
}

function pluginsOf({ definition }: LoadedBot): Configured<Plugin>[] {
  const fromPacks = (definition.packs ?? []).flatMap((pack) => (pack.plugins ?? []).map((use) => ({ use })));
  return [...fromPacks, ...(definition.plugins ?? [])];
}
