import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ann } from '../kit/fake-twilio.js';
import type { Answer, Desk } from './desk.js';
import { echo, open as openPhone, twilio, useFakeTwilio } from './twilio-desk.js';

useFakeTwilio();

const open = (answer: Answer = echo, config: object = {}): Promise<Desk> =>
  openPhone(answer, { mode: 'relay', ...config });

/** A turn that ends when it is told to. */
function patient(): { readonly until: Promise<void>; end(): void } {
  let end: () => void = () => undefined;
  const until = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { until, end };
}

describe('a call by ConversationRelay', () => {
  it('begins with the initial prompt and goes on with what the caller says', async () => {
    const at = await open();
    const call = await twilio.call(at.url);
    expect(await call.relay.answer()).toBe('You said: hello.');
    expect(await call.says('I want a tattoo')).toBe('You said: I want a tattoo.');
    expect(at.received).toMatchObject([
      { conversationId: `twilio_voice:${ann}`, recipient: ann, externalId: `${call.sid}.0`, text: 'hello' },
      { text: 'I want a tattoo', metadata: { call_sid: call.sid, speech: 'I want a tattoo', lang: 'en-US' } },
    ]);
  });

  it('is asked for with the settings', async () => {
    const at = await open(undefined, {
      language: 'en-GB',
      assistant_voice: 'Amy',
      hints: ['blackwork', 'Freya'],
      relay: { tts_provider: 'Amazon', interruptible: 'speech' },
    });
    const { relay } = await twilio.call(at.url);
    expect(relay.attributes).toMatchObject({
      url: 'wss://bot.example/webhooks/twilio_voice/relay',
      language: 'en-GB',
      voice: 'Amy',
      ttsProvider: 'Amazon',
      hints: 'blackwork, Freya',
      interruptible: 'speech',
      dtmfDetection: 'true',
    });
  });

  it('sends sentence after sentence, and tells when it was the last', async () => {
    const at = await open(() => [
      { text: 'This is the first sentence. This is the second sentence.' },
      { text: 'Done with it all.' },
    ]);
    const { relay } = await twilio.call(at.url);
    await relay.answer();
    expect(relay.frames).toEqual([
      { type: 'text', token: 'This is the first sentence. ', last: false },
      { type: 'text', token: 'This is the second sentence. ', last: false },
      { type: 'text', token: 'Done with it all. ', last: false },
      { type: 'text', token: '', last: true },
    ]);
  });

  it('takes no turn from words that are not final', async () => {
    const at = await open();
    const { relay } = await twilio.call(at.url);
    await relay.answer();
    relay.send({ type: 'prompt', voicePrompt: 'I want', lang: 'en-US', last: false });
    await relay.says('I want a tattoo');
    expect(at.received.map(({ text }) => text)).toEqual(['hello', 'I want a tattoo']);
  });

  it('reads buttons out; a key chooses at once', async () => {
    const buttons = [
      { title: 'Red', payload: '/red' },
      { title: 'Blue', payload: '/blue' },
    ];
    const at = await open(({ text }) => (text === 'hello' ? [{ text: 'Which one?', buttons }] : [{ text: 'Right.' }]));
    const call = await twilio.call(at.url);
    expect(await call.relay.answer()).toBe('Which one? For Red, press 1. For Blue, press 2.');
    expect(await call.presses('2')).toBe('Right.');
    expect(at.received[1]).toMatchObject({ text: '/blue', metadata: { digits: '2' } });
  });

  it('puts keys together where nothing is to be chosen', async () => {
    const at = await open();
    const call = await twilio.call(at.url);
    await call.relay.answer();
    expect(await call.presses('6035550142#')).toMatch(/^You said: 6 0 3/);
    expect(at.received[1]?.text).toBe('6035550142');
  });

  it('cuts what was not heard from the record, before the next turn', async () => {
    const at = await open(({ text }) =>
      text === 'hello'
        ? [{ text: 'We are open from Monday to Friday.' }, { text: 'And we love ferns.' }]
        : [{ text: 'Fine.' }],
    );
    const { relay } = await twilio.call(at.url);
    await relay.answer();
    relay.interrupts('We are open from');
    await relay.says('stop');
    expect(at.record(`twilio_voice:${ann}`)).toEqual(['We are open from', '', 'Fine.']);
  });

  it('does not say the rest of a turn that was interrupted', async () => {
    const slow = patient();
    const at = await open(async function* ({ text }) {
      yield { text: `${text} one.` };
      if (text !== 'go') return;
      await slow.until;
      yield { text: 'two.' };
    });
    const { relay } = await twilio.call(at.url);
    await relay.answer();
    relay.send({ type: 'prompt', voicePrompt: 'go', lang: 'en-US', last: true });
    await expect.poll(() => relay.frames.some(({ token }) => token === 'go one. ')).toBe(true);
    relay.interrupts('go');
    const answer = relay.says('and now');
    await expect.poll(() => at.received.length).toBe(3);
    slow.end();
    expect(`${await answer}`).not.toContain('two');
  });

  it('says a filler while a turn takes long', async () => {
    const slow = patient();
    const at = await open(
      async ({ text }) => {
        if (text === 'go') await slow.until;
        return [{ text }];
      },
      { patience: 0.01, filler: 'Wait.' },
    );
    const { relay } = await twilio.call(at.url);
    while ((await relay.answer()) !== 'hello.');
    expect(await relay.says('go')).toBe('Wait.');
    slow.end();
    expect(await relay.answer()).toBe('go.');
  });

  it('repeats itself when the caller is silent, then takes its leave', async () => {
    const at = await open(undefined, { silence_timeout: 0.02, silence_limit: 2, goodbye: 'Bye.' });
    const call = await twilio.call(at.url);
    expect(await call.relay.answer()).toBe('You said: hello.');
    expect(await call.relay.answer()).toBe('You said: hello.');
    expect(await call.relay.answer()).toBe('Bye.');
    await call.relay.ended;
    expect(call.state).toBe('ended');
    expect(at.received).toHaveLength(1);
  });

  it('transfers the call to a person, and goes on when nobody answers', async () => {
    const at = await open(({ text }) =>
      text === 'hello' ? [{ text: 'Hi.' }] : [{ text: 'One moment.', custom: { transfer: '+442071838750' } }],
    );
    const call = await twilio.call(at.url);
    await call.relay.answer();
    const { relay } = call;
    expect(await relay.says('a person please')).toBe('One moment.');
    await relay.ended;
    expect(call).toMatchObject({ state: 'dialling', transferredTo: '+442071838750' });
    expect(await call.transferEnds('busy')).toBe('Nobody could take your call just now.');
    expect(call.state).toBe('talking');
  });

  it('plays, sends digits and speaks another language as custom messages say', async () => {
    const at = await open(() => [
      { custom: { language: 'es-ES', play: 'https://bot.example/ring.mp3', send_digits: '12#' } },
      { text: 'Hola.' },
    ]);
    const { relay } = await twilio.call(at.url);
    await relay.answer();
    expect(relay.frames.slice(0, 3)).toEqual([
      { type: 'language', ttsLanguage: 'es-ES', transcriptionLanguage: 'es-ES' },
      { type: 'play', source: 'https://bot.example/ring.mp3' },
      { type: 'sendDigits', digits: '12#' },
    ]);
  });

  it('is taken up again when the connection breaks, without another greeting', async () => {
    const at = await open();
    const call = await twilio.call(at.url);
    await call.relay.answer();
    const first = call.relay;
    await first.breaks();
    expect(call.state).toBe('talking');
    expect(call.relay).not.toBe(first);
    await at.tell('twilio_voice', ann, { text: 'Still here.' });
    expect(await call.relay.answer()).toBe('Still here.');
    expect(at.received).toHaveLength(1);
  });

  it('keeps what is told while nobody is on the line, and says it in the next call', async () => {
    const at = await open();
    await at.tell('twilio_voice', ann, { text: 'Your appointment was moved.' });
    const { relay } = await twilio.call(at.url);
    expect(await relay.answer()).toBe('Your appointment was moved.');
    expect(await relay.answer()).toBe('You said: hello.');
  });

  it('leaves out frames that are not known, and logs what Twilio complains of', async () => {
    const at = await open();
    const call = await twilio.call(at.url);
    await call.relay.answer();
    call.relay.send('no JSON');
    call.relay.send({ type: 'surprise' });
    call.relay.send({ type: 'error', description: 'Invalid message' });
    expect(await call.says('still there?')).toBe('You said: still there?');
    expect(at.log).toContainEqual(expect.objectContaining({ reason: 'Invalid message' }));
  });

  it('asks again when what was said could not be stored', async () => {
    const at = await openPhone(echo, { mode: 'relay', initial_prompt: '' }, { fault: new Error('the disk is full') });
    const call = await twilio.call(at.url);
    expect(await call.says('hi')).toBe("I'm sorry I didn't get that could you rephrase.");
  });

  it('is refused without the signature of Twilio', async () => {
    const at = await open();
    const socket = new WebSocket(`${at.url.replace('http', 'ws')}/webhooks/twilio_voice/relay`, {
      headers: { 'x-twilio-signature': 'AAAA' },
    });
    const refusal = await new Promise<Error>((resolve) => {
      socket.on('error', resolve);
    });
    expect(refusal.message).toContain('403');
    expect(at.received).toEqual([]);
  });
});
