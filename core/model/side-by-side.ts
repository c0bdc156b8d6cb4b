/**
 * How much goes on side by side. Each training makes way for the event loop every 10 ms, and all of them once in each of
 * its rounds, so more of them would hold it longer than those who talk to a bot may wait.
 */
const mostAtOnce = 3;

/**
 * Does work on items, some of them side by side, and gives the results in the order of the items. When one fails the others
 * are told to stop, and have stopped when this rejects with what went wrong first.
 */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  signal: AbortSignal | undefined,
  work: (item: Item, at: number, stop: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const failure = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
  const results: Result[] = [];
  const left = items.entries();
  async function workOn(): Promise<void> {
    for (const [at, item] of left) {
      if (failure.signal.aborted) return;
      try {
        results[at] = await work(item, at, stop);
      } catch (error) {
        failure.abort(error);
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(mostAtOnce, items.length) }, workOn));
  failure.signal.throwIfAborted();
  return results;
}
