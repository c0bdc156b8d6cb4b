import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Choice, connectDirectLine, type DirectLineClient } from '../kit/direct-line-client.js';
import { type ParleyProcess, startBot } from './parley-process.js';
import { writeStudioBot } from './studio-bot.js';

const secret = 'the-secret-of-the-studio';
/** What credentials.yml says to take the secret from the environment. */
const fromEnvironment = ['$', '{SECRET}'].join('');

interface Talk {
  readonly conversationId: string;
  readonly token: string;
}

let bot: { folder: string; remove(): void };
let server: { url: string; process: ParleyProcess };
const clients: DirectLineClient[] = [];

beforeAll(async () => {
  bot = await writeStudioBot();
  await writeFile(join(bot.folder, 'credentials.yml'), `directline: ${JSON.stringify({ secret: fromEnvironment })}\n`);
  server = await startBot(bot.folder, { SECRET: secret });
});
afterAll(async () => {
  for (const client of clients) client.end();
  server?.process.kill('SIGTERM');
  await server?.process.ended;
  bot?.remove();
});

/** Asks the bot as a page or a server does, and reads what it answers. */
async function ask<Answer>(path: string, bearer: string, body?: object): Promise<Answer> {
  const response = await fetch(`${server.url}/v3/directline${path}`, {
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  return (await response.json()) as Answer;
}

/** Connects as the studio's page does: with a token that its server asked for. */
async function visit(webSocket: boolean): Promise<DirectLineClient> {
  const { token } = await ask<Talk>('/tokens/generate', secret, { user: { id: `dl_${webSocket}` } });
  const domain = `${server.url}/v3/directline`;
  const client = connectDirectLine({ token, domain, webSocket });
  clients.push(client);
  return client;
}

/** Presses the first button whose title matches. */
async function press(
  client: DirectLineClient,
  { choices }: { choices: readonly Choice[] },
  title: RegExp,
): Promise<void> {
  const choice = choices.find((one) => title.test(one.title));
  expect(choice, `a button ${title} among ${choices.map((one) => one.title).join(', ')}`).toBeDefined();
  if (choice) await client.presses(choice);
}

it.each([
  ['by a stream', true],
  ['by asking again and again', false],
])('the tattoo studio books an appointment through Direct Line, %s', async (_way, webSocket) => {
  const ana = await visit(webSocket);
  await ana.says('hello');
  await ana.gets(/Ozzy/);
  await ana.says('I want to book a small black and grey blackwork fern on my forearm with Freya');
  await press(ana, await ana.gets(/which day/i), /^[A-Z][a-z]{2}, [A-Z][a-z]{2} \d+$/);
  await press(ana, await ana.gets(/what time/i), /\b(am|pm|noon)\b/);
  await ana.gets(/your name|which name/i);
  await ana.says('My name is Ana Torres');
  await ana.gets(/phone number or mail/i);
  await ana.says('603 555 0142');
  await press(ana, await ana.gets(/Shall I book it/), /Yes, book it/);
  expect((await ana.gets(/Done!/)).text).toMatch(/TAT-\d{4}/);
});

it('a page gets, after the bot was killed and started again, what it had not read', async () => {
  const { conversationId, token } = await ask<Talk>('/conversations', secret, {});
  const activities = `/conversations/${conversationId}/activities`;
  const says = (text: string) => ask<{ id: string }>(activities, token, { type: 'message', text });
  const reads = async () => {
    const set = await ask<{ activities: readonly { text?: string }[] }>(activities, token);
    return set.activities.map(({ text }) => text).join('\n');
  };
  expect((await says('hello')).id).toContain(conversationId);
  server.process.kill('SIGKILL');
  await server.process.ended;
  server = await startBot(bot.folder, { SECRET: secret });
  await expect.poll(reads).toMatch(/Ozzy/);
  await says('what does a small tattoo cost?');
  await expect.poll(reads).toMatch(/where on (the|your) body/i);
}, 120_000);
