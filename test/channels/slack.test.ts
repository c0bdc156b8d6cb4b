import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slack } from '../../channels/slack/index.js';
import { signatureFault } from '../../channels/slack/signature.js';
import type { BotMessage } from '../../core/index.js';
import { gate } from '../kernel/gate.js';
import { type FakeSlack, openFakeSlack, slackApp } from '../kit/fake-slack.js';
import { type Answer, type Desk, type DeskOptions, openDesk } from './desk.js';

let platform: FakeSlack;
let desk: Desk | undefined;
beforeEach(async () => {
  platform = await openFakeSlack();
});
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  await platform.close();
});

const echo: Answer = ({ text }) => [{ text: `You said: ${text}` }];
const silence: Answer = () => [];

const open = async (answer = silence, settings: object = {}, options: Partial<DeskOptions> = {}) => {
  const config = {
    slack_token: slackApp.token,
    slack_signing_secret: slackApp.secret,
    slack_api_url: platform.apiUrl,
    ...settings,
  };
  desk = await openDesk({ channels: [{ use: slack, config }], answer, ...options });
  return desk;
};

let clock = 1_700_000_000;
const nextTs = () => `${++clock}.000100`;

/** A direct message of Ann. */
const direct = (text: string, more: object = {}) => ({
  type: 'message',
  channel_type: 'im',
  channel: 'D1',
  user: 'UANN',
  text,
  ts: nextTs(),
  ...more,
});

/** A message of Ann in a channel. */
const inChannel = (text: string, more: object = {}) =>
  direct(text, { channel_type: 'channel', channel: 'C1', ...more });

const press = (action: object, more: object = {}) => ({
  payload: JSON.stringify({
    type: 'block_actions',
    team: { id: 'T1' },
    user: { id: 'UANN' },
    channel: { id: 'D1' },
    message: { ts: '1700000000.1' },
    trigger_id: 't',
    actions: [{ type: 'button', action_id: 'say:0', action_ts: nextTs(), block_id: 'b', ...action }],
    ...more,
  }),
});

/** Sends one bot message through the channel and says what Slack got. */
const shown = async (message: BotMessage) => {
  const at = await open();
  await at.tell('slack', 'D1', message);
  return platform.posts;
};

const outgoing = (message: BotMessage, recipient = 'D1') => ({
  id: '1',
  conversationId: 'slack:UANN',
  recipient,
  inboxId: undefined,
  message,
});

/** An HTTP proxy that tunnels, and remembers where to. */
const openProxy = async () => {
  const targets: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, client, head) => {
    targets.push(request.url ?? '');
    const { hostname, port } = new URL(`http://${request.url}`);
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const close = () => new Promise((resolve) => proxy.close(resolve));
  return { address: `http://127.0.0.1:${port}`, targets, close };
};

