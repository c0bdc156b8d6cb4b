/** The channels of `channels.test.ts` run in a process of their own; these are handed stand-ins, so they run in this one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { twilioVoice } from '../../channels/voice/index.js';
import { web } from '../../channels/web/index.js';
import type { RunningBot } from '../../core/bot/serve.js';
import { slackBySocket } from '../channels/matrix/slack-driver.js';
import { whatsAppWeb } from '../channels/matrix/whatsapp-web-driver.js';
import type { MatrixPlatform } from '../kit/channel-matrix.js';
import { book } from './booking.js';
import { serveStudio } from './studio-bot.js';
import { streamCaller, talkingVisitor } from './talkers.js';

const drivers = [whatsAppWeb, slackBySocket];
const visitor = talkingVisitor();
const caller = streamCaller();

let platforms: MatrixPlatform[] = [];
let bot: RunningBot;

beforeAll(async () => {
  platforms = await Promise.all(drivers.map((driver) => driver.start()));
  bot = await serveStudio([
    ...platforms.map(({ channel, config }) => ({ use: channel, config })),
    { use: web, config: { voice: visitor.voice } },
    { use: twilioVoice, config: caller.config },
  ]);
  for (const platform of platforms) await platform.connect?.(bot.url);
});
afterAll(async () => {
  await bot?.stop();
  for (const platform of platforms) await platform.close();
});

const reference = /^TAT-\d{4}$/;

describe('the tattoo studio books an appointment', () => {
  it.each(drivers.map(({ name }, index) => [name, index] as const))('on %s', async (_name, index) => {
    const platform = platforms[index];
    expect(platform && (await book(platform, { day: 0, time: 0 }))).toMatch(reference);
  });

  it('by voice in the browser', async () => {
    const page = await visitor.visit(bot.url);
    expect(await book(page, { day: 1, time: 0 })).toMatch(reference);
    page.close();
  });

  it('by speech and keys, through Media Streams', async () => {
    const ana = await caller.call(bot.url);
    await ana.hears(/Ozzy/);
    await ana.says('I want to book a small black and grey blackwork fern on my forearm with Freya');
    await ana.hears(/which day/i);
    await ana.hears(/press 1/);
    await ana.presses('1');
    await ana.hears(/what time/i);
    await ana.hears(/press 1/);
    await ana.presses('1');
    await ana.hears(/your name|which name/i);
    await ana.says('My name is Ana Torres');
    await ana.hears(/phone number or mail/i);
    await ana.presses('6035550142#');
    await ana.hears(/Shall I book it/);
    await ana.says('Yes, book it.');
    await ana.hears(/Done/);
    await ana.hangsUp();
  });
});
