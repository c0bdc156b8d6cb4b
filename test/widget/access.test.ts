import { expect, it } from 'vitest';
import { violations } from './axe.js';
import { describeInBrowser, type Visit } from './browser.js';
import type { ChatServer } from './chat-server.js';

/** Fills the panel with one of everything. */
async function talkAboutEverything({ server, visit }: { server: ChatServer; visit: Visit }): Promise<void> {
  const buttons = [
    { title: 'Choose', payload: '/choose' },
    { title: 'Portfolio', type: 'web_url', url: 'https://example.org' },
  ];
  const elements = [{ title: 'Mara Voss', subtitle: 'Fine line', image_url: '/picture.svg', buttons }];
  const quick_replies = [{ content_type: 'text', title: 'Yes', payload: '/affirm' }];
  await visit.open();
  await visit.write('hello');
  await expect.poll(() => server.heard.length).toBe(1);
  server.say({ text: 'Hello, see https://example.org and `code`\n- **one**\n- two', quick_replies });
  server.say({ attachment: { type: 'image', payload: { src: '/picture.svg', title: 'A koi' } } });
  server.say({ attachment: { type: 'template', payload: { template_type: 'generic', elements } } });
  await visit.log.getByText('Mara Voss').waitFor();
  server.acknowledge({ ok: false, error: { code: 'X', message: 'Refused.', remedy: 'Wait.' } });
  await visit.write('refused');
  await visit.log.getByText('Refused. Wait.').waitFor();
  server.typing(true);
  await visit.log.getByText('Ozzy is typing…').waitFor();
}

describeInBrowser('the web chat for everybody', ({ visit: begin }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`gives axe nothing to complain about, ${colorScheme}`, async () => {
      const started = await begin('data-accent="#b3402a"', { colorScheme, reducedMotion: 'reduce' });
      await talkAboutEverything(started);
      expect(await violations(started.visit.page)).toEqual([]);
      await started.visit.panel.getByRole('button', { name: 'Start over' }).click();
      expect(await violations(started.visit.page)).toEqual([]);
      await started.server.stop();
      await started.visit.panel.getByText('No connection.').waitFor();
      expect(await violations(started.visit.page)).toEqual([]);
    });
  }

  it('keeps its words readable with a pale accent', async () => {
    const started = await begin('data-accent="#ffe08a" data-theme="light"', { reducedMotion: 'reduce' });
    await talkAboutEverything(started);
    expect(await violations(started.visit.page)).toEqual([]);
  });

  it('is used with the keyboard alone', async () => {
    const { server, visit } = await begin();
    const { keyboard } = visit.page;
    const quick_replies = [{ content_type: 'text', title: 'Yes', payload: '/affirm' }];
    server.think((message, say) =>
      message === '/affirm' ? say({ text: 'Great' }) : say({ text: 'Sure?', quick_replies }),
    );
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await keyboard.type('line one');
    await keyboard.press('Shift+Enter');
    await keyboard.type('line two');
    await keyboard.press('Enter');
    await visit.log.getByRole('button', { name: 'Yes' }).waitFor();
    expect(server.heard[0]?.message).toBe('line one\nline two');
    await keyboard.press('Shift+Tab');
    expect(
      await visit.log.getByRole('button', { name: 'Yes' }).evaluate((button) => button.matches(':focus-visible')),
    ).toBe(true);
    await keyboard.press('Enter');
    await visit.sees('Great');
    await keyboard.type('typing goes on in the field');
    expect(await visit.field.inputValue()).toBe('typing goes on in the field');
    await keyboard.press('Escape');
    await visit.panel.waitFor({ state: 'hidden' });
    expect(await visit.launcher.evaluate((button) => button.matches(':focus'))).toBe(true);
  });

  it('leaves Enter to an input method that is composing a word', async () => {
    const { server, visit } = await begin();
    await visit.open();
    await visit.field.fill('にほ');
    await visit.field.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(await visit.field.inputValue()).toBe('にほ');
    await visit.field.press('Enter');
    await expect.poll(() => server.heard.map(({ message }) => message)).toEqual(['にほ']);
  });

  it('covers a phone of 360 px and scrolls nothing sideways', async () => {
    const started = await begin('', { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
    await talkAboutEverything(started);
    const { page, panel, log } = started.visit;
    expect(await panel.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 640 });
    expect(await log.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    const small = await panel
      .locator('button:visible, a.choice, textarea')
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML));
    expect(small).toEqual([]);
  });

  it('runs from right to left in Arabic', async () => {
    const { visit } = await begin('data-lang="ar"');
    await visit.open();
    await visit.page.getByRole('button', { name: 'إغلاق المحادثة' }).first().waitFor();
    const root = visit.page.locator('parley-chat .root');
    expect(await root.getAttribute('dir')).toBe('rtl');
    const send = await visit.panel.getByRole('button', { name: 'إرسال' }).boundingBox();
    const field = await visit.field.boundingBox();
    expect(send?.x).toBeLessThan(field?.x ?? 0);
  });

  it("is not touched by the page's styles", async () => {
    const { server, visit } = await begin();
    server.page({ head: '<style>* { color: red !important; font-size: 40px } button { display: none }</style>' });
    await visit.page.reload();
    await visit.open();
    const field = `document.querySelector('parley-chat').shadowRoot.querySelector('textarea')`;
    expect(await visit.page.evaluate(`getComputedStyle(${field}).fontSize`)).toBe('15px');
  });
});
