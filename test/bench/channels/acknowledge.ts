import { setTimeout as wait } from 'node:timers/promises';
import { type Spread, spreadOf } from '../spread.js';
import { quickWord, slowWord } from './echo-bot.js';
import type { Line } from './line.js';

/** What acknowledging was like. */
export interface Acknowledged {
  /** All that were posted, those of the first seconds included, which do not count. */
  readonly said: number;
  readonly times: Spread;
  readonly byLine: ReadonlyMap<string, Spread>;
  readonly errors: number;
}

/** How often and how long. */
export interface AcknowledgeOptions {
  readonly perSecond: number;
  readonly seconds: number;
  /** One message in so many sets off an action of ten seconds; 0 for none. */
  readonly slowEvery: number;
  /** Number of the first message. */
  readonly from: number;
}

const warmUpSeconds = 2;

/**
 * Posts webhooks at a fixed rate, whether or not earlier ones were answered. Times run from the moment at which a
 * message was due, so that a server that stalls is not measured by fewer messages (coordinated omission).
 */
export async function acknowledge(
  bot: string,
  lines: readonly Line[],
  { perSecond, seconds, slowEvery, from }: AcknowledgeOptions,
): Promise<Acknowledged> {
  const all: number[] = [];
  const byLine = new Map(lines.map(({ name }) => [name, [] as number[]]));
  let errors = 0;
  const posting: Promise<void>[] = [];
  const begun = performance.now();
  const count = perSecond * (warmUpSeconds + seconds);
  for (let index = 0; index < count; index += 1) {
    const due = begun + (index * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await wait(early);
    const line = lines[index % lines.length];
    if (!line) continue;
    const isSlow = slowEvery > 0 && index % slowEvery === 0;
    const number = from + index;
    // A slow action holds up its own conversation, and must hold up no other.
    const message = { person: number, id: String(number), text: `${isSlow ? slowWord : quickWord} ${number}` };
    posting.push(
      line.say(bot, message).then(
        () => {
          if (index < perSecond * warmUpSeconds) return;
          const time = performance.now() - due;
          all.push(time);
          byLine.get(line.name)?.push(time);
        },
        () => {
          errors += 1;
        },
      ),
    );
  }
  await Promise.all(posting);
  return {
    said: count,
    times: spreadOf(all),
    byLine: new Map([...byLine].map(([name, times]) => [name, spreadOf(times)])),
    errors,
  };
}
