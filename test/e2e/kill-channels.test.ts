import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { botframeworkTeams } from '../channels/matrix/botframework-driver.js';
import { slackOverHttp } from '../channels/matrix/slack-driver.js';
import { telegramByWebhook } from '../channels/matrix/telegram-driver.js';
import { whatsappCloud } from '../channels/matrix/whatsapp-driver.js';
import type { MatrixPlatform } from '../kit/channel-matrix.js';
import { startBot } from './parley-process.js';
import { writeSlowBot } from './slow-bot.js';

const drivers = [telegramByWebhook, slackOverHttp, whatsappCloud, botframeworkTeams];
const answer = 'Here is your answer.';

let bot: { folder: string; remove(): void };
let platforms: MatrixPlatform[];

beforeEach(async () => {
  bot = await writeSlowBot();
  platforms = await Promise.all(drivers.map((driver) => driver.start()));
  const lines = platforms.map(({ channel, config }) => `${channel.name}: ${JSON.stringify(config)}\n`);
  await writeFile(join(bot.folder, 'credentials.yml'), lines.join(''));
});
afterEach(async () => {
  for (const platform of platforms) await platform.close();
  bot.remove();
});

it('a bot that is killed after it acknowledged answers on every channel once it is back, and once', async () => {
  const first = await startBot(bot.folder, { HANG: '1' });
  for (const platform of platforms) {
    await platform.connect?.(first.url);
    expect(await platform.say('/ask')).toBe('taken');
  }
  first.process.kill('SIGKILL');
  await first.process.ended;

  const second = await startBot(bot.folder);
  for (const platform of platforms) {
    await platform.connect?.(second.url);
    // The platform had no doubt, and yet may deliver again; a later question is answered after all before it.
    expect(await platform.again?.()).toBe('taken');
    expect(await platform.say('/ask')).toBe('taken');
    await platform.shows(2);
    expect(platform.sent().map(({ text }) => text)).toEqual([answer, answer]);
  }
  second.process.kill('SIGTERM');
  expect((await second.process.ended).code).toBe(0);
});
