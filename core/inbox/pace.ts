/** Resolves when the next piece of work may begin. */
export type Pace = () => Promise<void>;

/** How long pieces of work may follow one another before the event loop goes on, in ms. */
const roundMs = 4;

/**
 * Lets pieces of work begin one after another, with a round of the event loop after some ms of them. However many turns
 * have become ready at once, what comes in meanwhile is read, stored and acknowledged between them.
 */
export function createPace(now: () => number = () => performance.now()): Pace {
  const line: (() => void)[] = [];
  let isOpen = true;
  let begun = 0;

  function round(): void {
    begun = now();
    next();
  }

  function next(): void {
    if (now() - begun >= roundMs) {
      setImmediate(round);
      return;
    }
    const begin = line.shift();
    isOpen = begin === undefined;
    if (!begin) return;
    begin();
    goOn();
  }

  /** When all that the piece does without waiting is done: ticks come after the microtasks that are queued by then. */
  function goOn(): void {
    queueMicrotask(() => process.nextTick(next));
  }

  return () => {
    if (!isOpen) return new Promise((resolve) => line.push(resolve));
    isOpen = false;
    begun = now();
    goOn();
    return Promise.resolve();
  };
}
