import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../kit/chromium.js';
import { findWebChat } from '../kit/web-chat.js';
import type { Answer, Desk } from './desk.js';
import { directLineDesk } from './directline-desk.js';

const [executablePath, bundle] = [findChromium(), await findWebChat()];
const [small, large] = [
  { width: 390, height: 800 },
  { width: 1280, height: 800 },
];

/** A page as docs/channels/directline.md has it: it gets a token from its own server, here one that is written into it. */
const pageWith = (options: object) => `<!doctype html>
<html lang="en">
  <head><meta name="viewport" content="width=device-width, initial-scale=1" /><title>Studio</title>
  <style>html, body, #chat { height: 100%; margin: 0 }</style></head>
  <body><div id="chat" role="main"></div>
  <script src="/webchat.js"></script>
  <script>
    WebChat.renderWebChat(
      { directLine: WebChat.createDirectLine(${JSON.stringify(options)}), locale: 'en-US' },
      document.getElementById('chat'),
    );
  </script></body>
</html>`;

const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: 'When?' },
    { type: 'Input.Text', id: 'day', placeholder: 'day' },
  ],
  actions: [{ type: 'Action.Submit', title: 'Send the form' }],
};

const studio: Answer = ({ text }) => {
  if (text === '/style{"style":"blackwork"}') return [{ text: 'Blackwork it is.' }];
  if (text === '/book') return [{ text: 'Booked.' }];
  if (text === '[form]') return [{ text: 'Thank you.' }];
  if (text === 'cards') {
    return [{ elements: [{ title: 'Rose', subtitle: 'By Mia', buttons: [{ title: 'Book it', payload: '/book' }] }] }];
  }
  if (text === 'form') return [{ custom: card }];
  return [
    {
      text: 'Which **style**?',
      buttons: [
        { title: 'Blackwork', payload: '/style{"style":"blackwork"}' },
        { title: 'Fine line', payload: '/style{"style":"fine line"}' },
      ],
    },
  ];
};

describe.skipIf(executablePath === undefined || bundle === undefined)("Microsoft's Web Chat", () => {
  const { open, token } = directLineDesk();
  let browser: Browser;
  let site: Server;
  let html = '';

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...CHROMIUM_FLAGS] });
    const script = await readFile(bundle ?? '');
    site = createServer((request, response) => {
      response.setHeader(
        'content-type',
        request.url === '/webchat.js' ? 'text/javascript' : 'text/html; charset=utf-8',
      );
      response.end(request.url === '/webchat.js' ? script : html);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  }, 60_000);
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  const siteUrl = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;

  /** Opens the studio's page, whose address is another than the bot's. */
  async function visit(viewport = large): Promise<{ at: Desk; page: Page; reload(): Promise<void> }> {
    const at = await open(studio, {}, { server: { allowedOrigins: [siteUrl()] } });
    const granted = await token(at);
    const options = { token: granted.token, domain: `${at.url}/v3/directline` };
    html = pageWith(options);
    const page = await (await browser.newContext({ viewport })).newPage();
    await page.goto(siteUrl());
    await page.getByPlaceholder('Type your message').waitFor();
    return { at, page, reload };

    /** Loads the page anew, as one that has kept its token and its conversation. */
    async function reload(): Promise<void> {
      html = pageWith({ ...options, conversationId: granted.conversationId });
      await page.reload();
    }
  }

  /**
   * Does something until the bot has heard one message more. On a slow machine Web Chat may still be at work on what it
   * shows, and then lose a key or a press; people press again.
   */
  async function sends(at: Desk, act: () => Promise<void>): Promise<void> {
    const heard = at.received.length;
    const hears = () => vi.waitFor(() => expect(at.received.length).toBe(heard + 1), { timeout: 5_000 });
    const tries = async () => {
      if (at.received.length === heard) await act();
      await hears();
    };
    await vi.waitFor(tries, { timeout: 30_000 });
  }

  const says = (at: Desk, page: Page, text: string): Promise<void> =>
    sends(at, async () => {
      await page.getByPlaceholder('Type your message').fill(text);
      await page.keyboard.press('Enter');
    });

  /** Presses a button; Web Chat has a second copy of what is new, for screen readers; nobody can press that. */
  const presses = (at: Desk, page: Page, title: string): Promise<void> =>
    sends(at, () => button(page, title).click({ timeout: 15_000 }));
  const button = (page: Page, title: string) => page.locator('button[tabindex="0"]', { hasText: title });
  const sees = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor({ timeout: 30_000 });

  it.each([
    ['wide', large],
    ['narrow', small],
  ] as const)(
    'sends a message and a suggested action, and shows the answers, on a %s screen',
    async (name, viewport) => {
      const { at, page } = await visit(viewport);
      await says(at, page, 'hello');
      await presses(at, page, 'Blackwork');
      await sees(page, 'Blackwork it is.');
      expect(at.received.map(({ text }) => text)).toEqual(['hello', '/style{"style":"blackwork"}']);
      expect(await page.locator('strong', { hasText: 'style' }).count()).toBe(1);
      if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/web-chat-${name}.png` });
    },
  );

  it('shows what the person chose, and not the payload', async () => {
    const { at, page } = await visit();
    await says(at, page, 'hello');
    await presses(at, page, 'Blackwork');
    await sees(page, 'Blackwork it is.');
    await sees(page, 'Blackwork');
    expect(await page.getByText('/style').count()).toBe(0);
  });

  it('shows a card, and sends what its button means', async () => {
    const { at, page } = await visit();
    await says(at, page, 'cards');
    await sees(page, 'Rose');
    await presses(at, page, 'Book it');
    await sees(page, 'Booked.');
    expect(at.received.at(-1)?.text).toBe('/book');
  });

  it('shows an adaptive card, and sends what was entered', async () => {
    const { at, page } = await visit();
    await says(at, page, 'form');
    await page.locator('input[tabindex="0"][placeholder=day]').fill('Friday');
    await presses(at, page, 'Send the form');
    await sees(page, 'Thank you.');
    expect(at.received.at(-1)?.metadata).toMatchObject({ value: { day: 'Friday' } });
  });

  it('goes on with the conversation when the page is loaded anew', async () => {
    const { at, page, reload } = await visit();
    await says(at, page, 'cards');
    await sees(page, 'Rose');
    await reload();
    await sees(page, 'Rose');
    await presses(at, page, 'Book it');
    await sees(page, 'Booked.');
  });

  it('shows no message as failed or still on its way', async () => {
    const { at, page } = await visit();
    await says(at, page, 'hello');
    await button(page, 'Blackwork').waitFor();
    await page.getByText('Just now').first().waitFor();
    expect(await page.getByText(/Sending|Send failed/).count()).toBe(0);
  });
});
