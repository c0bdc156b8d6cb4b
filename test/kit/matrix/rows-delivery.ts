import assert from 'node:assert/strict';
import { row } from './rows.js';
import type { MatrixStage } from './stage.js';

const limitSeconds = 17;
/** Failures before the platform works again. */
const failures = 4;
/** Attempts before the outbox gives a message up. */
const patience = 10;

/** What can not be sent at once is sent later, in order, or given up for all to see. */
export const deliveryRows = [
  row('rate limit', async (stage) => {
    stage.ability('limitRate')(limitSeconds);
    await stage.says('two messages');
    const shown = await passTimeUntil(stage, stage.gets(2));
    assert.deepEqual(
      shown.map(({ text }) => text),
      ['First.', 'Second.'],
    );
    assert.deepEqual(pauses(stage)[0], limitSeconds);
  }),
  row('platform error', async (stage) => {
    stage.ability('fail')(failures);
    await stage.says('two messages');
    const shown = await passTimeUntil(stage, stage.gets(2));
    assert.deepEqual(
      shown.map(({ text }) => text),
      ['First.', 'Second.'],
    );
    assert.deepEqual(pauses(stage).slice(0, failures), [1, 2, 4, 8]);
  }),
  row('dead letter', async (stage) => {
    stage.ability('fail')(patience);
    await stage.says('two messages');
    const shown = await passTimeUntil(stage, stage.gets(1));
    assert.equal(shown[0]?.text, 'Second.');
    const told = stage.bot.log.filter(({ level, message }) => level === 'error' && /given up/.test(String(message)));
    assert.equal(told.length, 1);
    assert.deepEqual(await deadLetters(stage), { [stage.platform.channel.name]: 1 });
  }),
];

/** What the bot tells of its health, once what became of the message is stored. */
async function deadLetters(stage: MatrixStage): Promise<unknown> {
  for (;;) {
    const health = await fetch(`${stage.bot.url}/health`);
    const { dead_letters } = Object(await health.json());
    if (dead_letters !== undefined) return dead_letters;
  }
}

/** Seconds between one attempt and the next. */
const pauses = ({ bot }: MatrixStage): number[] =>
  bot.attempts.slice(1).map(({ at }, index) => (at - (bot.attempts[index]?.at ?? 0)) / 1_000);

/** Lets pause after pause go by until something has come about. */
async function passTimeUntil<Result>({ bot }: MatrixStage, goal: Promise<Result>): Promise<Result> {
  let reached = false;
  const done = goal.finally(() => {
    reached = true;
  });
  while (!reached) await Promise.race([done, bot.clock.skip()]);
  return done;
}
