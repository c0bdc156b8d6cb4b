import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rest } from '../../channels/rest/index.js';
import { ensureModel } from '../../core/bot/ensure-model.js';
import { loadBot } from '../../core/bot/load-bot.js';
import { beginStore } from '../../core/bot/open-store.js';
import { writeRunningNote } from '../../core/bot/running-note.js';
import { serveBot } from '../../core/bot/serve.js';
import { runCli } from '../../core/cli/run-cli.js';
import { readSettings } from '../../core/config.js';
import { createLogger } from '../../core/kernel/pino-logger.js';
import { presets } from '../../presets.js';
import { temporaryFolder } from '../kit/database.js';

const token = 'a token of this test';
const domain = `
version: "3.1"
intents: [greet]
responses:
  utter_greet: [{text: Hello!}]
`;
const rules = `
version: "3.1"
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
`;

let place: { folder: string; remove(): void };
let printed: string[];
beforeEach(() => {
  place = temporaryFolder('erase');
  mkdirSync(join(place.folder, 'data'));
  writeFileSync(join(place.folder, 'domain.yml'), domain);
  writeFileSync(join(place.folder, 'data', 'rules.yml'), rules);
  writeFileSync(join(place.folder, 'config.yml'), 'language: en\npipeline: []\n');
  printed = [];
  vi.stubEnv('DATABASE_URL', '');
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  place.remove();
});

/** Runs the bot and has Ann greet it. */
async function runBot() {
  const bot = await loadBot(place.folder, presets);
  const running = await serveBot({
    bot,
    model: await ensureModel(bot),
    settings: readSettings({ port: '0', authToken: token }, {}),
    log: createLogger({ level: 'error' }),
    channels: [{ use: rest }],
    store: beginStore(place.folder, {}, () => {}),
  });
  await writeRunningNote(place.folder, running.url);
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ sender: 'ann', message: '/greet' });
  const response = await fetch(`${running.url}/webhooks/rest/webhook`, { method: 'POST', headers, body });
  expect(await response.json()).toEqual([{ recipient_id: 'ann', text: 'Hello!' }]);
  return running;
}

const erase = async (...words: string[]) => {
  printed = [];
  const code = await runCli(['erase', place.folder, ...words], presets);
  return { code, said: printed.join('\n') };
};

describe('parley erase', () => {
  it('asks a running bot, by its token, when the database is embedded', async () => {
    const running = await runBot();
    const who = ['--channel', 'rest', '--id', 'ann'];
    expect(await erase(...who)).toMatchObject({ code: 1, said: expect.stringContaining('BOT_TOKEN_NEEDED') });
    expect((await erase(...who, '--auth-token', token)).said).toMatch(
      /Would be erased\n(?:.*\n)*.*1 messages taken in/,
    );
    expect((await erase(...who, '--auth-token', token, '--yes')).said).toMatch(/^Erased$/m);
    expect((await erase(...who, '--auth-token', token)).said).toContain('Nothing is held of this person.');
    await running.stop();
  });

  it('opens the database of a bot that is stopped', async () => {
    await (await runBot()).stop();
    expect((await erase('--conversation', 'ann')).said).toContain('Nothing was erased. Add --yes');
    expect((await erase('--conversation', 'ann', '--yes')).said).toMatch(/^Erased$/m);
    expect((await erase('--conversation', 'ann')).said).toContain('Nothing is held of this person.');
  });

  it('wants to be told one person', async () => {
    expect((await erase('--channel', 'rest')).code).toBe(2);
    expect((await erase('--conversation', 'ann', '--person', 'Ann')).code).toBe(2);
    expect((await erase()).code).toBe(2);
  });
});
