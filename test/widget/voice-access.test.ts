import { expect, it } from 'vitest';
import { violations } from './axe.js';
import { describeWithSound } from './voice-bench.js';

describeWithSound('voice in the web chat for everybody', (open) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`gives axe nothing to complain about, ${colorScheme}`, async () => {
      const visit = await open({
        said: [300, 'I would like a small rose on my left shoulder'],
        lines: ['I would like a small rose'],
        answer: () => [{ text: 'A rose costs about eighty dollars. Shall we find a day for it in the next week?' }],
        context: { colorScheme, reducedMotion: 'reduce' },
      });
      await visit.open();
      await visit.hold.waitFor();
      expect(await violations(visit.page)).toEqual([]);
      await visit.hands.click();
      await visit.strip.getByText('Listening…').waitFor();
      expect(await violations(visit.page)).toEqual([]);
      await visit.strip.getByText('Speaking…').waitFor();
      expect(await violations(visit.page)).toEqual([]);
    });
  }

  it('is used with the keyboard alone: hold the space bar, Escape calls off', async () => {
    const visit = await open({
      said: [200, 'I would like a small rose'],
      lines: ['never said', 'I would like a rose'],
    });
    const { keyboard } = visit.page;
    await visit.open();
    await visit.hold.focus();
    await keyboard.down(' ');
    await visit.strip.getByText('Listening…').waitFor();
    await keyboard.press('Escape');
    await keyboard.up(' ');
    await visit.strip.getByText('Listening…').waitFor({ state: 'detached' });
    expect(await visit.panel.isVisible()).toBe(true);
    await keyboard.down('Enter');
    await visit.strip.getByText('Listening…').waitFor();
    await expect.poll(() => visit.field.inputValue()).not.toBe('');
    await keyboard.up('Enter');
    await expect.poll(() => visit.desk.received.length).toBe(1);
  });

  it('begins and ends with a press of a screen reader, which holds nothing', async () => {
    const visit = await open({ said: [200, 'I would like a small rose'], lines: ['I would like a rose'] });
    await visit.open();
    await visit.hold.dispatchEvent('click');
    await expect.poll(() => visit.field.inputValue()).toBe('I');
    await visit.hold.dispatchEvent('click');
    await visit.sees('I would like a rose');
  });

  it('says how to allow the microphone when it is refused', async () => {
    const visit = await open({ said: [200], prepare: refusing('NotAllowedError') });
    await visit.open();
    await visit.hands.click();
    await visit.strip.getByText('The microphone is not allowed.').waitFor();
    expect(await visit.hands.getAttribute('aria-pressed')).toBe('false');
    expect(await visit.strip.getByRole('status').textContent()).toContain('not allowed');
  });

  it('says when there is no microphone, and when the page is not safe enough for one', async () => {
    const none = await open({ prepare: refusing('NotFoundError') });
    await none.open();
    await none.hands.click();
    await none.strip.getByText('No microphone was found.').waitFor();
    const unsafe = await open({ prepare: `Object.defineProperty(window, 'isSecureContext', { value: false });` });
    await unsafe.open();
    await unsafe.hands.click();
    await unsafe.strip.getByText('The microphone works only on pages with https.').waitFor();
  });

  it('opens the microphone only while the button is held, or hands-free is on', async () => {
    const visit = await open({ said: [200, 'I would like a small rose'], lines: ['a rose'], prepare: watchingTracks });
    const tracks = () => visit.page.evaluate('tracks.map(({ readyState }) => readyState)');
    await visit.open();
    await visit.hold.waitFor();
    expect(await tracks()).toEqual([]);
    await visit.hold.hover();
    await visit.page.mouse.down();
    await expect.poll(() => visit.field.inputValue()).not.toBe('');
    expect(await tracks()).toEqual(['live']);
    await visit.page.mouse.up();
    expect(await tracks()).toEqual(['ended']);
    await visit.hands.click();
    await expect.poll(tracks).toEqual(['ended', 'live']);
    await visit.panel.getByRole('button', { name: 'Close chat' }).click();
    expect(await tracks()).toEqual(['ended', 'ended']);
  });

  it('has no buttons where the bot has no speech, or the page wants none', async () => {
    const without = await open({ voice: undefined });
    await without.open();
    await without.write('hi');
    await without.sees('You said: hi');
    expect(await without.hold.count()).toBe(0);
    const off = await open({ attributes: 'data-voice="off"' });
    await off.open();
    await off.write('hi');
    await off.sees('You said: hi');
    expect(await off.hold.count()).toBe(0);
  });
});

/** A browser that refuses the microphone, in the words of the standard. */
const refusing = (name: string) =>
  `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '${name}'));`;

const watchingTracks = `
  window.tracks = [];
  const { getUserMedia } = MediaDevices.prototype;
  MediaDevices.prototype.getUserMedia = async function (wanted) {
    const stream = await getUserMedia.call(this, wanted);
    tracks.push(...stream.getTracks());
    return stream;
  };
`;
