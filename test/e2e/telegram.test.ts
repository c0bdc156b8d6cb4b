import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { message, update, webhook_url } from '../channels/telegram-bench.js';
import { type FakeTelegram, startFakeTelegram } from '../kit/fake-telegram.js';
import { type ParleyProcess, startBot } from './parley-process.js';
import { writeStudioBot } from './studio-bot.js';

/** What credentials.yml says to take the token from the environment. */
const fromEnvironment = ['$', '{TOKEN}'].join('');

let telegram: FakeTelegram;
let bot: { folder: string; remove(): void };
let server: { url: string; process: ParleyProcess };

beforeAll(async () => {
  telegram = await startFakeTelegram();
  bot = await writeStudioBot();
  await writeFile(
    join(bot.folder, 'credentials.yml'),
    `telegram: ${JSON.stringify({ access_token: fromEnvironment, verify: 'ink_bot', webhook_url, api_root: telegram.url })}\n`,
  );
  server = await startBot(bot.folder, { TOKEN: telegram.token });
});
afterAll(async () => {
  server?.process.kill('SIGTERM');
  await server?.process.ended;
  await telegram?.close();
  bot?.remove();
});

interface Sent {
  readonly text: string;
  readonly keys: readonly { readonly text: string; readonly callback_data: string }[];
}

/** Waits for the bot to send something that matches. */
async function gets(expected: RegExp): Promise<Sent> {
  for (;;) {
    const { text, reply_markup } = await telegram.next('sendMessage');
    const rows = (reply_markup as { inline_keyboard?: Sent['keys'][] } | undefined)?.inline_keyboard ?? [];
    if (expected.test(String(text))) return { text: String(text), keys: rows.flat() };
  }
}

/** Sends a text as Telegram does: it marks a command at the start. */
function says(text: string): Promise<number> {
  const command = text.match(/^\/\w+/)?.[0];
  const entities = command ? [{ type: 'bot_command', offset: 0, length: command.length }] : [];
  return telegram.post(server.url, update({ message: message({ text, entities }) }));
}

/** Presses the first key whose title matches. */
async function presses({ keys }: Sent, title: RegExp): Promise<void> {
  const key = keys.find((one) => title.test(one.text));
  expect(key, `a key ${title} among ${keys.map((one) => one.text).join(', ')}`).toBeDefined();
  const { from } = message({});
  const callback = { id: '1', from, message: message({}), chat_instance: '1', data: key?.callback_data };
  await telegram.post(server.url, update({ callback_query: callback }));
}

it('the tattoo studio books an appointment through Telegram, keys and all', async () => {
  expect(await says('/start')).toBe(200);
  await gets(/Ozzy/);
  await says('I want to book a small black and grey blackwork fern on my forearm with Freya');
  await presses(await gets(/which day/i), /^[A-Z][a-z]{2}, [A-Z][a-z]{2} \d+$/);
  await presses(await gets(/what time/i), /\b(am|pm|noon)\b/);
  await gets(/your name|which name/i);
  await says('My name is Ana Torres');
  await gets(/phone number or mail/i);
  await says('603 555 0142');
  await presses(await gets(/Shall I book it/), /Yes, book it/);
  expect((await gets(/Done!/)).text).toMatch(/TAT-\d{4}/);
});
