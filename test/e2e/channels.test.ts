import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { botframeworkTeams } from '../channels/matrix/botframework-driver.js';
import { restCaller } from '../channels/matrix/rest-driver.js';
import { slackOverHttp } from '../channels/matrix/slack-driver.js';
import { telegramByWebhook } from '../channels/matrix/telegram-driver.js';
import { webPage } from '../channels/matrix/web-driver.js';
import { whatsappCloud } from '../channels/matrix/whatsapp-driver.js';
import type { MatrixPlatform } from '../kit/channel-matrix.js';
import { book, type Wish } from './booking.js';
import { type ParleyProcess, startBot } from './parley-process.js';
import { writeStudioBot } from './studio-bot.js';

const drivers = [restCaller, webPage, telegramByWebhook, slackOverHttp, whatsappCloud, botframeworkTeams];
/** Each takes another day or time. */
const wishOf = (index: number): Wish => ({ day: index % 3, time: Math.floor(index / 3) });
/** What credentials.yml says to take a secret from the environment. */
const fromEnvironment = ['$', '{TELEGRAM_TOKEN}'].join('');

let bot: { folder: string; remove(): void };
let server: { url: string; process: ParleyProcess };
let platforms: MatrixPlatform[] = [];

beforeAll(async () => {
  bot = await writeStudioBot();
  platforms = await Promise.all(drivers.map((driver) => driver.start()));
  const credentials = new Map(platforms.map(({ channel, config }) => [channel.name, { ...config }]));
  const telegram: { access_token?: string } = credentials.get('telegram') ?? {};
  const { access_token: TELEGRAM_TOKEN = '' } = telegram;
  telegram.access_token = fromEnvironment;
  const lines = [...credentials].map(([name, config]) => `${name}: ${JSON.stringify(config)}\n`);
  await writeFile(join(bot.folder, 'credentials.yml'), lines.join(''));
  server = await startBot(bot.folder, { TELEGRAM_TOKEN });
  for (const platform of platforms) await platform.connect?.(server.url);
});
afterAll(async () => {
  server?.process.kill('SIGTERM');
  await server?.process.ended;
  for (const platform of platforms) await platform.close();
  bot?.remove();
});

it('one tattoo studio, unchanged, books an appointment on every channel at once, buttons and all', async () => {
  const references = await Promise.all(platforms.map((platform, index) => book(platform, wishOf(index))));
  expect(references).toEqual(drivers.map(() => expect.stringMatching(/^TAT-\d{4}$/)));
  expect(new Set(references).size).toBe(drivers.length);
});
