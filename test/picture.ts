/**
 * Takes the README's picture: the studio's page in a real browser, in the middle of a real conversation.
 *
 * Run it after `npm run build`: `npx tsx test/picture.ts`
 */
import { chromium } from 'playwright-core';
import { startBot } from './e2e/parley-process.js';
import { writeStudioBot } from './e2e/studio-bot.js';
import { CHROMIUM_FLAGS, findChromium } from './kit/chromium.js';

const executablePath = findChromium();
if (executablePath === undefined) throw new Error('There is no Chromium here: apt-get install chromium');

const bot = await writeStudioBot();
const server = await startBot(bot.folder);
const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 });
await page.goto(server.url);
const chat = page.locator('parley-chat');
await chat.locator('.launcher').click();

const says = async (text: string, answer: RegExp) => {
  await chat.getByRole('textbox').fill(text);
  await chat.getByRole('textbox').press('Enter');
  await chat.locator('.bubble').filter({ hasText: answer }).first().waitFor();
};
await chat.locator('.bubble').first().waitFor();
await says('how much for a palm-sized blackwork wolf on my forearm?', /\$\d+/);
await says('ok, who would be good for that?', /specialises/);

await page.screenshot({ path: 'docs/chat.png' });
await browser.close();
server.process.kill('SIGTERM');
await server.process.ended;
bot.remove();
