import { afterEach, describe, expect, it } from 'vitest';
import { rest } from '../../channels/rest/index.js';
import { gate } from '../kernel/gate.js';
import { type Answer, type Desk, openDesk } from './desk.js';

let desk: Desk | undefined;
afterEach(() => desk?.close());

const open = async (answer?: Answer) => {
  desk = await openDesk({ channels: [{ use: rest }], ...(answer ? { answer } : {}) });
  return desk;
};

type Headers = Readonly<Record<string, string>>;

const json: Headers = { 'content-type': 'application/json' };

const post = ({ url }: Desk, body: string | Buffer<ArrayBuffer>, headers = json, query = '') =>
  fetch(`${url}/webhooks/rest/webhook${query}`, { method: 'POST', body, headers });

const say = async (at: Desk, body: object, headers?: Headers) => {
  const response = await post(at, JSON.stringify(body), { ...json, ...headers });
  return response.json();
};

describe('the REST channel', () => {
  it('answers a message with the messages of its turn', async () => {
    const at = await open();
    expect(await say(at, { sender: 'ann', message: 'hi' })).toEqual([{ recipient_id: 'ann', text: 'You said: hi' }]);
    expect(at.received).toMatchObject([{ conversationId: 'ann', text: 'hi' }]);
  });

  it('takes a message without a sender as that of "default"', async () => {
    const at = await open();
    expect(await say(at, { message: 'hi' })).toEqual([{ recipient_id: 'default', text: 'You said: hi' }]);
  });

  it('hands over metadata and the input channel', async () => {
    const at = await open();
    await say(at, { sender: 'ann', message: 'hi', input_channel: 'phone', metadata: { shop: 7 } });
    expect(at.received[0]).toMatchObject({ inputChannel: 'phone', metadata: { shop: 7 } });
  });

  it('sends each thing that a message holds in an object of its own, as Rasa does', async () => {
    const buttons = [{ title: 'Yes', payload: '/yes' }];
    const at = await open(() => [
      { text: 'One.\n\nTwo.', image: 'https://x/a.png', custom: { a: 1 } },
      { text: 'Sure?\n\nReally?', buttons },
    ]);
    expect(await say(at, { sender: 'ann', message: 'hi' })).toEqual([
      { recipient_id: 'ann', text: 'One.' },
      { recipient_id: 'ann', text: 'Two.' },
      { recipient_id: 'ann', custom: { a: 1 } },
      { recipient_id: 'ann', image: 'https://x/a.png' },
      { recipient_id: 'ann', text: 'Sure?\n\nReally?', buttons },
    ]);
  });

  it('streams each message as a line of JSON as soon as it is said', async () => {
    const second = gate();
    const at = await open(async function* ({ text }) {
      yield { text: `1 ${text}` };
      await second.opened;
      yield { text: `2 ${text}` };
    });
    const body = JSON.stringify({ sender: 'bob', message: 'go' });
    const response = await post(at, body, json, '?stream=true');
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const lines = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await lines?.read()).toMatchObject({ value: '{"recipient_id":"bob","text":"1 go"}\n' });
    second.open();
    expect(await lines?.read()).toMatchObject({ value: '{"recipient_id":"bob","text":"2 go"}\n' });
    expect(await lines?.read()).toMatchObject({ done: true });
  });

  it('keeps apart what two requests of one sender get', async () => {
    const slow = gate();
    const at = await open(async ({ text }) => {
      if (text === 'slow') await slow.opened;
      return [{ text: `to ${text}` }];
    });
    const first = say(at, { sender: 'ann', message: 'slow' });
    const second = await say(at, { sender: 'ann', message: 'quick' });
    slow.open();
    expect([await first, second]).toEqual([
      [{ recipient_id: 'ann', text: 'to slow' }],
      [{ recipient_id: 'ann', text: 'to quick' }],
    ]);
  });

  it('runs no second turn for a repeated id, and hands over what nobody took', async () => {
    const at = await open();
    const message = { sender: 'ann', message: 'book', metadata: { message_id: 'm-1' } };
    expect(await say(at, message)).toHaveLength(1);
    await at.tell('rest', 'ann', { text: 'left over' });
    expect(await say(at, message)).toEqual([{ recipient_id: 'ann', text: 'left over' }]);
    expect(at.received).toHaveLength(1);
  });

  it('reads an idempotency key from the header, and keeps the keys of two senders apart', async () => {
    const at = await open();
    await say(at, { sender: 'ann', message: 'hi' }, { 'idempotency-key': '1' });
    await say(at, { sender: 'ann', message: 'hi' }, { 'idempotency-key': '1' });
    await say(at, { sender: 'bob', message: 'hi' }, { 'idempotency-key': '1' });
    expect(at.received.map(({ conversationId }) => conversationId)).toEqual(['ann', 'bob']);
  });

  it('gives what was missed together with the answer to the next message', async () => {
    const at = await open();
    await at.tell('rest', 'ann', { text: 'earlier' });
    const texts = (await say(at, { sender: 'ann', message: 'hi' })) as { text: string }[];
    expect(texts.map(({ text }) => text).sort()).toEqual(['You said: hi', 'earlier']);
  });

  it('reports its health', async () => {
    const at = await open();
    expect(await (await fetch(`${at.url}/webhooks/rest/`)).json()).toEqual({ status: 'ok' });
  });

  it('understands curl -d, which calls JSON a form', async () => {
    const at = await open();
    const response = await post(at, '{"sender":"ann","message":"hi"}', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(response.status).toBe(200);
  });
});

