import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../kit/chromium.js';
import { violations } from './axe.js';

const site = fileURLToPath(new URL('../../domains/tattoo-studio/site', import.meta.url));
const ORIGIN = 'http://studio.test';
const executablePath = findChromium();
if (executablePath === undefined) {
  console.warn(`Skipped "the studio's page": no Chromium found (on Debian: apt-get install chromium).`);
}

describe.skipIf(executablePath === undefined)("the studio's page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...CHROMIUM_FLAGS] });
  });
  afterAll(() => browser?.close());

  /** Opens the page as a server of its folder would serve it; `asked` lists every address it wants. */
  async function openPage(options: Parameters<Browser['newPage']>[0]): Promise<{ page: Page; asked: string[] }> {
    const page = await browser.newPage(options);
    const asked: string[] = [];
    await page.route('**/*', async (route) => {
      const url = new URL(route.request().url());
      asked.push(url.href);
      if (url.pathname === '/widget.js') return route.fulfill({ contentType: 'text/javascript', body: '' });
      return route.fulfill({ path: `${site}${url.pathname === '/' ? '/index.html' : url.pathname}` });
    });
    await page.goto(ORIGIN);
    return { page, asked };
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`gives axe nothing to complain about, ${colorScheme}`, async () => {
      const { page } = await openPage({ colorScheme });
      expect(await violations(page)).toEqual([]);
    });
  }

  it('asks nothing of anybody but its own server', async () => {
    const { page, asked } = await openPage({});
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await page.waitForLoadState('networkidle');
    expect(asked.filter((address) => !address.startsWith(`${ORIGIN}/`))).toEqual([]);
    expect(asked).toContain(`${ORIGIN}/widget.js`);
  });

  it('scrolls nothing sideways on a phone of 360 px', async () => {
    const { page } = await openPage({ viewport: { width: 360, height: 640 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('says that the studio is invented', async () => {
    expect(await readFile(`${site}/index.html`, 'utf8')).toMatch(/studio is invented/i);
  });
});