describe('the Slack channel hears', () => {
  it('a direct message, and answers there', async () => {
    const at = await open(echo);
    expect((await platform.sendEvent(at.url, direct('hi'))).status).toBe(200);
    expect(await platform.posted(1)).toEqual([{ channel: 'D1', text: 'You said: hi' }]);
    expect(at.received).toMatchObject([{ conversationId: 'slack:UANN', text: 'hi', metadata: { out_channel: 'D1' } }]);
  });

  it('a mention in a channel, without the mention, and answers in a thread of it', async () => {
    const at = await open(echo);
    const event = inChannel('<@UBOT> any tattoos?', { type: 'app_mention' });
    await platform.sendEvent(at.url, event);
    expect(await platform.posted(1)).toEqual([{ channel: 'C1', thread_ts: event.ts, text: 'You said: any tattoos?' }]);
    expect(at.received).toMatchObject([{ conversationId: `slack:C1:${event.ts}`, text: 'any tattoos?' }]);
  });

  it('a mention once, though Slack sends it as two events', async () => {
    const at = await open();
    const event = inChannel('hi <@UBOT>');
    await platform.sendEvent(at.url, event);
    await platform.sendEvent(at.url, { ...event, type: 'app_mention' });
    expect(at.received).toHaveLength(1);
  });

  it('what is said in its thread without a mention', async () => {
    const at = await open();
    const event = inChannel('<@UBOT> hi', { type: 'app_mention' });
    await platform.sendEvent(at.url, event);
    await platform.sendEvent(at.url, inChannel('two please', { thread_ts: event.ts, user: 'UBOB' }));
    expect(at.received.map(({ conversationId, text }) => [conversationId, text])).toEqual([
      [`slack:C1:${event.ts}`, 'hi'],
      [`slack:C1:${event.ts}`, 'two please'],
    ]);
  });

  it('what is said in a thread in which it wrote before it was restarted', async () => {
    platform.threads.set('C1/1.5', [
      { user: 'UANN', text: 'hello' },
      { user: slackApp.userId, text: 'Hello!' },
    ]);
    const at = await open();
    await platform.sendEvent(at.url, inChannel('still there?', { thread_ts: '1.5' }));
    expect(at.received).toMatchObject([{ text: 'still there?', recipient: 'C1/1.5' }]);
  });

  it('a thread of direct messages as the same conversation, and answers in the thread', async () => {
    const at = await open(echo);
    await platform.sendEvent(at.url, direct('and two?', { thread_ts: '1.7' }));
    expect(await platform.posted(1)).toMatchObject([{ channel: 'D1', thread_ts: '1.7' }]);
    expect(at.received).toMatchObject([{ conversationId: 'slack:UANN' }]);
  });

  it.each([
    ['sender', 'slack:UANN'],
    ['channel', 'slack:C1:UANN'],
  ])('as one conversation what the settings say: %s', async (conversation_granularity, conversationId) => {
    const at = await open(echo, { conversation_granularity, use_threads: false });
    await platform.sendEvent(at.url, inChannel('<@UBOT> hi', { type: 'app_mention' }));
    expect(await platform.posted(1)).toEqual([{ channel: 'C1', text: 'You said: hi' }]);
    expect(at.received).toMatchObject([{ conversationId }]);
  });

  it('a slash command, and answers the person alone', async () => {
    const at = await open(echo);
    const form = {
      command: '/tattoo',
      text: 'a rose',
      user_id: 'UANN',
      channel_id: 'C1',
      team_id: 'T1',
      trigger_id: '7',
    };
    const response = await platform.sendForm(at.url, form);
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(await platform.posted(1)).toEqual([{ channel: 'UANN', text: 'You said: a rose' }]);
    expect(at.received).toMatchObject([{ conversationId: 'slack:UANN', metadata: { command: '/tattoo' } }]);
  });

  it('a slash command alone as the command itself', async () => {
    const at = await open();
    const form = { command: '/greet', text: '', user_id: 'UANN', channel_id: 'C1', team_id: 'T1', trigger_id: '8' };
    await platform.sendForm(at.url, form);
    expect(at.received).toMatchObject([{ text: '/greet' }]);
  });

  it('the press of a button as its payload, in the conversation of its message', async () => {
    const at = await open();
    await platform.sendForm(at.url, press({ value: '/choose{"style": "blackwork"}', text: { text: 'Blackwork' } }));
    const inThread = { channel: { id: 'C1' }, message: { ts: '2.1', thread_ts: '1.5' } };
    await platform.sendForm(at.url, press({ value: '/no' }, inThread));
    expect(at.received).toMatchObject([
      { conversationId: 'slack:UANN', text: '/choose{"style": "blackwork"}', recipient: 'D1' },
      { conversationId: 'slack:C1:1.5', text: '/no', recipient: 'C1/1.5' },
    ]);
  });

  it('the choice of a menu, and a button whose payload was too long by its title', async () => {
    const at = await open();
    const option = { text: { type: 'plain_text', text: 'Two' }, value: '/choose{"n": 2}' };
    await platform.sendForm(at.url, press({ type: 'static_select', action_id: 'say:menu', selected_option: option }));
    await platform.sendForm(at.url, press({ text: { type: 'plain_text', text: 'The long one' } }));
    expect(at.received.map(({ text }) => text)).toEqual(['/choose{"n": 2}', 'The long one']);
  });

  it('emoji, right-to-left and combining characters as they are, both ways', async () => {
    const text = 'שלום 👩‍👩‍👧‍👦 e\u0301 مرحبا 🇩🇪';
    const at = await open(() => [{ text }]);
    await platform.sendEvent(at.url, direct(text));
    expect(at.received[0]?.text).toBe(text);
    expect(await platform.posted(1)).toMatchObject([{ text }]);
  });

  it('links, mentions of others and escaped characters as a reader sees them', async () => {
    const at = await open();
    await platform.sendEvent(
      at.url,
      direct('mail <mailto:a@b.co|a@b.co>, see <https://x.co/a?b=1&amp;c=2>, 2 &lt; 3 &amp;amp; <@UBOB|bob> <!here>'),
    );
    expect(at.received[0]?.text).toBe('mail a@b.co, see https://x.co/a?b=1&c=2, 2 < 3 &amp; bob @here');
  });

  it('a file as a note of its kind, and hands on where it is', async () => {
    const at = await open();
    const file = {
      id: 'F1',
      name: 'arm.png',
      mimetype: 'image/png',
      size: 9,
      url_private: 'https://files.slack.com/F1',
    };
    await platform.sendEvent(at.url, direct('', { subtype: 'file_share', files: [file] }));
    const attachment = { kind: 'photo', id: 'F1', name: 'arm.png', mime: 'image/png', size: 9, url: file.url_private };
    expect(at.received).toMatchObject([{ text: '[photo]', metadata: { attachments: [attachment] } }]);
  });

  it('one message, however often Slack sends it', async () => {
    const at = await open();
    const event = direct('book');
    const retry = { headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' } };
    for (const signing of [{}, retry, retry, retry, retry]) {
      expect((await platform.sendEvent(at.url, event, signing)).status).toBe(200);
    }
    expect(at.received).toHaveLength(1);
  });

  it('many at once', async () => {
    const at = await open();
    const events = Array.from({ length: 20 }, (_, index) => direct(`${index}`, { user: `U${index}` }));
    const responses = await Promise.all(events.map((event) => platform.sendEvent(at.url, event)));
    expect(responses.every(({ ok }) => ok)).toBe(true);
    expect(new Set(at.received.map(({ text }) => text)).size).toBe(20);
  });

  it('while a turn is still at work', async () => {
    const slow = gate();
    const at = await open(async function* () {
      await slow.opened;
      yield { text: 'done' };
    } as Answer);
    expect((await platform.sendEvent(at.url, direct('think'))).status).toBe(200);
    expect(platform.posts).toEqual([]);
    slow.open();
    expect(await platform.posted(1)).toMatchObject([{ text: 'done' }]);
  });
});

describe('the Slack channel takes no turn for', () => {
  const silent: readonly [string, object][] = [
    ['an edit', { type: 'message', subtype: 'message_changed', channel: 'D1', message: direct('new'), ts: '1.1' }],
    ['a deletion', { type: 'message', subtype: 'message_deleted', channel: 'D1', deleted_ts: '1.0', ts: '1.1' }],
    [
      'a mention that was edited in',
      inChannel('<@UBOT> x', { type: 'app_mention', edited: { user: 'UANN', ts: '2.0' } }),
    ],
    ['its own message', direct('You said: hi', { user: slackApp.userId, bot_id: slackApp.botId })],
    ['a message of another bot', inChannel('<@UBOT> hi', { bot_id: 'B2', subtype: 'bot_message' })],
    ['somebody who joins', inChannel('<@UANN> has joined', { subtype: 'channel_join' })],
    ['talk in a channel', inChannel('lunch?')],
    ['talk in a thread of others', inChannel('yes', { thread_ts: '1.2' })],
    ['a reaction', { type: 'reaction_added', user: 'UANN', reaction: 'eyes', item: { channel: 'D1', ts: '1.0' } }],
  ];

  it.each(silent)('%s', async (_, event) => {
    platform.threads.set('C1/1.2', [{ user: 'UANN', text: 'lunch?' }]);
    const at = await open(echo);
    expect((await platform.sendEvent(at.url, event)).status).toBe(200);
    expect(at.received).toEqual([]);
  });

  it('a button that opens a page', async () => {
    const at = await open();
    const action = { action_id: 'open:0', text: { type: 'plain_text', text: 'Shop' } };
    expect((await platform.sendForm(at.url, press(action))).status).toBe(200);
    expect(at.received).toEqual([]);
  });

  it('a message that is too long to be read, and asks for no retry', async () => {
    const at = await open();
    expect((await platform.sendEvent(at.url, direct('x'.repeat(12_000)))).status).toBe(200);
    expect(at.received).toEqual([]);
    expect(at.log).toContainEqual(expect.objectContaining({ level: 'warn', code: 'MESSAGE_TOO_LONG' }));
  });
});

describe('the Slack channel refuses', () => {
  const now = () => Math.floor(Date.now() / 1_000);

  it.each([
    ['another signature', { secret: 'wrong' }],
    ['no signature', { headers: { 'x-slack-signature': '' } }],
    ['a signature that is too short', { headers: { 'x-slack-signature': 'v0=a2' } }],
    ['a timestamp that was not signed', { headers: { 'x-slack-request-timestamp': '1' } }],
    ['a timestamp that is none', { headers: { 'x-slack-request-timestamp': 'soon' } }],
    ['a replay', { timestamp: now() - 301 }],
    ['a timestamp of the future', { timestamp: now() + 400 }],
  ])('%s', async (_, signing) => {
    const at = await open();
    const response = await platform.sendEvent(at.url, direct('hi'), signing);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ details: { code: 'SLACK_SIGNATURE_INVALID' } });
    expect(at.received).toEqual([]);
    expect(at.log).toContainEqual(expect.objectContaining({ level: 'warn', fault: expect.any(String) }));
  });

  it.each([
    ['what is no JSON', 'hello', 'application/json', 'BODY_NOT_JSON'],
    ['a list', '[]', 'application/json', 'BODY_INVALID'],
    ['a press that is no JSON', 'payload=hello', 'application/x-www-form-urlencoded', 'BODY_INVALID'],
  ])('%s', async (_, body, type, code) => {
    const at = await open();
    const response = await platform.sendRaw(at.url, body, type);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ details: { code } });
  });

  it('to acknowledge what could not be stored, so that Slack sends it again', async () => {
    const at = await open(undefined, {}, { fault: new Error('the disk is full') });
    expect((await platform.sendEvent(at.url, direct('hi'))).status).toBe(500);
  });

  it('a token that Slack does not know', async () => {
    const opening = open(undefined, { slack_token: 'xoxb-old' });
    await expect(opening).rejects.toMatchObject({
      code: 'CHANNEL_OPEN_FAILED',
      cause: { code: 'SLACK_TOKEN_REFUSED' },
    });
  });

  it('to be opened without a way to verify what comes in', async () => {
    const opening = open(undefined, { slack_signing_secret: undefined });
    await expect(opening).rejects.toMatchObject({ code: 'PLUGIN_CONFIG_INVALID' });
  });
});

