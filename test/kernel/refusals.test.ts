import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createKernel } from '../../core/kernel/kernel.js';
import type { Plugin, PluginContext, ServiceName } from '../../core/kernel/plugin.js';
import { listeningLog } from '../kit/log.js';

const quiet = { setup: () => undefined };
const service = (name: string) => name as ServiceName;

/** A kernel with plugins loaded. */
async function kernelWith(...plugins: Plugin[]) {
  const kernel = createKernel({ log: listeningLog() });
  for (const plugin of plugins) await kernel.load(plugin);
  return kernel;
}

describe('a kernel refuses', () => {
  it('two plugins of one name', async () => {
    const kernel = await kernelWith({ name: 'web', ...quiet });
    await expect(kernel.load({ name: 'web', ...quiet })).rejects.toMatchObject({ code: 'PLUGIN_DUPLICATE' });
  });

  it('two plugins that provide one service', async () => {
    const kernel = await kernelWith({ name: 'one', provides: [service('clock')], ...quiet });
    await expect(kernel.load({ name: 'two', provides: [service('clock')], ...quiet })).rejects.toMatchObject({
      code: 'PLUGIN_SERVICE_TAKEN',
      message: 'Plugins "one" and "two" both provide the service "clock".',
    });
  });

  it('a need that nobody meets, and says who needs it and what there is', async () => {
    const kernel = await kernelWith(
      { name: 'reader', needs: [service('diary')], ...quiet },
      { name: 'clock', provides: [service('clock')], setup: ({ provide }) => provide(service('clock'), {} as never) },
    );
    await expect(kernel.start()).rejects.toMatchObject({
      code: 'PLUGIN_SERVICE_MISSING',
      owner: 'reader',
      message: expect.stringMatching(/"reader" needs the service "diary".*there is: clock/),
    });
  });

  it('a need whose provider was unloaded, and names the provider', async () => {
    const clock: Plugin = {
      name: 'clock',
      provides: [service('clock')],
      setup: ({ provide }) => provide(service('clock'), {} as never),
    };
    const kernel = await kernelWith(clock);
    await kernel.start();
    await kernel.unload('clock');
    await expect(kernel.load({ name: 'reader', needs: [service('clock')], ...quiet })).rejects.toMatchObject({
      code: 'PLUGIN_SERVICE_MISSING',
      message: expect.stringContaining('Plugin "clock" could provide it'),
    });
  });

  it('plugins that need each other, and names the circle', async () => {
    const kernel = await kernelWith(
      { name: 'a', needs: [service('y')], provides: [service('x')], ...quiet },
      { name: 'b', needs: [service('x')], provides: [service('y')], ...quiet },
    );
    await expect(kernel.start()).rejects.toMatchObject({
      code: 'PLUGIN_CYCLE',
      message: 'Plugins need each other in a circle: a -> b -> a.',
    });
  });

  it('a service that was not announced', async () => {
    const kernel = await kernelWith({ name: 'sly', setup: ({ provide }) => provide(service('x'), {} as never) });
    await expect(kernel.start()).rejects.toMatchObject({
      code: 'PLUGIN_SETUP_FAILED',
      cause: expect.objectContaining({ code: 'PLUGIN_SERVICE_UNDECLARED' }),
    });
  });

  it('a service that was announced and did not come', async () => {
    const kernel = await kernelWith({ name: 'forgetful', provides: [service('x')], ...quiet });
    await expect(kernel.start()).rejects.toMatchObject({
      cause: expect.objectContaining({ code: 'PLUGIN_SERVICE_UNKEPT' }),
    });
  });

  it('registrations after setup, and says what to do', async () => {
    let kept: PluginContext | undefined;
    const kernel = await kernelWith({
      name: 'late',
      setup(context) {
        kept = context;
      },
    });
    await kernel.start();
    const expected = expect.objectContaining({ code: 'PLUGIN_LATE', remedy: expect.stringContaining('inside setup') });
    expect(() => kept?.on('parsed', () => undefined)).toThrow(expected);
    expect(() => kept?.provide(service('x'), {} as never)).toThrow(expected);
  });

  it('effects of a plugin that has stopped', async () => {
    let kept: PluginContext | undefined;
    const kernel = await kernelWith({
      name: 'ghost',
      setup(context) {
        kept = context;
      },
    });
    await kernel.start();
    await kernel.stop();
    await expect(kept?.effect(() => () => undefined)).rejects.toMatchObject({ code: 'PLUGIN_STOPPED' });
  });

  it('to unload what another plugin needs', async () => {
    const kernel = await kernelWith(
      { name: 'clock', provides: [service('clock')], ...quiet },
      { name: 'reader', needs: [service('clock')], ...quiet },
    );
    await expect(kernel.unload('clock')).rejects.toMatchObject({ code: 'PLUGIN_NEEDED', message: /"reader"/ });
  });

  it('a plugin it does not know, and offers the nearest', async () => {
    const kernel = await kernelWith({ name: 'analytics', ...quiet });
    await expect(kernel.reload('anaytics')).rejects.toMatchObject({
      code: 'PLUGIN_UNKNOWN',
      message: expect.stringContaining('Did you mean "analytics"?'),
    });
  });
});

describe('the settings of a plugin', () => {
  const config = z.object({ interval: z.number().default(5), apiToken: z.string().length(4).optional() });

  it('are parsed, filled with defaults and frozen', async () => {
    const seen: unknown[] = [];
    const kernel = await kernelWith({ name: 'p', config, setup: (_, settings) => void seen.push(settings) });
    await kernel.start();
    expect(seen).toEqual([{ interval: 5 }]);
    expect(Object.isFrozen(seen[0])).toBe(true);
  });

  it('may hold no unknown key; the nearest known one is offered', async () => {
    const kernel = await kernelWith();
    await expect(kernel.load({ name: 'p', config, ...quiet }, { intervall: 3 })).rejects.toMatchObject({
      code: 'PLUGIN_CONFIG_INVALID',
      message: expect.stringContaining('there is no setting "intervall". Did you mean "interval"?'),
    });
  });

  it('are never shown in an error', async () => {
    const kernel = await kernelWith();
    await expect(kernel.load({ name: 'p', config, ...quiet }, { apiToken: 'hunter2' })).rejects.toMatchObject({
      message: expect.not.stringContaining('hunter2'),
    });
  });

  it('are refused where the plugin has none', async () => {
    const kernel = await kernelWith();
    await expect(kernel.load({ name: 'p', ...quiet }, { any: 1 })).rejects.toMatchObject({
      code: 'PLUGIN_CONFIG_INVALID',
    });
  });
});
