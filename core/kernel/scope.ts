import type { Logger } from './logger.js';
import type { Dispose } from './plugin.js';

/** What a plugin registered, to be undone with it. */
export interface Scope {
  readonly closed: boolean;
  /** Remembers how to undo something. */
  add(dispose: Dispose): void;
  /** Undoes everything, last first, one at a time; a disposer that fails or hangs is logged and the rest still runs. */
  close(): Promise<void>;
}

/** Opens a scope; `disposeTimeoutMs` bounds each disposer. */
export function openScope(owner: string, log: Logger, disposeTimeoutMs: number): Scope {
  const disposers: Dispose[] = [];
  let closed = false;

  async function close(): Promise<void> {
    closed = true;
    for (let dispose = disposers.pop(); dispose; dispose = disposers.pop()) {
      try {
        const inTime = await within(disposeTimeoutMs, dispose());
        if (!inTime)
          log.error({ plugin: owner, ms: disposeTimeoutMs }, 'a clean-up of the plugin hangs; going on without it');
      } catch (error) {
        log.error({ plugin: owner, err: error }, 'a clean-up of the plugin failed; going on with the next');
      }
    }
  }

  return {
    get closed() {
      return closed;
    },
    add: (dispose) => void disposers.push(dispose),
    close,
  };
}

/** Whether something ends within a time, in ms; a failure is passed on. */
export async function within(ms: number, work: void | Promise<void>): Promise<boolean> {
  if (!(work instanceof Promise)) return true;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
