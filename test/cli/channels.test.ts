import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rest } from '../../channels/rest/index.js';
import { writeRunningNote } from '../../core/bot/running-note.js';
import { runCli } from '../../core/index.js';
import { presets } from '../../presets.js';
import { openDesk } from '../channels/desk.js';
import { botFolder } from '../project/bot-folder.js';

const domain = 'intents: [greet]\n';
const token = '123456:not-to-be-shown';

/** What the command prints, without colours. */
async function channels(...words: readonly string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const print = (line: unknown) => void lines.push(String(line));
  vi.spyOn(console, 'log').mockImplementation(print);
  vi.spyOn(console, 'error').mockImplementation(print);
  const code = await runCli(['channels', ...words], presets);
  vi.restoreAllMocks();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  return { code, text: lines.join('\n').replace(/\u001b\[\d+m/g, '') };
}

async function asJson(...words: readonly string[]) {
  const { code, text } = await channels(...words, '--json');
  const { channels: all, ...rest } = JSON.parse(text);
  return { code, ...rest, of: (name: string) => all.find((one: { name: string }) => one.name === name) };
}

beforeEach(() => {
  vi.stubEnv('TELEGRAM_TOKEN', token);
  vi.stubEnv('WHATSAPP_TOKEN', undefined);
});

afterEach(() => vi.unstubAllEnvs());

describe('parley channels', () => {
  it('shows what is open where there is no credentials.yml, and what else there could be', async () => {
    const { code, text } = await channels(botFolder({ 'domain.yml': domain }));
    expect(code).toBe(0);
    expect(text).toMatch(/● rest {2}configured · open to everybody who reaches it/);
    expect(text).toMatch(/○ not configured: .*telegram.*whatsapp/);
    expect(text).toContain('The addresses are examples');
  });

  it('says what is missing and ends with 1', async () => {
    const credentials = `telegram:\n  access_token: \${TELEGRAM_TOKEN}\n`;
    const { code, text } = await channels(botFolder({ 'domain.yml': domain, 'credentials.yml': credentials }));
    expect(code).toBe(1);
    expect(text).toMatch(/● telegram {2}incomplete/);
    expect(text).toContain('! "verify" is missing');
    expect(text).toContain('1. Write /newbot to @BotFather');
  });

  it('says which variables are not set, and of which channel they are', async () => {
    const credentials = `rest:\nwhatsapp:\n  phone_number_id: "1"\n  access_token: \${WHATSAPP_TOKEN}\n  app_secret: a\n  verify_token: b\nweb:\n`;
    const { of } = await asJson(botFolder({ 'domain.yml': domain, 'credentials.yml': credentials }));
    expect(of('rest')).toMatchObject({ state: 'on', missing: [] });
    expect(of('whatsapp')).toMatchObject({ state: 'incomplete', missing: [expect.stringContaining('WHATSAPP_TOKEN')] });
    expect(of('web')).toMatchObject({ state: 'on', missing: [] });
  });

  it.each(['text', '--json'])('never shows a secret (%s)', async (form) => {
    const credentials = [
      `telegram: { access_token: "\${TELEGRAM_TOKEN}", verify: studio, mode: polling }`,
      'slack: { slack_token: not-to-be-shown-2, slack_signing_secret: not-to-be-shown-3 }',
      'botframework: { app_id: a, app_password: not-to-be-shown-4 }',
      'whatsapp: { phone_number_id: "1", access_token: not to-be-shown-5, app_secret: not-to-be-shown-6, verify_token: not-to-be-shown-7 }',
    ].join('\n');
    const folder = botFolder({ 'domain.yml': domain, 'credentials.yml': credentials });
    const { text } = await channels(folder, ...(form === 'text' ? [] : [form]));
    expect(text).toContain('botframework');
    expect(text).not.toMatch(/to-be-shown/);
  });

  it.each([
    ['--url', ['--url', 'https://studio.example/'], ''],
    ['the variable', [], 'https://studio.example'],
  ])('gives the addresses to enter, by %s', async (_case, flags, variable) => {
    vi.stubEnv('PARLEY_PUBLIC_URL', variable);
    const { of, public_url } = await asJson(botFolder({ 'domain.yml': domain }), ...flags);
    expect(public_url).toBe('https://studio.example');
    expect(of('botframework').addresses).toEqual([
      { label: 'Messaging endpoint', url: 'https://studio.example/webhooks/botframework/webhook' },
    ]);
    expect(of('whatsapp').addresses).toContainEqual({
      label: 'WhatsApp → Configuration → Webhook → Callback URL',
      url: 'https://studio.example/webhooks/whatsapp/webhook',
    });
  });

  it('knows a channel that nothing comes in through', async () => {
    const credentials = `telegram: { access_token: "\${TELEGRAM_TOKEN}", verify: studio, mode: polling }`;
    const { of } = await asJson(botFolder({ 'domain.yml': domain, 'credentials.yml': credentials }));
    expect(of('telegram')).toMatchObject({ state: 'on', open_to: 'nobody' });
  });

  it('sees a webhook that Telegram will not post to', async () => {
    const credentials = `telegram: { access_token: "\${TELEGRAM_TOKEN}", verify: studio, webhook_url: "http://studio.example:5005/hook" }`;
    const { of } = await asJson(botFolder({ 'domain.yml': domain, 'credentials.yml': credentials }));
    expect(of('telegram').missing).toHaveLength(3);
  });

  it('knows what a misspelt channel should have been', async () => {
    const folder = botFolder({ 'domain.yml': domain, 'credentials.yml': 'telegarm:\n  access_token: a\n' });
    const { code, text } = await channels(folder);
    expect(code).toBe(1);
    expect(text).toMatch(/names the channel "telegarm", which is not there\. Did you mean "telegram"\?/);
    expect((await channels(folder, '--channel', 'slak')).text).toContain('Did you mean "slack"?');
  });

  it('shows how to set up one', async () => {
    const { code, text } = await channels(botFolder({ 'domain.yml': domain }), '--channel', 'slack');
    expect(code).toBe(0);
    expect(text).toMatch(/○ slack {2}not configured/);
    expect(text).toMatch(/5\. Invite the bot/);
    expect(text).not.toContain('rest');
  });

  it('tells how the channels of a running bot stand', async () => {
    const folder = botFolder({ 'domain.yml': domain });
    const desk = await openDesk({ channels: [{ use: rest }] });
    await writeRunningNote(folder, desk.url);
    const { of, running } = await asJson(folder);
    expect(running).toBe(desk.url);
    expect(of('rest').live).toBe('open');
    expect(of('web').live).toBeNull();
    await desk.close();
    expect((await asJson(folder)).running).toBeNull();
  });
});