describe('the REST channel refuses', () => {
  const cases: readonly [string, string | Buffer<ArrayBuffer>, Headers, number, string][] = [
    ['what is no JSON', 'hello', json, 400, 'BODY_NOT_JSON'],
    ['JSON cut short', '{"message": "hi"', json, 400, 'BODY_NOT_JSON'],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]), json, 400, 'BODY_NOT_UTF8'],
    ['a message of 1 MB', JSON.stringify({ message: 'x'.repeat(1_000_000) }), json, 413, 'BODY_TOO_LARGE'],
    ['a message too long to read', JSON.stringify({ message: 'x'.repeat(20_000) }), json, 413, 'MESSAGE_TOO_LONG'],
    ['no text', '{"message": "  "}', json, 400, 'MESSAGE_EMPTY'],
    ['no message', '{"sender": "ann"}', json, 400, 'BODY_INVALID'],
    ['no body', '', json, 400, 'BODY_INVALID'],
    ['a message that is no text', '{"message": {"a": 1}}', json, 400, 'BODY_INVALID'],
    ['a list', '[]', json, 400, 'BODY_INVALID'],
    ['a sender that is no name', '{"sender": {}, "message": "hi"}', json, 400, 'BODY_INVALID'],
    ['an empty sender', '{"sender": "", "message": "hi"}', json, 400, 'MESSAGE_ID_INVALID'],
    ['a sender with a NUL', '{"sender": "a\\u0000b", "message": "hi"}', json, 400, 'MESSAGE_ID_INVALID'],
    ['another content type', '<m>hi</m>', { 'content-type': 'text/xml' }, 415, 'BODY_TYPE_UNSUPPORTED'],
    ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 415, 'BODY_TYPE_UNSUPPORTED'],
    ['an unknown encoding', '{}', { ...json, 'content-encoding': 'zip' }, 415, 'BODY_ENCODING_UNKNOWN'],
    [
      'a body that is not what its encoding says',
      '{}',
      { ...json, 'content-encoding': 'gzip' },
      400,
      'REQUEST_INVALID',
    ],
  ];

  it.each(cases)('%s', async (_, body, headers, status, code) => {
    const at = await open();
    const response = await post(at, body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status: 'failure', code: status, details: { code } });
    expect(at.received).toEqual([]);
  });
});
