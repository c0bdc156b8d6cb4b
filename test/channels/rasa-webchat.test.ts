import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { socketio } from '../../channels/web/index.js';
import { CHROMIUM_FLAGS, findChromium } from '../kit/chromium.js';
import { findRasaWebchat } from '../kit/rasa-webchat.js';
import { type Answer, type Desk, openDesk } from './desk.js';

const [executablePath, bundle] = [findChromium(), await findRasaWebchat()];

/** A page as the widget's own documentation has it. */
const pageFor = (socketUrl: string) => `<!doctype html>
<html lang="en">
  <head><title>Studio</title></head>
  <body><script src="/webchat.js"></script>
  <script>
    WebChat.default({
      initPayload: '/start', socketUrl: ${JSON.stringify(socketUrl)}, socketPath: '/socket.io/', title: 'Studio',
      customData: { language: 'en' }, params: { storage: 'local' },
    }, null);
  </script></body>
</html>`;

const studio: Answer = ({ text }) => {
  if (text === '/start') return [{ text: 'Welcome to the studio.' }];
  if (text === '/blackwork') return [{ text: 'Blackwork it is.' }];
  if (text === 'picture') return [{ image: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=' }];
  return [
    {
      text: 'Which style?',
      buttons: [
        { title: 'Blackwork', payload: '/blackwork' },
        { title: 'Fine line', payload: '/fine_line' },
      ],
    },
  ];
};

describe.skipIf(executablePath === undefined || bundle === undefined)('the widget rasa-webchat of npm', () => {
  let browser: Browser;
  let site: Server;
  let html = '';
  let at: Desk | undefined;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...CHROMIUM_FLAGS] });
    const script = await readFile(bundle ?? '');
    site = createServer((request, response) => {
      const isScript = request.url === '/webchat.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
      response.end(isScript ? script : html);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  }, 60_000);
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await at?.close();
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  /** Opens the studio's page, whose address is another than the bot's, and the chat on it. */
  async function visit(): Promise<{ at: Desk; page: Page }> {
    const siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    at = await openDesk({
      channels: [{ use: socketio, config: { session_persistence: true, metadata_key: 'customData' } }],
      answer: studio,
      server: { allowedOrigins: [siteUrl] },
    });
    html = pageFor(at.url);
    const page = await (await browser.newContext()).newPage();
    await page.goto(siteUrl);
    await page.locator('.rw-launcher').click();
    await sees(page, 'Welcome to the studio.');
    return { at, page };
  }

  async function says(page: Page, text: string): Promise<void> {
    await page.locator('.rw-new-message').fill(text);
    await page.keyboard.press('Enter');
  }

  const sees = (page: Page, text: string) =>
    page.locator('.rw-message', { hasText: text }).first().waitFor({ timeout: 30_000 });
  const reply = (page: Page, title: string) => page.locator('.rw-reply', { hasText: title });

  it('shows what the bot says first, and what it answers', async () => {
    const { at, page } = await visit();
    await says(page, 'hello');
    await sees(page, 'Which style?');
    expect(at.received.map(({ text }) => text)).toEqual(['/start', 'hello']);
  });

  it('shows buttons as quick replies, and sends what they mean', async () => {
    const { at, page } = await visit();
    await says(page, 'hello');
    await reply(page, 'Blackwork').click();
    await sees(page, 'Blackwork it is.');
    expect(at.received.at(-1)?.text).toBe('/blackwork');
  });

  it('hands on what the page knows as metadata', async () => {
    const { at } = await visit();
    expect(at.received[0]?.metadata).toMatchObject({ language: 'en' });
  });

  it('shows a picture', async () => {
    const { page } = await visit();
    await says(page, 'picture');
    await page.locator('.rw-image-frame').waitFor({ timeout: 30_000 });
  });

  it('goes on with the conversation when the page is loaded anew', async () => {
    const { at, page } = await visit();
    await says(page, 'hello');
    await reply(page, 'Blackwork').waitFor();
    await page.reload();
    await sees(page, 'Which style?');
    await reply(page, 'Blackwork').click();
    await sees(page, 'Blackwork it is.');
    expect(new Set(at.received.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(at.received.map(({ text }) => text)).toEqual(['/start', 'hello', '/blackwork']);
  });
});
