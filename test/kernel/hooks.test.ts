import { describe, expect, it } from 'vitest';
import { createHookBus } from '../../core/kernel/hook-bus.js';
import { createKernel } from '../../core/kernel/kernel.js';
import { listeningLog } from '../kit/log.js';
import { gate } from './gate.js';

const message = { conversationId: 'c', text: 'hi', channel: 'test' };

describe('hooks', () => {
  it('call their handlers in the order in which they were added', () => {
    const heard: string[] = [];
    const bus = createHookBus(listeningLog());
    bus.on('one', 'message', ({ text }) => void heard.push(`one ${text}`));
    bus.on('two', 'message', ({ text }) => void heard.push(`two ${text}`));
    bus.emit('message', message);
    expect(heard).toEqual(['one hi', 'two hi']);
  });

  it('log a handler that fails with its plugin, and call the next', async () => {
    const log = listeningLog();
    const heard: string[] = [];
    const kernel = createKernel({ log });
    await kernel.load({
      name: 'clumsy',
      setup({ on }) {
        on('message', () => {
          throw new Error('at once');
        });
        on('message', () => Promise.reject(new Error('later')));
        on('message', () => void heard.push('still called'));
      },
    });
    await kernel.start();
    kernel.emit('message', message);
    await kernel.stop();
    expect(heard).toEqual(['still called']);
    expect(log.lines.map((line) => [line.level, line.plugin, String(line.err)])).toEqual([
      ['error', 'clumsy', 'Error: at once'],
      ['error', 'clumsy', 'Error: later'],
    ]);
  });

  it('let a plugin stop only when its running handlers have ended', async () => {
    const heard: string[] = [];
    const { opened, open } = gate();
    const kernel = createKernel({ log: listeningLog() });
    await kernel.load({
      name: 'slow',
      setup: ({ on }) => on('message', () => opened.then(() => void heard.push('handled'))),
    });
    await kernel.start();
    kernel.emit('message', message);
    const stopped = kernel.stop().then(() => void heard.push('stopped'));
    open();
    await stopped;
    expect(heard).toEqual(['handled', 'stopped']);
  });

  it('leave no trace when the last handler is gone', async () => {
    const bus = createHookBus(listeningLog());
    const off = bus.on('one', 'message', () => undefined);
    await off();
    expect(bus.listeners()).toEqual({});
  });
});
