import { expect, it } from 'vitest';
import { describeWithSound } from './voice-bench.js';

const long = Array.from({ length: 12 }, (_, at) => `This is sentence number ${at + 1} of a long story.`).join(' ');

describeWithSound('talking hands-free', (open) => {
  it('finds the ends of what is said by itself, and goes on listening', async () => {
    const visit = await open({
      said: [600, 'Hello there my friend', 2_500, 'I need an appointment tomorrow'],
      lines: ['Hello there', 'I need an appointment'],
      answer: ({ text }) => [{ text: text === 'Hello there' ? 'Hi.' : 'Done.' }],
    });
    await visit.open();
    await visit.hands.click();
    await visit.sees('I need an appointment');
    await visit.sees('Done.');
    expect(visit.desk.received.map(({ text }) => text)).toEqual(['Hello there', 'I need an appointment']);
    expect(visit.ear.fed().every(({ ms, loudest }) => ms > 1_000 && ms < 5_000 && loudest > -30)).toBe(true);
    await visit.strip.getByText('Listening…').waitFor();
    await visit.strip.getByRole('button', { name: 'Stop listening' }).click();
    await visit.strip.getByText('Listening…').waitFor({ state: 'detached' });
  });

  it('falls silent when one talks over it, and keeps only what was heard', async () => {
    const visit = await open({
      said: [600, 'Tell me a story please', 6_000, 'Stop it, that is enough for me'],
      lines: ['Tell me a story', 'Stop it'],
      answer: ({ text }) => [{ text: text === 'Stop it' ? 'All right.' : long }],
    });
    await visit.open();
    await visit.hands.click();
    await visit.strip.getByText('Speaking…').waitFor();
    await visit.sees('Stop it');
    await visit.sees('All right.');
    const [session = ''] = visit.desk.received.map(({ conversationId }) => conversationId);
    const [heard] = visit.desk.record(session);
    expect(long.startsWith(heard ?? '?')).toBe(true);
    expect(heard?.length).toBeGreaterThan(20);
    expect(heard?.length).toBeLessThan(long.length / 2);
    await visit.strip.getByText('Listening…').waitFor();
    const seconds = (await visit.played()).reduce((sum, packet) => sum + packet.seconds, 0);
    expect(seconds).toBeLessThan((long.length * 0.06) / 2);
  });

  it('goes on speaking when one only says "uh-huh"', async () => {
    const visit = await open({
      said: [600, 'Tell me a story please', 4_000, 'Uh huh, okay'],
      lines: ['Tell me a story', 'uh-huh, okay'],
      answer: () => [{ text: long.slice(0, 180) }],
    });
    await visit.open();
    await visit.hands.click();
    await visit.strip.getByText('Speaking…').waitFor();
    await expect.poll(() => visit.ear.fed().length, { timeout: 15_000 }).toBe(2);
    await visit.strip.getByText('Listening…').waitFor();
    expect(visit.desk.received).toHaveLength(1);
    const seconds = (await visit.played()).reduce((sum, packet) => sum + packet.seconds, 0);
    expect(seconds).toBeGreaterThan(10);
  });
});
