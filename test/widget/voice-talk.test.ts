import { expect, it } from 'vitest';
import type { SpeechToText } from '../../channels/voice/speech/speech.js';
import { describeWithSound, type VoiceVisit } from './voice-bench.js';
import { tone } from './voice-kit.js';

/** Holds the button until the first words are there. */
async function talk({ hold, page, field }: VoiceVisit): Promise<void> {
  await hold.hover();
  await page.mouse.down();
  await expect.poll(() => field.inputValue()).not.toBe('');
  await page.mouse.up();
}

const long = Array.from({ length: 12 }, (_, at) => `This is sentence number ${at + 1} of a long story.`).join(' ');
const said = [200, 'I would like a small rose on my left shoulder please'];

describeWithSound('a talk with the web chat', (open) => {
  it('takes the words on a button for a press of it', async () => {
    const visit = await open({
      said,
      lines: ['Show me', 'book a table'],
      answer: ({ text }) =>
        text === 'Show me'
          ? [{ text: 'What next?', buttons: [{ title: 'Book a table', payload: '/book{"what":"table"}' }] }]
          : [{ text: 'Booked.' }],
    });
    await visit.open();
    await talk(visit);
    await visit.sees('What next?');
    await talk(visit);
    await visit.sees('Booked.');
    expect(visit.desk.received[1]?.text).toBe('/book{"what":"table"}');
    expect(await visit.bubbles.allInnerTexts()).toEqual(['Show me', 'What next?', 'book a table', 'Booked.']);
  });

  it('is silent again once something is written, and keeps what was heard', async () => {
    const visit = await open({
      said,
      lines: ['A story'],
      answer: ({ text }) => [{ text: text === 'A story' ? long : 'Fine.' }],
    });
    await visit.open();
    await talk(visit);
    await visit.strip.getByText('Speaking…').waitFor();
    await visit.write('enough');
    await visit.sees('Fine.');
    await visit.strip.getByText('Speaking…').waitFor({ state: 'detached' });
    const [session = ''] = visit.desk.received.map(({ conversationId }) => conversationId);
    await expect.poll(() => visit.desk.record(session)[0]?.length ?? 0).toBeLessThan(long.length / 2);
    expect(visit.desk.record(session)[1]).toBe('Fine.');
    const packets = await visit.played();
    await visit.write('more');
    await expect.poll(() => visit.desk.received.length).toBe(3);
    expect(await visit.played()).toHaveLength(packets.length);
  });

  it('says when the bot could not be reached while one spoke', async () => {
    const visit = await open({ said, lines: ['never'] });
    await visit.open();
    await visit.hold.hover();
    await visit.page.mouse.down();
    await expect.poll(() => visit.field.inputValue()).not.toBe('');
    await visit.desk.close();
    await visit.strip.getByText('There is no connection').waitFor();
    expect(await visit.field.inputValue()).toBe('');
  });

  it('says so when the recogniser fails', async () => {
    const broken: SpeechToText = {
      name: 'broken',
      listen: () => ({
        write: () => undefined,
        finish: () => undefined,
        transcripts: {
          [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('the model is not there')) }),
        },
      }),
    };
    const visit = await open({ said, voice: { listen: broken, speak: tone } });
    await visit.open();
    await visit.hands.click();
    await visit.strip.getByText('Something went wrong inside the bot.').waitFor();
    expect(visit.desk.log.some(({ message }) => String(message).includes('could not be taken in'))).toBe(true);
  });

  it('hears nothing where nothing is said', async () => {
    const visit = await open({ said: [8_000] });
    await visit.open();
    await visit.hold.hover();
    await visit.page.mouse.down();
    await expect.poll(() => visit.ear.soundMs()).toBeGreaterThan(500);
    await visit.page.mouse.up();
    await visit.strip.getByText('I heard nothing.').waitFor();
    expect(visit.desk.received).toEqual([]);
  });
});
