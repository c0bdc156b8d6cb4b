import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { web } from '../../channels/web/index.js';
import { type Answer, type Desk, openDesk } from '../channels/desk.js';
import { describeInBrowser } from './browser.js';

const site = fileURLToPath(new URL('../../domains/tattoo-studio/site', import.meta.url));

describeInBrowser("the studio's page on Parley's own server", ({ visitAt }) => {
  let desk: Desk | undefined;
  afterEach(() => desk?.close());

  const openAt = async (answer?: Answer) => {
    desk = await openDesk({ channels: [{ use: web, config: {} }], ...(answer ? { answer } : {}) });
    desk.server.mountSite(site);
    return { desk, visit: await visitAt(desk.url) };
  };

  it('is greeted, and shows paragraphs and buttons as the channel sends them', async () => {
    const { visit } = await openAt(({ text }) => [
      text === '/greet'
        ? { text: 'Hello.' }
        : { text: 'First paragraph.\n\nSecond, with **weight**.', buttons: [{ title: 'Yes', payload: '/affirm' }] },
    ]);
    await visit.open();
    await visit.sees('Hello.');
    await visit.write('hi');
    await visit.log.getByRole('button', { name: 'Yes' }).waitFor();
    expect(await visit.bubbles.allInnerTexts()).toEqual(['Hello.', 'hi', 'First paragraph.', 'Second, with weight.']);
  });

  it('brings what was said while nobody was there, once', async () => {
    const { desk: at, visit } = await openAt();
    await visit.open();
    await visit.write('hi');
    await visit.sees('You said: hi');
    const session = at.received[0]?.recipient ?? '';
    await visit.page.goto('about:blank');
    await at.tell('web', session, { text: 'Your appointment is tomorrow.' });
    await visit.page.goto(at.url);
    await visit.sees('Your appointment is tomorrow.');
    await visit.page.reload();
    await visit.sees('Your appointment is tomorrow.');
    expect((await visit.bubbles.allInnerTexts()).filter((text) => text.startsWith('Your'))).toHaveLength(1);
  });
});
