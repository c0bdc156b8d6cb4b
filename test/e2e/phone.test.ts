import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FakeTwilio, startFakeTwilio } from '../kit/fake-twilio.js';
import type { FakeCall } from '../kit/fake-twilio-call.js';
import { type ParleyProcess, startBot } from './parley-process.js';
import { writeStudioBot } from './studio-bot.js';

/** What credentials.yml says to take the token from the environment. */
const fromEnvironment = ['$', '{TWILIO_AUTH_TOKEN}'].join('');

let bot: { folder: string; remove(): void };
let twilio: FakeTwilio;
let server: { url: string; process: ParleyProcess };

beforeAll(async () => {
  twilio = await startFakeTwilio();
  bot = await writeStudioBot();
  await start('gather');
});
afterAll(async () => {
  await stop();
  await twilio.close();
  bot.remove();
});

/** Starts the studio with the phone in a mode. */
async function start(mode: 'gather' | 'relay'): Promise<void> {
  const { accountSid: account_sid, authToken, publicUrl: public_url } = twilio;
  const settings = { mode, account_sid, auth_token: fromEnvironment, public_url };
  await writeFile(join(bot.folder, 'credentials.yml'), `twilio_voice: ${JSON.stringify(settings)}\n`);
  server = await startBot(bot.folder, { TWILIO_AUTH_TOKEN: authToken });
}

async function stop(): Promise<void> {
  server?.process.kill('SIGTERM');
  await server?.process.ended;
}

/** What callers do: they speak, press keys for choices, and type a number. */
async function book(onPhone: FakeCall, greeting: string): Promise<string> {
  expect(greeting).toMatch(/Ozzy/);
  expect(await onPhone.says('I want to book a small black and grey blackwork fern on my forearm with Freya')).toMatch(
    /which day.*For .+, press 1\./is,
  );
  expect(await onPhone.presses('1')).toMatch(/what time.*press 1\./is);
  expect(await onPhone.presses('1')).toMatch(/your name|which name/i);
  expect(await onPhone.says('My name is Ana Torres')).toMatch(/phone number or mail/i);
  expect(await onPhone.presses('6035550142#')).toMatch(/Shall I book it/);
  return onPhone.says('Yes, book it.');
}

it('the tattoo studio books an appointment by speech and keys, through Gather', async () => {
  const onPhone = await twilio.call(server.url, '+16035550142');
  expect(await book(onPhone, onPhone.heard.join(' '))).toMatch(/Done!.*TAT/s);
  expect(onPhone.webhooks.every(({ status }) => status === 200)).toBe(true);
});

it('the tattoo studio books an appointment by speech and keys, through ConversationRelay', async () => {
  await stop();
  await start('relay');
  const onPhone = await twilio.call(server.url, '+16035550143');
  expect(await book(onPhone, await onPhone.relay.answer())).toMatch(/Done!.*TAT/s);
});
