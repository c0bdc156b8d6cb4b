import { describe, expect, it } from 'vitest';
import { sideBySide } from '../../core/model/side-by-side.js';

const until = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('work that is done side by side', () => {
  it('gives its results in the order of the items, a few at a time', async () => {
    let atWork = 0;
    let most = 0;
    const results = await sideBySide(['a', 'b', 'c', 'd', 'e'], undefined, async (item, at) => {
      most = Math.max(most, ++atWork);
      for (let turn = at; turn < 5; turn++) await Promise.resolve();
      atWork--;
      return `${item}${at}`;
    });
    expect(results).toEqual(['a0', 'b1', 'c2', 'd3', 'e4']);
    expect(most).toBe(3);
  });

  it('stops what is under way when one fails, begins nothing new, and says what went wrong', async () => {
    const begun: string[] = [];
    const stopped: string[] = [];
    const working = sideBySide(
      ['fails', 'goes on', 'goes on, too', 'comes later'],
      undefined,
      async (item, _at, stop) => {
        begun.push(item);
        if (item === 'fails') throw new Error('no examples');
        await until(stop).catch(() => stopped.push(item));
      },
    );
    await expect(working).rejects.toThrow('no examples');
    expect(begun).toEqual(['fails', 'goes on', 'goes on, too']);
    expect(stopped).toEqual(['goes on', 'goes on, too']);
  });

  it('is stopped from outside', async () => {
    const cancel = new AbortController();
    const working = sideBySide(['one', 'other'], cancel.signal, (_item, _at, stop) => until(stop));
    cancel.abort(new Error('cancelled'));
    await expect(working).rejects.toThrow('cancelled');
  });
});
