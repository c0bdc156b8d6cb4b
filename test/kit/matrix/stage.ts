import assert from 'node:assert/strict';
import type { Capabilities } from '../../../core/channel.js';
import type { Store } from '../../../core/store/store.js';
import { type MatrixBot, openMatrixBot } from './bot.js';
import type { ChannelDriver, MatrixPlatform, Shown, Verdict } from './driver.js';

/** Where one row is tried: the platform, the bot, and what rows have in common. */
export interface MatrixStage {
  readonly platform: MatrixPlatform;
  readonly bot: MatrixBot;
  readonly can: Capabilities;
  /** Something that the platform can do; fails if the driver neither does it nor says why the platform can't. */
  ability<Name extends keyof MatrixPlatform>(name: Name): NonNullable<MatrixPlatform[Name]>;
  /** Says something that is taken. */
  says(text: string): Promise<void>;
  /** What the platform has shown, once there are so many messages. */
  gets(count: number): Promise<readonly Shown[]>;
  /** Makes sure that nothing but these had a turn, by saying something more and waiting for its answer. */
  hadTurns(...texts: readonly (string | RegExp)[]): Promise<void>;
  close(): Promise<void>;
}

const last = 'and that is all';

/** Starts the platform and the bot. */
export async function openStage(driver: ChannelDriver, store: Store): Promise<MatrixStage> {
  const platform = await driver.start();
  const bot = await openMatrixBot(platform.channel, platform.config, store);
  await platform.connect?.(bot.url);

  const stage: MatrixStage = {
    platform,
    bot,
    can: platform.channel.capabilities,
    ability(name) {
      const found = platform[name];
      assert(found, `The driver of ${driver.name} has no "${name}", and "lacks" does not say why.`);
      return found;
    },
    async says(text) {
      assert.equal(await platform.say(text), 'taken' satisfies Verdict);
    },
    async gets(count) {
      await platform.shows(count);
      return platform.sent();
    },
    async hadTurns(...texts) {
      const answered = platform.sent().length;
      await stage.says(last);
      for (let count = answered + 1; !platform.sent().some(({ text }) => text.includes(last)); count += 1) {
        await platform.shows(count);
      }
      assert.equal(bot.turns.length, texts.length + 1, `There were turns for: ${bot.turns.join(' · ')}`);
      texts.forEach((text, index) => {
        const turn = bot.turns[index] ?? '';
        assert(typeof text === 'string' ? turn === text : text.test(turn), `"${turn}" should be ${text}`);
      });
    },
    async close() {
      await bot.close();
      await platform.close();
    },
  };
  return stage;
}
