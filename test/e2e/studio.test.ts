import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, type Visit } from '../widget/browser.js';
import { type ParleyProcess, startBot } from './parley-process.js';
import { writeStudioBot } from './studio-bot.js';

describeInBrowser('the tattoo studio in a browser', ({ visitAt }) => {
  let bot: { folder: string; remove(): void };
  let server: { url: string; process: ParleyProcess };

  beforeAll(async () => {
    bot = await writeStudioBot();
    server = await startBot(bot.folder);
  });
  afterAll(async () => {
    server?.process.kill('SIGTERM');
    await server?.process.ended;
    bot?.remove();
  });

  it('books an appointment, which is still there after a restart of the server, and cancels it', async () => {
    const visit = await visitAt(server.url);
    await visit.open();
    await visit.sees(/virtual assistant/);

    await visit.write('I want to book a small black and grey blackwork fern on my forearm with Freya');
    await visit.sees(/which day/i);
    await choose(visit, /^[A-Z][a-z]{2}, [A-Z][a-z]{2} \d+$/);
    await visit.sees(/what time/i);
    await choose(visit, /\b(am|pm|noon)\b/);
    await visit.sees(/your name|which name/i);
    await visit.write('My name is Ana Torres');
    await visit.sees(/phone number or mail/i);
    await visit.write('603 555 0142');
    await visit.sees(/Shall I book it/);
    await choose(visit, /Yes, book it/);
    await visit.sees(/Done! TAT-\d{4}/);
    const reference = (await visit.log.textContent())?.match(/TAT-\d{4}/)?.[0] ?? '';

    const { port } = new URL(server.url);
    server.process.kill('SIGTERM');
    expect((await server.process.ended).code).toBe(0);
    server = await startBot(bot.folder, {}, ['--port', port]);

    await visit.write('when is my appointment?');
    await visit.sees(new RegExp(`${reference}: .*Freya Lind`));
    await visit.write(`please cancel ${reference}`);
    await visit.sees(/Shall I cancel it/);
    await choose(visit, /Yes, cancel it/);
    await visit.sees(new RegExp(`Cancelled\\. ${reference}`));
  });
});

/** Presses the first button of the latest message whose title matches. */
async function choose(visit: Visit, title: RegExp): Promise<void> {
  await visit.panel.getByRole('button', { name: title, disabled: false }).first().click();
}
