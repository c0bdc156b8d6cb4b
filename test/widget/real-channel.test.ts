import { afterEach, expect, it } from 'vitest';
import { web } from '../../channels/web/index.js';
import { type Answer, type Desk, openDesk } from '../channels/desk.js';
import { describeInBrowser } from './browser.js';

describeInBrowser("the widget and Parley's own web channel", ({ visitAt }) => {
  let desk: Desk | undefined;
  afterEach(() => desk?.close());

  const openAt = async (answer?: Answer) => {
    desk = await openDesk({ channels: [{ use: web, config: {} }], ...(answer ? { answer } : {}) });
    return { desk, visit: await visitAt(desk.url) };
  };

  it('talk to each other', async () => {
    const { visit } = await openAt(() => [
      { text: 'First paragraph.\n\nSecond, with **weight**.', buttons: [{ title: 'Yes', payload: '/affirm' }] },
    ]);
    await visit.open();
    await visit.write('hi');
    await visit.log.getByRole('button', { name: 'Yes' }).waitFor();
    expect(await visit.bubbles.allInnerTexts()).toEqual(['hi', 'First paragraph.', 'Second, with weight.']);
  });

  it('bring what was said while nobody was there, once', async () => {
    const { desk: at, visit } = await openAt();
    await visit.open();
    await visit.write('hi');
    await visit.sees('You said: hi');
    const session = at.received[0]?.recipient ?? '';
    await visit.page.goto('about:blank');
    await expect.poll(() => at.channels.send('web', { ...away, recipient: session })).toBe('absent');
    await at.tell('web', session, { text: 'Your appointment is tomorrow.' });
    await visit.page.goBack();
    await visit.sees('Your appointment is tomorrow.');
    await visit.page.reload();
    await visit.sees('Your appointment is tomorrow.');
    expect((await visit.bubbles.allInnerTexts()).filter((text) => text.startsWith('Your'))).toHaveLength(1);
  });
});

const away = { id: 'a', conversationId: 'c', inboxId: undefined, message: { text: 'Is anybody there?' } };
