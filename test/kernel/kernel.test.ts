import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createKernel } from '../../core/kernel/kernel.js';
import { definePlugin, type Plugin } from '../../core/kernel/plugin.js';
import { listeningLog } from '../kit/log.js';
import { gate } from './gate.js';

declare module 'parley' {
  interface Services {
    testClock: { readonly now: () => number };
    testDiary: { readonly write: (line: string) => void };
  }
}

/** A plugin that writes into `diary` when it starts and stops. */
function witness(name: string, diary: string[], shape: Partial<Plugin> = {}): Plugin {
  return {
    name,
    ...shape,
    async setup(context, config) {
      await context.effect(() => {
        diary.push(`+${name}`);
        return () => void diary.push(`-${name}`);
      });
      for (const service of shape.provides ?? []) context.provide(service, Object(service));
      await shape.setup?.(context, config);
    },
  };
}

const clock = (diary: string[] = []) => witness('clock', diary, { provides: ['testClock'] });

afterEach(() => vi.useRealTimers());

describe('a kernel', () => {
  it('starts plugins in the order of their needs and stops them in reverse', async () => {
    const diary: string[] = [];
    const kernel = createKernel({ log: listeningLog() });
    await kernel.load(witness('reader', diary, { needs: ['testDiary'] }));
    await kernel.load(witness('diary', diary, { needs: ['testClock'], provides: ['testDiary'] }));
    await kernel.load(clock(diary));
    await kernel.start();
    await kernel.stop();
    expect(diary).toEqual(['+clock', '+diary', '+reader', '-reader', '-diary', '-clock']);
  });

  it('hands a plugin just the services it needs, frozen', async () => {
    const seen: object[] = [];
    const kernel = createKernel({ log: listeningLog() });
    await kernel.load(clock());
    await kernel.load(witness('diary', [], { provides: ['testDiary'] }));
    await kernel.load(
      definePlugin({
        name: 'reader',
        needs: ['testClock'],
        setup: ({ services }) => void seen.push(services),
      }),
    );
    await kernel.start();
    expect(seen.map((services) => Object.keys(services))).toEqual([['testClock']]);
    expect(seen.every(Object.isFrozen)).toBe(true);
  });

  it('is as it was before when a plugin has been loaded and unloaded', async () => {
    const kernel = createKernel({ log: listeningLog() });
    await kernel.load(clock());
    await kernel.start();
    const before = kernel.inspect();
    const servicesBefore = kernel.services;
    await kernel.load(
      witness('diary', [], {
        needs: ['testClock'],
        provides: ['testDiary'],
        setup: ({ on }) => {
          on('parsed', () => undefined);
          on('message', () => undefined);
        },
      }),
    );
    expect(kernel.inspect().hooks).toEqual({ parsed: ['diary'], message: ['diary'] });
    await kernel.unload('diary');
    expect(kernel.inspect()).toEqual(before);
    expect(kernel.services).toEqual(servicesBefore);
  });

  it('aborts the signal before it undoes anything, and goes on when a clean-up fails', async () => {
    const diary: string[] = [];
    const log = listeningLog();
    const kernel = createKernel({ log });
    await kernel.load(
      definePlugin({
        name: 'careless',
        async setup({ effect, signal }) {
          signal.addEventListener('abort', () => diary.push('aborted'));
          await effect(() => () => void diary.push('first'));
          await effect(() => () => {
            throw new Error('the door is stuck');
          });
          await effect(() => () => Promise.resolve().then(() => void diary.push('last')));
        },
      }),
    );
    await kernel.start();
    await kernel.stop();
    expect(diary).toEqual(['aborted', 'last', 'first']);
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', plugin: 'careless' }));
  });

  it('restarts the dependants of a plugin that is reloaded, with its new config', async () => {
    const diary: string[] = [];
    const kernel = createKernel({ log: listeningLog() });
    await kernel.load(
      {
        ...clock(diary),
        config: z.object({ zone: z.string() }),
        setup: async (context, config) => {
          diary.push(JSON.stringify(config));
          await clock(diary).setup(context, config);
        },
      },
      { zone: 'UTC' },
    );
    await kernel.load(witness('diary', diary, { needs: ['testClock'], provides: ['testDiary'] }));
    await kernel.load(witness('reader', diary, { needs: ['testDiary'] }));
    await kernel.load(witness('stranger', diary));
    await kernel.start();
    diary.length = 0;
    await kernel.reload('clock', { zone: 'CET' });
    expect(diary).toEqual(['-reader', '-diary', '-clock', '{"zone":"CET"}', '+clock', '+diary', '+reader']);
  });

  it('undoes what a failing setup had begun, stops the others, and names the plugin', async () => {
    const diary: string[] = [];
    const kernel = createKernel({ log: listeningLog() });
    await kernel.load(clock(diary));
    const setup = () => Promise.reject(new Error('no ink'));
    await kernel.load(witness('printer', diary, { needs: ['testClock'], setup }));
    await expect(kernel.start()).rejects.toMatchObject({
      code: 'PLUGIN_SETUP_FAILED',
      owner: 'printer',
      message: 'Plugin "printer" could not start: no ink',
    });
    expect(diary).toEqual(['+clock', '+printer', '-printer', '-clock']);
    expect(kernel.inspect().services).toEqual({});
  });

  it('can be mended by another reload when a reload failed, dependants and all', async () => {
    const diary: string[] = [];
    const kernel = createKernel({ log: listeningLog() });
    const config = z.object({ broken: z.boolean().default(false) });
    const setup = (_: unknown, settings: unknown) => {
      if (config.parse(settings).broken) throw new Error('broken');
    };
    await kernel.load(witness('clock', diary, { provides: ['testClock'], config, setup }));
    await kernel.load(witness('diary', diary, { needs: ['testClock'], provides: ['testDiary'] }));
    await kernel.start();
    await expect(kernel.reload('clock', { broken: true })).rejects.toMatchObject({ code: 'PLUGIN_SETUP_FAILED' });
    expect(kernel.inspect().services).toEqual({});
    await kernel.reload('clock', { broken: false });
    expect(kernel.inspect().services).toEqual({ testClock: 'clock', testDiary: 'diary' });
  });

  it('forgets a plugin that could not start when it was loaded into a running kernel', async () => {
    const kernel = createKernel({ log: listeningLog() });
    await kernel.start();
    const setup = () => Promise.reject(new Error('not today'));
    await expect(kernel.load({ name: 'moody', setup })).rejects.toMatchObject({ code: 'PLUGIN_SETUP_FAILED' });
    expect(kernel.inspect().plugins).toEqual([]);
  });

  it('gives up on a setup that takes too long, and refuses what it does later', async () => {
    vi.useFakeTimers();
    const late: unknown[] = [];
    const kernel = createKernel({ log: listeningLog() });
    await kernel.load(
      definePlugin({
        name: 'sleepy',
        setupTimeoutMs: 5_000,
        async setup({ on, signal }) {
          await new Promise((resolve) => setTimeout(resolve, 6_000));
          late.push(signal.aborted);
          try {
            on('parsed', () => undefined);
          } catch (error) {
            late.push(error);
          }
        },
      }),
    );
    const start = kernel.start();
    const refused = expect(start).rejects.toMatchObject({
      code: 'PLUGIN_SETUP_TIMEOUT',
      message: 'Plugin "sleepy" had not started after 5000 ms.',
    });
    await vi.advanceTimersByTimeAsync(6_000);
    await refused;
    expect(late).toEqual([true, expect.objectContaining({ code: 'PLUGIN_STOPPED' })]);
  });

  it('goes on without a clean-up that hangs', async () => {
    vi.useFakeTimers();
    const log = listeningLog();
    const kernel = createKernel({ log });
    await kernel.load({ name: 'stuck', setup: ({ effect }) => effect(() => () => new Promise(() => undefined)) });
    await kernel.start();
    const stopped = kernel.stop();
    await vi.advanceTimersByTimeAsync(30_000);
    await stopped;
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', plugin: 'stuck' }));
  });

  it('shares one promise among concurrent calls of start and of stop', async () => {
    const diary: string[] = [];
    const kernel = createKernel({ log: listeningLog() });
    await kernel.load(clock(diary));
    const starts = [kernel.start(), kernel.start()];
    expect(starts[0]).toBe(starts[1]);
    await Promise.all(starts);
    const stops = [kernel.stop(), kernel.stop()];
    expect(stops[0]).toBe(stops[1]);
    await Promise.all(stops);
    expect(diary).toEqual(['+clock', '-clock']);
  });

  it('undoes an effect that is ready only after its plugin has stopped', async () => {
    const diary: string[] = [];
    const kernel = createKernel({ log: listeningLog() });
    const ready = gate();
    let effect: Promise<void> | undefined;
    await kernel.load({
      name: 'slow',
      setup(context) {
        effect = context.effect(() => ready.opened.then(() => () => void diary.push('undone')));
      },
    });
    await kernel.start();
    await kernel.stop();
    ready.open();
    await effect;
    expect(diary).toEqual(['undone']);
  });
});
