import { expect, it } from 'vitest';
import { describeWithSound } from './voice-bench.js';

describeWithSound('talking to the web chat', (open) => {
  it('hears what is said while the button is held, and speaks the answer', async () => {
    const visit = await open({
      said: [200, 'I would like a small rose on my left shoulder please'],
      lines: ['I would like a small rose'],
      answer: () => [{ text: 'A rose costs about eighty dollars. Shall we find a day?' }],
    });
    await visit.open();
    await visit.hold.hover();
    await visit.page.mouse.down();
    await visit.strip.getByText('Listening…').waitFor();
    await expect.poll(() => visit.field.inputValue()).toBe('I');
    await visit.page.mouse.up();
    await visit.sees('I would like a small rose');
    await visit.sees('A rose costs about eighty dollars.');
    expect(visit.desk.received).toMatchObject([
      { text: 'I would like a small rose', metadata: { spoken: true, message_id: expect.any(String) } },
    ]);
    const [fed] = visit.ear.fed();
    expect(fed?.loudest).toBeGreaterThan(-30);
    // The first word is shown when half a second has been heard, and the button was held until then.
    expect(fed?.ms).toBeGreaterThanOrEqual(500);
    await visit.strip.getByText('Speaking…').waitFor();
    await visit.strip.getByText('Speaking…').waitFor({ state: 'detached' });
    const packets = await visit.played();
    const words = 'A rose costs about eighty dollars.' + 'Shall we find a day?';
    expect(packets.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(words.length * 0.06);
    for (const [at, packet] of packets.slice(1).entries()) {
      expect(packet.at).toBeCloseTo((packets[at]?.at ?? 0) + (packets[at]?.seconds ?? 0), 6);
    }
  });
});
