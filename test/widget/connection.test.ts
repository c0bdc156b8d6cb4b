import { expect, it } from 'vitest';
import { describeInBrowser } from './browser.js';

describeInBrowser('the web chat over a bad line', ({ visit: begin }) => {
  it('keeps the conversation and its session across a reload', async () => {
    const { server, visit } = await begin();
    server.think((message, say) => say({ text: `echo ${message}` }));
    await visit.open();
    await visit.write('remember me');
    await visit.sees('echo remember me');
    await visit.page.reload();
    await visit.sees('echo remember me');
    await visit.write('still there?');
    await visit.sees('echo still there?');
    expect(await visit.bubbles.count()).toBe(4);
    expect(new Set(server.heard.map(({ session }) => session)).size).toBe(1);
  });

  it('sends again, under the same id, what a server lost before acknowledging it', async () => {
    const { server, visit } = await begin();
    await visit.open();
    await visit.write('hello');
    await expect.poll(() => server.heard.length).toBe(1);
    server.acknowledge(undefined);
    await visit.write('book me in');
    await expect.poll(() => server.heard.length).toBe(2);
    await server.stop();
    await visit.panel.getByText('No connection.').waitFor();
    await server.restart();
    await expect.poll(() => server.heard.map(({ message }) => message)).toEqual(['hello', 'book me in', 'book me in']);
    expect(server.heard[2]?.id).toBe(server.heard[1]?.id);
    expect(server.heard[2]?.session).toBe(server.heard[0]?.session);
    await visit.panel.getByText('No connection.').waitFor({ state: 'detached' });
  });

  it('sends what was written while offline once the line is back, in order and once', async () => {
    const { server, visit } = await begin();
    await visit.open();
    await visit.write('hello');
    await expect.poll(() => server.heard.length).toBe(1);
    await server.stop();
    await visit.panel.getByText('No connection.').waitFor();
    await visit.write('one');
    await visit.write('two');
    await server.restart();
    await expect.poll(() => server.heard.map(({ message }) => message)).toEqual(['hello', 'one', 'two']);
  });

  it('sends after a reload what had not been acknowledged before it', async () => {
    const { server, visit } = await begin();
    server.acknowledge(undefined);
    await visit.open();
    await visit.write('am I lost?');
    await expect.poll(() => server.heard.length).toBe(1);
    server.acknowledge({ ok: true });
    await visit.page.reload();
    await expect.poll(() => server.heard.length).toBe(2);
    expect(server.heard[1]).toEqual(server.heard[0]);
  });

  it('shows a bot message once that was delivered twice', async () => {
    const { server, visit } = await begin();
    await visit.open();
    await visit.write('hello');
    await expect.poll(() => server.heard.length).toBe(1);
    server.say({ text: 'once', metadata: { id: 'same' } });
    server.say({ text: 'once', metadata: { id: 'same' } });
    server.say({ text: 'end' });
    await visit.sees('end');
    expect(await visit.bubbles.allInnerTexts()).toEqual(['hello', 'once', 'end']);
    await expect.poll(() => server.shown.length).toBe(3);
  });

  it('promises on connecting to acknowledge what it shows', async () => {
    const { server, visit } = await begin();
    await visit.open();
    await expect.poll(() => server.acknowledges).toEqual([true]);
  });

  it('comes back by itself after the server closed its connection on purpose', async () => {
    const { server, visit } = await begin();
    server.think((message, say) => say({ text: `echo ${message}` }));
    await visit.open();
    await visit.write('one');
    await visit.sees('echo one');
    server.dismiss();
    await visit.panel.getByText('No connection.').waitFor();
    await visit.write('two');
    await visit.sees('echo two');
  });

  it('is one conversation in two tabs', async () => {
    const { server, visit } = await begin();
    server.think((message, say) => say({ text: `echo ${message}` }));
    await visit.open();
    await visit.write('from the first tab');
    await visit.sees('echo from the first tab');
    const other = await visit.page.context().newPage();
    await other.goto(server.url);
    await other.getByRole('button', { name: 'Open chat' }).click();
    await other.getByRole('textbox').fill('from the second tab');
    await other.getByRole('textbox').press('Enter');
    await visit.sees('echo from the second tab');
    const inBoth = ['from the first tab', 'echo from the first tab', 'from the second tab', 'echo from the second tab'];
    expect(await visit.bubbles.allInnerTexts()).toEqual(inBoth);
    await expect.poll(() => other.locator('parley-chat .bubble').allInnerTexts()).toEqual(inBoth);
    expect(server.heard).toHaveLength(2);
  });

  it('says why the server refused a message, and tries again when asked', async () => {
    const { server, visit } = await begin();
    server.acknowledge({ ok: false, error: { code: 'X', message: 'Too many messages.', remedy: 'Wait a minute.' } });
    await visit.open();
    await visit.write('hello');
    await visit.log.getByText('Too many messages. Wait a minute.').waitFor();
    server.acknowledge({ ok: true });
    await visit.log.getByRole('button', { name: 'Try again' }).click();
    await visit.log.getByText('Too many messages.').waitFor({ state: 'detached' });
    expect(server.heard[1]?.id).toBe(server.heard[0]?.id);
  });

  it('counts what arrives while closed, also after a reload, until it is opened', async () => {
    const { server, visit } = await begin();
    await visit.open();
    await visit.write('hello');
    await expect.poll(() => server.heard.length).toBe(1);
    await visit.panel.getByRole('button', { name: 'Close chat' }).click();
    server.say({ text: 'Your appointment is tomorrow.' });
    await visit.page.getByRole('button', { name: 'Open chat, 1 unread message' }).waitFor();
    await visit.page.reload();
    await visit.page.getByRole('button', { name: 'Open chat, 1 unread message' }).click();
    await visit.sees('Your appointment is tomorrow.');
    await visit.panel.getByRole('button', { name: 'Close chat' }).click();
    await visit.page.getByRole('button', { name: 'Open chat', exact: true }).waitFor();
  });

  it('holds no socket for a visitor who never opened it', async () => {
    const { server, visit } = await begin();
    await visit.page.waitForLoadState('networkidle');
    expect(
      await visit.page.evaluate(`performance.getEntriesByType('resource').map(({ name }) => name)`),
    ).not.toContainEqual(expect.stringContaining('socket.io'));
    expect(server.visitors()).toBe(0);
  });
});