describe('the Slack channel proves itself', () => {
  it('when Slack asks whether the address is right', async () => {
    const at = await open();
    const question = { type: 'url_verification', challenge: '3eZbrw1aB', token: 'x', event_id: '' };
    expect(await (await platform.sendEvent(at.url, question)).json()).toEqual({ challenge: '3eZbrw1aB' });
  });

  it("by Slack's own example of a signature", () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V' +
      '&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=' +
      '&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
      '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
    const headers = { timestamp: '1531420618', signature };
    expect(signatureFault(slackApp.secret, Buffer.from(body), headers, 1_531_420_618_000)).toBeUndefined();
    expect(signatureFault(slackApp.secret, Buffer.from(`${body}x`), headers, 1_531_420_618_000)).toBeDefined();
  });
});

describe('the Slack channel shows', () => {
  const buttons = (count: number, payload = (index: number) => `/choose{"n": ${index}}`) =>
    Array.from({ length: count }, (_, index) => ({ title: `Choice ${index}`, payload: payload(index) }));

  it('text in the markup of Slack, and calls nobody', async () => {
    expect(await shown({ text: '**Hi** <!channel> & [shop](https://x.co/?a=1&b=2)' })).toEqual([
      { channel: 'D1', text: '*Hi* &lt;!channel&gt; &amp; <https://x.co/?a=1&amp;b=2|shop>' },
    ]);
  });

  it('buttons below their text', async () => {
    const [post] = await shown({ text: 'Sure?', buttons: [{ title: 'Yes', payload: '/yes' }] });
    expect(post).toMatchObject({
      text: 'Sure?\n• Yes',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: 'Sure?' } },
        { type: 'actions', elements: [{ type: 'button', text: { text: 'Yes' }, value: '/yes' }] },
      ],
    });
  });

  it('many choices as a menu', async () => {
    const [post] = await shown({ text: 'Which?', buttons: buttons(40) });
    const menu = {
      type: 'static_select',
      options: expect.arrayContaining([expect.objectContaining({ value: '/choose{"n": 39}' })]),
    };
    expect(post).toMatchObject({ blocks: [{ type: 'section' }, { type: 'actions', elements: [menu] }] });
  });

  it('many choices as rows of buttons, where a menu can not carry their payloads', async () => {
    const [post] = await shown({
      text: 'Which?',
      buttons: buttons(30, (n) => `/choose{"n": ${n}, "x": "${'x'.repeat(200)}"}`),
    });
    const rows = (post?.blocks as { elements?: unknown[] }[] | undefined)?.map(({ elements }) => elements?.length);
    expect(rows).toEqual([undefined, 25, 5]);
  });

  it('long titles cut, and payloads longer than Slack takes not at all', async () => {
    const [post] = await shown({
      text: '?',
      buttons: [{ title: 'Long '.repeat(30), payload: `/a${'x'.repeat(3_000)}` }],
    });
    expect(post).toHaveProperty('blocks.1.elements.0.text.text', expect.stringMatching(/^Long .{1,69}…$/));
    expect(post).not.toHaveProperty('blocks.1.elements.0.value');
  });

  it('an image with its text, in one message', async () => {
    expect(await shown({ text: 'A rose', image: 'https://x.co/rose.png' })).toMatchObject([
      { blocks: [{ type: 'section' }, { type: 'image', image_url: 'https://x.co/rose.png', alt_text: 'A rose' }] },
    ]);
  });

  it('a card with its image, links and buttons', async () => {
    const card = {
      title: 'Maya',
      subtitle: 'Fine line',
      image_url: 'https://x.co/maya.png',
      buttons: [
        { type: 'web_url', title: 'Portfolio', url: 'https://x.co/maya' },
        { type: 'postback', title: 'Book', payload: '/book{"artist": "Maya"}' },
      ],
    };
    expect(await shown({ elements: [card] })).toMatchObject([
      {
        blocks: [
          { text: { text: '*Maya*\nFine line' }, accessory: { image_url: 'https://x.co/maya.png', alt_text: 'Maya' } },
          {
            elements: [
              { action_id: 'open:0', url: 'https://x.co/maya' },
              { action_id: 'say:1', value: '/book{"artist": "Maya"}' },
            ],
          },
        ],
      },
    ]);
  });

  it('more cards than one message holds in two', async () => {
    const elements = Array.from({ length: 60 }, (_, index) => ({ title: `Card ${index}` }));
    const sizes = (await shown({ elements })).map(({ blocks }) => (blocks as unknown[]).length);
    expect(sizes).toEqual([50, 10]);
  });

  it('a long text in several messages, in order, cut at the ends of sentences', async () => {
    const sentence = 'This is one of many sentences. ';
    const posts = await shown({ text: sentence.repeat(300).trim() });
    expect(posts.length).toBeGreaterThan(2);
    expect(posts.every(({ text }) => String(text).length <= 3_000 && String(text).endsWith('.'))).toBe(true);
  });

  it('a text that escaping makes longer than a section', async () => {
    const [post] = await shown({ text: '<&> '.repeat(700), buttons: buttons(1) });
    expect(post?.blocks).toHaveProperty('length', 5);
  });

  it('custom JSON as the arguments of the message, and an attachment of its own shape', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*raw*' } }];
    expect(await shown({ custom: { blocks, text: 'raw' }, attachment: { color: '#fff', text: 'side' } })).toEqual([
      { channel: 'D1', text: 'raw', blocks },
      { channel: 'D1', text: '', attachments: [{ color: '#fff', text: 'side' }] },
    ]);
  });

  it('text where Slack can not show the blocks', async () => {
    const at = await open();
    platform.answerNext('chat.postMessage', { body: { ok: false, error: 'invalid_blocks' } });
    await at.tell('slack', 'D1', { text: 'A rose', image: 'https://x.co/gone.png' });
    expect(platform.posts).toEqual([{ channel: 'D1', text: 'A rose\nhttps://x.co/gone.png' }]);
  });

  it('everything in the one channel that the settings name', async () => {
    const at = await open(echo, { slack_channel: 'C9' });
    await platform.sendEvent(at.url, direct('hi'));
    expect(await platform.posted(1)).toEqual([{ channel: 'C9', text: 'You said: hi' }]);
  });
});

