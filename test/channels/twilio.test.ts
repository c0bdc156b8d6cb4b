import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSignedHandshake, isSignedWebhook } from '../../channels/voice/twilio/signature.js';
import { ann } from '../kit/fake-twilio.js';
import { signatureOf } from '../kit/fake-twilio-signature.js';
import type { Answer } from './desk.js';
import { echo, open, twilio, useFakeTwilio } from './twilio-desk.js';

useFakeTwilio();

describe('a call by Gather', () => {
  it('begins with the initial prompt and goes on with what the caller says', async () => {
    const at = await open();
    const call = await twilio.call(at.url);
    expect(call.heard).toEqual(['You said: hello.']);
    expect(await call.says('I want a tattoo')).toBe('You said: I want a tattoo.');
    expect(at.received).toMatchObject([
      { conversationId: `twilio_voice:${ann}`, recipient: ann, externalId: `${call.sid}.0`, text: 'hello' },
      { externalId: `${call.sid}.1`, text: 'I want a tattoo', metadata: { confidence: 0.9, direction: 'inbound' } },
    ]);
  });

  it('listens with the settings of credentials.yml, under the names that Rasa has', async () => {
    const at = await open(undefined, {
      initial_prompt: 'hi there',
      assistant_voice: 'Polly.Joanna',
      speech_timeout: '3',
      speech_model: 'phone_call',
      enhanced: 'true',
    });
    const { webhooks, gather } = await twilio.call(at.url);
    expect(at.received[0]?.text).toBe('hi there');
    expect(webhooks[0]?.twiml).toContain('<Say voice="Polly.Joanna" language="en-US">');
    expect(gather).toMatchObject({
      input: 'speech dtmf',
      speechTimeout: '3',
      speechModel: 'phone_call',
      enhanced: 'true',
      actionOnEmptyResult: 'true',
    });
  });

  const menu: Answer = ({ text }) =>
    text === 'hello'
      ? [
          {
            text: 'Which one?',
            buttons: [
              { title: 'Red', payload: '/pick{"c":"red"}' },
              { title: 'Blue', payload: '/pick{"c":"blue"}' },
            ],
          },
        ]
      : [{ text: `Got ${text}` }];

  it('reads buttons out and listens for one key', async () => {
    const at = await open(menu);
    const { heard, gather } = await twilio.call(at.url);
    expect(heard).toEqual(['Which one? For Red, press 1. For Blue, press 2.']);
    expect(gather.numDigits).toBe('1');
  });

  it.each([
    ['the key', (call: Awaited<ReturnType<typeof twilio.call>>) => call.presses('2')],
    ['the title', (call: Awaited<ReturnType<typeof twilio.call>>) => call.says('Blue.')],
    ['the name of the key', (call: Awaited<ReturnType<typeof twilio.call>>) => call.says('Number two, please')],
  ])('takes %s for the button', async (_, choose) => {
    const at = await open(menu);
    await choose(await twilio.call(at.url));
    expect(at.received[1]?.text).toBe('/pick{"c":"blue"}');
  });

  it('reads more choices than there are keys as a list, and takes the number', async () => {
    const buttons = Array.from({ length: 12 }, (_, index) => ({
      title: `Day ${index + 1}`,
      payload: `/day${index + 1}`,
    }));
    const at = await open(() => [{ text: 'Which day?', buttons }]);
    const { heard, gather } = await twilio.call(at.url);
    expect(heard[0]).toMatch(/^Which day\? 1, Day 1\. 2, Day 2\. .* 12, Day 12\.$/);
    expect(gather.numDigits).toBeUndefined();
    const answer = { event: 'bot', text: 'Which day?', data: { buttons } } as const;
    expect(at.channels.understand('twilio_voice', '12', [{ ...answer, timestamp: 1 }])).toBe('/day12');
  });

  it('waits for the caller where the initial prompt is empty, or the caller has spoken already', async () => {
    const at = await open(undefined, { initial_prompt: '' });
    const call = await twilio.call(at.url);
    expect(call).toMatchObject({ heard: [], state: 'listening' });
    expect(await call.says('hi')).toBe('You said: hi.');
    expect(at.received).toHaveLength(1);
  });

  it('takes keys for digits where nothing is to be chosen', async () => {
    const at = await open();
    const call = await twilio.call(at.url);
    expect(call.gather.numDigits).toBeUndefined();
    await call.presses('6035550142');
    expect(at.received[1]).toMatchObject({ text: '6035550142', metadata: { digits: '6035550142' } });
  });

  it('repeats itself when the caller is silent, and takes its leave after the third time', async () => {
    const at = await open(undefined, { goodbye: 'Bye.' });
    const call = await twilio.call(at.url);
    expect(await call.isSilent()).toBe('You said: hello.');
    expect(await call.isSilent()).toBe('You said: hello.');
    expect(await call.isSilent()).toBe('Bye.');
    expect(call.state).toBe('ended');
    expect(at.received).toHaveLength(1);
  });

  it('asks the caller to rephrase when there is nothing to repeat', async () => {
    const at = await open(() => []);
    const call = await twilio.call(at.url);
    expect(call.heard).toEqual(["I'm sorry I didn't get that could you rephrase."]);
  });

  it('says a filler while a turn takes long, and then all of the answer', async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const at = await open(
      async function* ({ text }) {
        yield { text: `${text}, one` };
        if (text === 'hello') return;
        await slow;
        yield { text: 'two' };
      },
      { patience: 0.02, filler: 'Wait.' },
    );
    const call = await twilio.call(at.url);
    const answer = call.says('go');
    await expect.poll(() => call.heard).toContain('Wait.');
    finish();
    expect(await answer).toMatch(/^go, one\. (Wait\. )+two\.$/);
    expect(call.state).toBe('listening');
  });

  it('answers a webhook that comes twice with the same words, and runs one turn', async () => {
    const at = await open();
    const call = await twilio.call(at.url);
    await call.says('once');
    const latest = call.webhooks.at(-1);
    if (!latest) throw new Error('there is no webhook');
    expect((await call.again(latest)).twiml).toBe(latest.twiml);
    expect(at.received).toHaveLength(2);
  });

  it('transfers the call to a person, and goes on when nobody answers', async () => {
    const at = await open(({ text }) =>
      text === 'hello' ? [{ text: 'Hi' }] : [{ text: 'One moment.', custom: { transfer: '+442071838750' } }],
    );
    const call = await twilio.call(at.url);
    await call.says('a person please');
    expect(call).toMatchObject({ state: 'dialling', transferredTo: '+442071838750' });
    expect(await call.transferEnds('no-answer')).toBe('Nobody could take your call just now.');
    await call.says('a person please');
    await call.transferEnds('completed');
    expect(call.state).toBe('ended');
  });

  it('plays, speaks another language and hangs up as custom messages say', async () => {
    const at = await open(() => [
      { custom: { language: 'es-ES', play: 'https://bot.example/ring.mp3' } },
      { text: 'Adiós', custom: { hangup: true } },
    ]);
    const call = await twilio.call(at.url);
    expect(call).toMatchObject({ state: 'ended', played: ['https://bot.example/ring.mp3'], heard: ['Adiós.'] });
    expect(call.webhooks[0]?.twiml).toContain('language="es-ES">Adiós');
  });

  it('keeps what is told between two webhooks for the next one, in order', async () => {
    const at = await open(({ text }) => (text === 'hello' ? [{ text: 'Hi' }] : [{ text: 'Last' }]));
    const call = await twilio.call(at.url);
    await at.tell('twilio_voice', ann, { text: 'News' });
    expect(await call.says('and?')).toMatch(/News\./);
  });

  it('does not say the answer to an earlier call in the next one', async () => {
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const at = await open(
      async ({ text, externalId }) => {
        if (externalId.endsWith('1.1')) await slow;
        return [{ text: `${externalId.at(-3)} ${text}` }];
      },
      { patience: 0.02 },
    );
    const first = await twilio.call(at.url);
    const lost = first.says('late').catch(() => '');
    await expect.poll(() => at.received.length).toBe(2);
    await first.hangsUp();
    const second = await twilio.call(at.url);
    finish();
    await lost;
    expect(await second.says('hi')).toBe('2 hi.');
  });

  it('goes on after a restart of the bot, keys for choices too', async () => {
    const first = await open(menu);
    const call = await twilio.call(first.url);
    await first.close();
    const second = await open(menu);
    await call.presses('2');
    expect(call.state).toBe('listening');
    expect(second.received).toMatchObject([{ text: '2', externalId: `${call.sid}.1` }]);
  });

  it('asks again when what was said could not be stored, and logs it', async () => {
    const at = await open(echo, {}, { fault: new Error('the disk is full') });
    const call = await twilio.call(at.url);
    expect(await call.says('hi')).toBe("I'm sorry I didn't get that could you rephrase.");
    expect(call.state).toBe('listening');
    expect(at.log).toContainEqual(expect.objectContaining({ level: 'error', reason: 'the disk is full' }));
  });

  it('says a long answer in several pieces, none longer than Twilio speaks', async () => {
    const sentence = 'This is one of many sentences, and it is neither short nor long.';
    const at = await open(() => [{ text: Array.from({ length: 200 }, () => sentence).join(' ') }]);
    const { heard } = await twilio.call(at.url);
    expect(heard.length).toBeGreaterThan(2);
    expect(Math.max(...heard.map((text) => text.length))).toBeLessThan(4_096);
    expect(heard.join(' ').split(sentence)).toHaveLength(201);
  });

  it('knows callers who hide their number only for the call', async () => {
    const at = await open();
    const { sid } = await twilio.call(at.url, '+266696687');
    expect(at.received[0]).toMatchObject({ conversationId: `twilio_voice:${sid}`, recipient: sid });
  });
});

