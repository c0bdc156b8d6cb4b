import { expect, it } from 'vitest';
import { describeWithSound } from './voice-bench.js';

/**
 * Stands in for a browser's own recogniser and voice, which no headless browser has: `recognize(text)` ends what is heard
 * with a final text, `spoken` notes what the page has read aloud.
 */
const webSpeech = `
  window.spoken = [];
  window.SpeechRecognition = class extends EventTarget {
    start() {
      window.recognize = (text) => {
        const results = [Object.assign([{ transcript: text }], { isFinal: true })];
        this.onresult({ resultIndex: 0, results });
      };
      queueMicrotask(() => this.onstart?.());
    }
    stop() { this.finish(); }
    abort() { this.finish(); }
    finish() {
      queueMicrotask(() => {
        this.onend?.();
        this.dispatchEvent(new Event('end'));
      });
    }
  };
  Object.defineProperty(window, 'speechSynthesis', {
    value: { speaking: false, speak({ text, lang }) { spoken.push([text, lang]); }, cancel() {} },
  });
`;

describeWithSound("voice by the browser's own means", (open) => {
  it('is there when the page opts in, and hears and speaks', async () => {
    const visit = await open({
      voice: undefined,
      attributes: 'data-voice="browser" data-lang="en"',
      prepare: webSpeech,
      answer: () => [{ text: 'A **rose** costs [80 dollars](https://example.org).' }],
    });
    await visit.open();
    await visit.hold.focus();
    await visit.page.keyboard.down(' ');
    await visit.strip.getByText('Listening…').waitFor();
    await visit.page.evaluate(`recognize('I would like a rose')`);
    await expect.poll(() => visit.field.inputValue()).toBe('I would like a rose');
    await visit.page.keyboard.up(' ');
    await visit.sees('A rose costs 80 dollars');
    expect(visit.desk.received).toMatchObject([{ text: 'I would like a rose', metadata: { spoken: true } }]);
    expect(await visit.page.evaluate('spoken')).toEqual([['A rose costs 80 dollars.', 'en']]);
  });

  it('hands-free, each thing said is a message of its own', async () => {
    const visit = await open({ voice: undefined, attributes: 'data-voice="browser"', prepare: webSpeech });
    await visit.open();
    await visit.hands.click();
    await visit.strip.getByText('Listening…').waitFor();
    await visit.page.evaluate(`recognize('one')`);
    await visit.sees('You said: one');
    await visit.page.evaluate(`recognize('two')`);
    await visit.sees('You said: two');
    expect(visit.desk.received.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('is left to the bot where it has speech of its own, and is not used unasked', async () => {
    const own = await open({ attributes: 'data-voice="browser"', prepare: webSpeech, said: [5_000] });
    await own.open();
    await own.hands.click();
    await own.strip.getByText('Listening…').waitFor();
    expect(await own.page.evaluate('window.recognize')).toBeUndefined();
    const unasked = await open({ voice: undefined, prepare: webSpeech });
    await unasked.open();
    await unasked.write('hi');
    await unasked.sees('You said: hi');
    expect(await unasked.hands.count()).toBe(0);
  });
});