describe('the Slack channel, when Slack does not take a message,', () => {
  it('says how long Slack asks to wait', async () => {
    const at = await open();
    platform.answerNext('chat.postMessage', { status: 429, headers: { 'retry-after': '7' }, body: {} });
    const sending = at.channels.get('slack')?.send(outgoing({ text: 'hi' }));
    await expect(sending).rejects.toMatchObject({ code: 'SLACK_RATE_LIMITED', retryAfterMs: 7_000 });
  });

  it('posts only the rest when it is tried again', async () => {
    const at = await open();
    const message = { text: 'one', custom: { text: 'two' } };
    const { send } = at.channels.get('slack') ?? {};
    platform.answerNext('chat.postMessage', { body: { ok: true } });
    platform.answerNext('chat.postMessage', { status: 429, headers: { 'retry-after': '1' }, body: {} });
    await expect(send?.(outgoing(message))).rejects.toMatchObject({ retryAfterMs: 1_000 });
    await send?.(outgoing(message));
    expect(platform.posts).toEqual([{ channel: 'D1', text: 'two' }]);
  });

  it.each([
    ['gives up what Slack will never take', 'is_archived', true],
    ['tries again what may be mended', 'internal_error', undefined],
  ])('%s', async (_, error, lasting) => {
    const at = await open();
    platform.answerNext('chat.postMessage', { body: { ok: false, error } });
    const fault = await at.channels
      .get('slack')
      ?.send(outgoing({ text: 'hi' }))
      .catch((cause: unknown) => cause);
    expect(fault).toMatchObject({ code: 'SLACK_REFUSED', message: expect.stringContaining(error) });
    expect(Object(fault).permanent).toBe(lasting);
  });
});

