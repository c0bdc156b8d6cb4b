import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { whatsapp } from '../../channels/whatsapp/index.js';
import { CHROMIUM_FLAGS, findChromium } from '../kit/chromium.js';
import { temporaryFolder } from '../kit/database.js';
import { canServePage, serveWhatsAppPage } from '../kit/whatsapp-page.js';
import { openDesk } from './desk.js';

const browser = findChromium();
const authToken = 'token-of-the-server';

describe.skipIf(!browser || !canServePage())('the real whatsapp-web.js, in Chromium, before a page of our own', () => {
  it('starts, gives a code to scan, keeps its session in the bot’s folder, and starts again when the browser dies', async () => {
    const page = await serveWhatsAppPage();
    onTestFinished(page.close);
    const config = { transport: 'web', browser, browser_args: [...CHROMIUM_FLAGS, ...page.flags] };
    const desk = await openDesk({ channels: [{ use: whatsapp, config }], server: { authToken } });
    onTestFinished(desk.close);
    const show = async () => (await fetch(`${desk.url}/webhooks/whatsapp/qr?token=${authToken}`)).text();

    await expect.poll(show, { timeout: 40_000, interval: 250 }).toContain('<svg');
    expect(page.visits()).toBe(1);
    expect(await readdir(join(desk.folder, 'whatsapp'))).toEqual(['session']);

    for (const process of browsersOf(desk.folder)) process.kill();
    await expect.poll(show, { interval: 100 }).toContain('not connected');
    await expect.poll(show, { timeout: 40_000, interval: 250 }).toContain('<svg');
    expect(page.visits()).toBe(2);
  }, 100_000);
});

/** The browsers that keep their session in a folder, found by the flag that says so. */
function browsersOf(folder: string): { kill(): void }[] {
  const lines = spawnSync('ps', ['-eo', 'pid=,args=']).stdout.toString().split('\n');
  const own = lines.filter((line) => line.includes(`--user-data-dir=${folder}`) && !line.includes('--type='));
  return own.map((line) => ({ kill: () => void process.kill(Number.parseInt(line, 10), 'SIGKILL') }));
}

describe('WhatsApp Web without what it needs', () => {
  it('says which browser is missing', async () => {
    const { folder, remove } = temporaryFolder('no-browser');
    onTestFinished(remove);
    const config = { transport: 'web', browser: join(folder, 'chromium') };
    await expect(openDesk({ channels: [{ use: whatsapp, config }] })).rejects.toMatchObject({
      code: 'CHANNEL_OPEN_FAILED',
      remedy: expect.stringContaining('apt-get install chromium'),
    });
    expect(existsSync(join(folder, 'chromium'))).toBe(false);
  });
});
