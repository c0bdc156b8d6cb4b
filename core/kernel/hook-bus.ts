import type { HookHandler, HookName, Hooks } from './hooks.js';
import type { Logger } from './logger.js';
import type { Dispose } from './plugin.js';

/** Calls what listens to the steps of the runtime. */
export interface HookBus {
  /**
   * Calls the handlers of a hook in the order in which they were added. It returns at once and never throws: a handler
   * that fails, now or later, is logged with its plugin's name. With no handler it costs one look-up.
   */
  emit<Name extends HookName>(hook: Name, payload: Hooks[Name]): void;
  /** Adds a handler; the returned disposer removes it and waits for the calls that still run. */
  on<Name extends HookName>(owner: string, hook: Name, handler: HookHandler<Name>): Dispose;
  /** The owners of the handlers of each hook that has any. */
  listeners(): Readonly<Record<string, readonly string[]>>;
}

interface Listener {
  readonly owner: string;
  readonly handler: (payload: never) => void | Promise<void>;
  readonly running: Set<Promise<void>>;
}

/** Makes an empty bus. */
export function createHookBus(log: Logger): HookBus {
  const listeners = new Map<HookName, readonly Listener[]>();

  function call(hook: HookName, listener: Listener, payload: unknown): void {
    const failed = (error: unknown) =>
      log.error({ plugin: listener.owner, hook, err: error }, 'a hook handler failed; the turn goes on');
    try {
      const result = listener.handler(payload as never);
      if (!(result instanceof Promise)) return;
      const running = result.catch(failed).finally(() => listener.running.delete(running));
      listener.running.add(running);
    } catch (error) {
      failed(error);
    }
  }

  return {
    emit(hook, payload) {
      const called = listeners.get(hook);
      if (called === undefined) return;
      for (const listener of called) call(hook, listener, payload);
    },
    on(owner, hook, handler) {
      const listener: Listener = { owner, handler, running: new Set() };
      listeners.set(hook, [...(listeners.get(hook) ?? []), listener]);
      return async () => {
        const rest = (listeners.get(hook) ?? []).filter((other) => other !== listener);
        if (rest.length === 0) listeners.delete(hook);
        else listeners.set(hook, rest);
        await Promise.all(listener.running);
      };
    },
    listeners: () =>
      Object.fromEntries([...listeners].map(([hook, called]) => [hook, called.map((listener) => listener.owner)])),
  };
}