describe('the Slack channel in Socket Mode', () => {
  it('hears over its own connection and acknowledges what is stored', async () => {
    const at = await open(echo, { app_token: slackApp.appToken, slack_signing_secret: undefined });
    const event = direct('hi');
    const acknowledged = platform.push(event);
    expect(await platform.posted(1)).toEqual([{ channel: 'D1', text: 'You said: hi' }]);
    expect(await acknowledged).toMatchObject({ envelope_id: expect.any(String) });
    await platform.push(event);
    expect(at.received).toHaveLength(1);
  });

  it('is not opened with a token that Slack does not know', async () => {
    const opening = open(silence, { app_token: 'xapp-old', slack_signing_secret: undefined });
    const refused = { code: 'SLACK_TOKEN_REFUSED', message: expect.stringContaining('app_token') };
    await expect(opening).rejects.toMatchObject({ code: 'CHANNEL_OPEN_FAILED', cause: refused });
  });
});

describe('the Slack channel behind a proxy', () => {
  it('reaches Slack through it', async () => {
    const { address, targets, close } = await openProxy();
    const at = await open(echo, { proxy: address });
    await platform.sendEvent(at.url, direct('hi'));
    expect(await platform.posted(1)).toHaveLength(1);
    expect(new Set(targets)).toEqual(new Set([new URL(platform.apiUrl).host]));
    await desk?.close();
    desk = undefined;
    await close();
  });
});