describe('the signature of Twilio', () => {
  const authToken = { auth_token: '12345' };
  const url = 'https://mycompany.com';
  const form = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  };
  const request = (originalUrl: string, signature: string, more: object = {}) =>
    Object.assign(Object.create(null), {
      originalUrl,
      url: originalUrl,
      headers: { host: 'mycompany.com', 'x-twilio-signature': signature },
      ...more,
    });

  it("is that of Twilio's own example of a form", () => {
    const signed = request('/myapp.php?foo=1&bar=2', 'RSOYDt4T1cUTdK1PDd93/VVr8B8=', { body: form });
    expect(isSignedWebhook({ ...authToken, public_url: url }, signed)).toBe(true);
    expect(isSignedWebhook(authToken, signed)).toBe(true);
    expect(isSignedWebhook({ ...authToken, public_url: 'https://other.com' }, signed)).toBe(false);
    expect(isSignedWebhook(authToken, { ...signed, body: { ...form, Digits: '1235' } })).toBe(false);
  });

  it("is that of Twilio's own example of JSON", () => {
    const raw = '{"property": "value", "boolean": true}';
    const hash = createHash('sha256').update(raw).digest('hex');
    expect(hash).toBe('0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620');
    const path = `/myapp.php?foo=1&bar=2&bodySHA256=${hash}`;
    const signed = request(path, 'a9nBmqA0ju/hNViExpshrM61xv4=', { rawBody: Buffer.from(raw), body: JSON.parse(raw) });
    expect(isSignedWebhook(authToken, signed)).toBe(true);
    expect(isSignedWebhook(authToken, { ...signed, rawBody: Buffer.from(`${raw} `) })).toBe(false);
  });

  it('is refused when it is wrong or missing', async () => {
    const at = await open();
    for (const headers of [{ 'x-twilio-signature': 'AAAA' }, {}]) {
      const response = await fetch(`${at.url}/webhooks/twilio_voice/webhook`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ CallSid: 'CA1', From: ann }),
      });
      expect(response.status).toBe(403);
    }
    expect(at.received).toEqual([]);
    expect(at.log.filter(({ message }) => /signature is missing or wrong/.test(String(message)))).toHaveLength(2);
  });

  it('is asked of WebSockets too, in the forms that Twilio signs', () => {
    for (const [public_url, signed] of [
      [url, 'wss://mycompany.com/stream'],
      [url, 'wss://mycompany.com/stream/'],
      [url, 'https://mycompany.com/stream'],
      ['http://localhost:5005', 'ws://localhost:5005/stream'],
    ] as const) {
      const key = { ...authToken, public_url };
      const signature = signatureOf('12345', signed);
      expect(isSignedHandshake(key, request('/stream', signature)), signed).toBe(true);
      expect(isSignedHandshake(key, request('/other', signature)), signed).toBe(false);
    }
  });
});
