import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../kit/chromium.js';
import { type ChatServer, startChatServer } from './chat-server.js';

const run = promisify(execFile);
const buildScript = fileURLToPath(new URL('../../channels/web/widget/build.mjs', import.meta.url));

/** The widget as its sources are now. */
export interface WidgetBundle {
  readonly file: string;
  /** What the build printed. */
  readonly report: string;
}

let built: Promise<WidgetBundle> | undefined;

/** Bundles the widget, once for all tests of a process; its folder goes with the run. */
export function bundleWidget(): Promise<WidgetBundle> {
  built ??= buildWidget();
  return built;
}

async function buildWidget(): Promise<WidgetBundle> {
  const folder = await mkdtemp(join(inject('runFolder'), 'widget-'));
  const file = join(folder, 'widget.js');
  const { stdout } = await run(process.execPath, [buildScript, file]);
  return { file, report: stdout };
}

/** The widget on a page in a browser, in the words of the person using it. */
export interface Visit {
  readonly page: Page;
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly field: Locator;
  readonly log: Locator;
  readonly bubbles: Locator;
  open(): Promise<void>;
  write(text: string): Promise<void>;
  /** Waits until a message with this text is on screen. */
  sees(text: string | RegExp): Promise<void>;
}

/** What a suite of browser tests has at hand: one browser, and a server and a page for each test. */
export interface Bench {
  visit(attributes?: string, options?: BrowserContextOptions): Promise<{ server: ChatServer; visit: Visit }>;
  /** The page that a server already running at `url` serves, with the widget as its sources are now. */
  visitAt(url: string, options?: BrowserContextOptions): Promise<Visit>;
}

/** The words of a person for what is on a page. */
export const asVisit = (page: Page): Visit => {
  const widget = page.locator('parley-chat');
  const bubbles = widget.locator('.bubble');
  const visit: Visit = {
    page,
    launcher: widget.locator('.launcher'),
    panel: widget.getByRole('dialog'),
    field: widget.getByRole('textbox'),
    log: widget.getByRole('log'),
    bubbles,
    async open() {
      await visit.launcher.click();
      await visit.panel.waitFor();
    },
    async write(text) {
      await visit.field.fill(text);
      await visit.field.press('Enter');
    },
    sees: (text) => bubbles.filter({ hasText: text }).first().waitFor(),
  };
  return visit;
};

const noBrowser = () => Promise.reject(new Error('There is no browser for this test.'));

/** Describes tests that need a browser; where no Chromium is found they are skipped, and one line says so. */
export function describeInBrowser(name: string, tests: (bench: Bench) => void): void {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.warn(`Skipped "${name}": no Chromium found (on Debian: apt-get install chromium).`);
    describe.skip(name, () => tests({ visit: noBrowser, visitAt: noBrowser }));
    return;
  }
  describe(name, () => {
    let browser: Browser;
    let bundle: WidgetBundle;
    const servers: ChatServer[] = [];

    beforeAll(async () => {
      bundle = await bundleWidget();
      browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
    });
    afterAll(async () => {
      await browser?.close();
      for (const server of servers) await server.stop();
    });

    tests({
      async visit(attributes = '', options = {}) {
        const server = await startChatServer(bundle.file);
        servers.push(server);
        server.page({ attributes: `data-title="Ozzy" ${attributes}` });
        const page = await (await browser.newContext(options)).newPage();
        page.setDefaultTimeout(30_000);
        await page.goto(server.url);
        const visit = asVisit(page);
        await visit.launcher.waitFor({ state: 'attached' });
        return { server, visit };
      },
      async visitAt(url, options = {}) {
        const context = await browser.newContext(options);
        await context.route(`${url}/widget*.js`, (route) => {
          const { pathname } = new URL(route.request().url());
          return route.fulfill({ path: join(dirname(bundle.file), pathname) });
        });
        const page = await context.newPage();
        page.setDefaultTimeout(30_000);
        await page.goto(`${url}/`);
        return asVisit(page);
      },
    });
  });
}
