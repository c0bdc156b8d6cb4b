import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { botframework } from '../../channels/teams/index.js';
import type { BotMessage } from '../../core/index.js';
import { gate } from '../kernel/gate.js';
import { type FakeBotFramework, fakeBotFramework, newKey, type TokenOptions } from '../kit/fake-botframework.js';
import { type Answer, type Desk, openDesk } from './desk.js';

let platform: FakeBotFramework;
let desk: Desk | undefined;
beforeEach(async () => {
  platform = await fakeBotFramework();
});
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  await platform.close();
});

const open = async (answer?: Answer, config: object = {}): Promise<Desk> => {
  const channels = [{ use: botframework, config: { ...platform.credentials, ...config } }];
  desk = await openDesk({ channels, ...(answer ? { answer } : {}) });
  return desk;
};

const silent: Answer = () => [];
const appId = () => platform.credentials.app_id;

/** An activity of Teams, in a talk with one person. */
const inTeams = (fields: object = {}) => ({
  type: 'message',
  id: '1485983408511',
  timestamp: '2026-11-21T14:00:00.000Z',
  channelId: 'msteams',
  serviceUrl: platform.serviceUrl,
  from: { id: '29:ann', name: 'Ann', aadObjectId: 'ann-in-the-directory' },
  recipient: { id: `28:${appId()}`, name: 'Ink' },
  conversation: { id: 'a:1pL6i0oY', conversationType: 'personal', tenantId: 'tenant-1' },
  locale: 'en-GB',
  text: 'hi',
  textFormat: 'plain',
  ...fields,
});

const inWebChat = (fields: object = {}) =>
  inTeams({
    id: 'AbC|0000001',
    channelId: 'webchat',
    from: { id: 'visitor' },
    recipient: { id: 'ink@handle', name: 'Ink' },
    conversation: { id: 'AbC' },
    ...fields,
  });

const inTeamsChannel = (fields: object = {}) =>
  inTeams({
    conversation: { id: '19:253b@thread.tacv2;messageid=1485983194839', conversationType: 'channel', isGroup: true },
    ...fields,
  });

const mention = (id: string, name: string) => ({ type: 'mention', mentioned: { id, name }, text: `<at>${name}</at>` });

const post = (at: Desk, body: object | string, headers: object = {}, path = '/webhooks/botframework/webhook') =>
  fetch(`${at.url}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: platform.authorization(), ...headers },
  });

/** What the platform gets for a message of the bot that answers "hi". */
const encoded = async (message: BotMessage, activity: object = inTeams(), config: object = {}) => {
  await post(await open(() => [message], config), activity);
  return platform.next();
};

describe('the Bot Framework channel', () => {
  it('takes a message and posts the answer to its conversation', async () => {
    const at = await open();
    expect((await post(at, inTeams())).status).toBe(202);
    expect(await platform.next()).toMatchObject({
      type: 'message',
      text: 'You said: hi',
      textFormat: 'markdown',
      from: { id: `28:${appId()}` },
      conversation: { id: 'a:1pL6i0oY' },
    });
    expect(platform.posted.at(-1)?.path).toBe('/connector/v3/conversations/a%3A1pL6i0oY/activities');
  });

  it('hands over who speaks, and where', async () => {
    const at = await open(silent);
    await post(at, inTeams());
    expect(at.received).toMatchObject([
      {
        conversationId: 'msteams:a:1pL6i0oY',
        externalId: 'msteams:a:1pL6i0oY:1485983408511',
        text: 'hi',
        metadata: {
          channel_id: 'msteams',
          tenant: 'tenant-1',
          locale: 'en-GB',
          user: { id: '29:ann', name: 'Ann', aad_object_id: 'ann-in-the-directory' },
        },
      },
    ]);
  });

  it('acknowledges before the turn has ended', async () => {
    const slow = gate();
    const at = await open(async () => {
      await slow.opened;
      return [{ text: 'done' }];
    });
    expect((await post(at, inTeams())).status).toBe(202);
    expect(platform.posted.map(({ activity }) => activity.type)).not.toContain('message');
    slow.open();
    expect(await platform.next()).toMatchObject({ text: 'done' });
  });

  it('speaks again later, with nothing but the recipient that was kept', async () => {
    const at = await open(silent);
    await post(at, inWebChat());
    await at.tell('botframework', at.received[0]?.recipient ?? '', { text: 'Tomorrow at nine.' });
    expect(await platform.next()).toMatchObject({
      text: 'Tomorrow at nine.',
      from: { id: 'ink@handle' },
      conversation: { id: 'AbC' },
    });
  });

  it('keeps the longest references of Teams within 255 characters', async () => {
    const at = await open(silent);
    const serviceUrl = `${platform.serviceUrl}${'e'.repeat(74 - platform.serviceUrl.length)}`;
    const conversation = { id: `a:1${'x'.repeat(131)}`, conversationType: 'personal' };
    const authorization = platform.authorization({ claims: { serviceurl: serviceUrl } });
    expect((await post(at, inTeams({ serviceUrl, conversation }), { authorization })).status).toBe(202);
    expect(at.received[0]?.recipient.length).toBeLessThan(256);
  });

  it('runs one turn for a message that comes five times', async () => {
    const at = await open();
    for (let time = 0; time < 5; time++) expect((await post(at, inTeams())).status).toBe(202);
    expect(at.received).toHaveLength(1);
  });

  it('keeps apart messages of two conversations that have the same id', async () => {
    const at = await open(silent);
    await post(at, inTeams());
    await post(at, inTeams({ conversation: { id: 'a:another' } }));
    expect(at.received).toHaveLength(2);
  });

  it('shows that the bot is typing', async () => {
    const at = await open();
    await post(at, inTeams());
    await platform.next();
    await expect.poll(() => platform.posted.map(({ activity }) => activity.type)).toContain('typing');
  });

  it('listens at a second address where one is set', async () => {
    const at = await open(silent, { messages_path: '/api/messages' });
    expect((await post(at, inTeams(), {}, '/api/messages')).status).toBe(202);
    expect(at.received).toHaveLength(1);
  });

  it('leaves emoji, right-to-left and combining characters as they are', async () => {
    const text = '👩🏽‍🎨 مرحبا e\u0301 \u{1F1EE}\u{1F1F3}';
    const at = await open(({ text: said }) => [{ text: said }]);
    await post(at, inTeams({ text }));
    expect(at.received[0]?.text).toBe(text);
    expect(await platform.next()).toMatchObject({ text });
  });

  it('reports its health', async () => {
    const at = await open();
    expect(await (await fetch(`${at.url}/webhooks/botframework/`)).json()).toEqual({ status: 'ok' });
  });
});

describe('the Bot Framework channel refuses', () => {
  // The library also writes to the console why a token is refused.
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => void vi.restoreAllMocks());

  const soon = () => Math.floor(Date.now() / 1_000);
  const tokens: readonly [string, () => TokenOptions][] = [
    ['a token for another app', () => ({ claims: { aud: 'another-app' } })],
    ['a token of another issuer', () => ({ claims: { iss: 'https://evil.example' } })],
    ['a token signed with another key', () => ({ key: newKey() })],
    ['a token that names an unknown key', () => ({ header: { kid: 'unknown' } })],
    ['a token that expired six minutes ago', () => ({ claims: { exp: soon() - 360 } })],
    ['a token that begins in six minutes', () => ({ claims: { nbf: soon() + 360 } })],
    ['a token for another service', () => ({ claims: { serviceurl: 'https://evil.example/' } })],
    ['a token without a service', () => ({ claims: { serviceurl: undefined } })],
    ['a token that says it needs no signature', () => ({ header: { alg: 'none' } })],
    ['a token signed with a shared secret', () => ({ header: { alg: 'HS256' } })],
  ];

  it.each(tokens)('%s', async (_, options) => {
    const at = await open();
    const response = await post(at, inTeams(), { authorization: platform.authorization(options()) });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ details: { code: 'BOTFRAMEWORK_UNVERIFIED' } });
    expect(at.received).toEqual([]);
    expect(at.log).toContainEqual(expect.objectContaining({ level: 'warn', message: 'a request was refused' }));
  });

  it.each([
    ['no token', ''],
    ['an empty token', 'Bearer '],
    ['what is no token', 'Bearer hello'],
    ['a token of nothing', 'Bearer bnVsbA.bnVsbA.x'],
    ['a password', 'Basic YWRtaW46YWRtaW4='],
  ])('%s', async (_, authorization) => {
    const at = await open();
    expect((await post(at, inTeams(), { authorization })).status).toBe(401);
    expect(at.received).toEqual([]);
  });

  it('a channel that the key is not endorsed for', async () => {
    const at = await open();
    expect((await post(at, inTeams({ channelId: 'telegram' }))).status).toBe(401);
  });

  it('a service address that the token does not name', async () => {
    const at = await open();
    expect((await post(at, inTeams({ serviceUrl: 'https://evil.example/' }))).status).toBe(401);
  });

  it.each([
    ['what is no JSON', 'hello', 400],
    ['a list', '[]', 401],
    ['an activity without a conversation', '', 400],
  ])('%s', async (_, body, status) => {
    const at = await open();
    const { conversation, ...rest } = inTeams();
    expect(conversation).toBeDefined();
    expect((await post(at, body || rest)).status).toBe(status);
    expect(at.received).toEqual([]);
  });

  it('nothing for good while the keys can not be had: the platform is asked to come again', async () => {
    const at = await open(silent, { open_id_metadata: `${platform.url}/nowhere` });
    const response = await post(at, inTeams());
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ details: { code: 'BOTFRAMEWORK_KEYS_UNAVAILABLE' } });
  });

  it('to be opened without an app id, which would let everybody in', async () => {
    await expect(open(silent, { app_id: '' })).rejects.toMatchObject({ code: 'PLUGIN_CONFIG_INVALID' });
  });

  it('a token that expired two minutes ago not yet: clocks differ', async () => {
    const at = await open(silent);
    const authorization = platform.authorization({ claims: { exp: soon() - 120 } });
    expect((await post(at, inTeams(), { authorization })).status).toBe(202);
  });
});

describe('the Bot Framework channel ignores', () => {
  const activities: readonly [string, () => object][] = [
    ['an edit', () => inTeams({ type: 'messageUpdate', channelData: { eventType: 'editMessage' } })],
    ['a deletion', () => inTeams({ type: 'messageDelete', text: undefined })],
    ['a reaction', () => inTeams({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }] })],
    ['somebody typing', () => inTeams({ type: 'typing', text: undefined })],
    ['an event', () => inWebChat({ type: 'event', name: 'webchat/join', value: {} })],
    ['the end of a conversation', () => inTeams({ type: 'endOfConversation' })],
    ['the bot itself', () => inTeams({ from: { id: `28:${appId()}` } })],
    ['another bot', () => inTeams({ from: { id: '28:other', role: 'bot' } })],
    ['an empty message', () => inTeams({ text: '  ' })],
    ['the bot being added', () => inTeams({ type: 'conversationUpdate', membersAdded: [{ id: `28:${appId()}` }] })],
    ['what is said to the group', () => inTeamsChannel({ text: 'lunch?' })],
    [
      'a mention of somebody else',
      () => inTeamsChannel({ text: '<at>Bob</at> lunch?', entities: [mention('29:bob', 'Bob')] }),
    ],
  ];

  it.each(activities)('%s', async (_, activity) => {
    const at = await open();
    expect((await post(at, activity())).status).toBe(200);
    expect(at.received).toEqual([]);
  });

  it('an invoke that nothing answers, and says so', async () => {
    const at = await open();
    expect((await post(at, inTeams({ type: 'invoke', name: 'task/fetch', value: {} }))).status).toBe(501);
    expect(at.received).toEqual([]);
  });
});

describe('the Bot Framework channel understands', () => {
  const text = async (activity: object, config: object = {}) => {
    const at = await open(silent, config);
    await post(at, activity);
    return at.received[0]?.text;
  };

  it('a mention in a channel of Teams, without the name of the bot', async () => {
    const said = '<at>Ink</at>&nbsp;can <at>Bob</at> come?\n';
    const entities = [mention(`28:${appId()}`, 'Ink'), mention('29:bob', 'Bob')];
    expect(await text(inTeamsChannel({ text: said, entities }))).toBe('can Bob come?');
  });

  it('everything that is said in a group, where that is wanted', async () => {
    expect(await text(inTeamsChannel({ text: 'lunch?' }), { group_messages: 'all' })).toBe('lunch?');
  });

  it('a button, whose payload comes beside its title', async () => {
    expect(await text(inTeamsChannel({ text: '/yes', value: { payload: '/yes{"a":"b"}' } }))).toBe('/yes{"a":"b"}');
  });

  it('a form of an adaptive card, whose fields are in the metadata', async () => {
    const at = await open(silent);
    await post(at, inTeams({ text: undefined, value: { size: 'big' } }));
    expect(at.received[0]).toMatchObject({ text: '[form]', metadata: { value: { size: 'big' } } });
  });

  it('a button of an adaptive card that is executed', async () => {
    const at = await open(silent);
    const value = { action: { type: 'Action.Execute', data: { payload: '/book' } }, trigger: 'manual' };
    const response = await post(at, inTeams({ type: 'invoke', name: 'adaptiveCard/action', text: undefined, value }));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ statusCode: 200 });
    expect(at.received[0]?.text).toBe('/book');
  });

  it('a picture and a file', async () => {
    const at = await open(silent);
    const attachments = [
      { contentType: 'image/*', contentUrl: 'https://smba/views/original' },
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        contentUrl: 'https://sharepoint/for-people',
        name: 'sketch.pdf',
        content: { downloadUrl: 'https://sharepoint/download', fileType: 'pdf' },
      },
      { contentType: 'text/html', content: '<div></div>' },
    ];
    await post(at, inTeams({ text: undefined, attachments }));
    expect(at.received[0]).toMatchObject({
      text: '[photo] [document]',
      metadata: {
        attachments: [
          { kind: 'image', url: 'https://smba/views/original', mime: 'image/*' },
          { kind: 'file', url: 'https://sharepoint/download', name: 'sketch.pdf' },
        ],
      },
    });
  });

  it('that it was added, where a greeting is set', async () => {
    const arrival = { type: 'conversationUpdate', text: undefined, membersAdded: [{ id: 'ink@handle' }] };
    expect(await text(inWebChat(arrival), { greeting: '/greet' })).toBe('/greet');
  });
});

describe('the Bot Framework channel shows', () => {
  const buttons = [
    { title: 'Yes', payload: '/affirm{"sure":"very"}' },
    { title: 'No', payload: '/deny' },
  ];
  const yes = {
    type: 'messageBack',
    title: 'Yes',
    displayText: 'Yes',
    text: '/affirm{"sure":"very"}',
    value: { payload: '/affirm{"sure":"very"}' },
  };

  it('buttons on a card in Teams', async () => {
    const activity = await encoded({ text: 'Sure?', buttons });
    expect(activity).toMatchObject({
      text: 'Sure?',
      attachments: [{ contentType: 'application/vnd.microsoft.card.hero', content: { buttons: [yes, {}] } }],
    });
    expect(activity).not.toHaveProperty('suggestedActions');
  });

  it('more than six buttons on several cards', async () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ title: `${index}`, payload: `/n${index}` }));
    const { attachments } = await encoded({ text: 'Which?', buttons: many });
    expect(attachments).toMatchObject([
      { content: { buttons: { length: 6 } } },
      { content: { buttons: { length: 2 } } },
    ]);
  });

  it('buttons as suggested actions in Web Chat', async () => {
    const activity = await encoded({ text: 'Sure?', buttons }, inWebChat());
    expect(activity).toMatchObject({ text: 'Sure?', suggestedActions: { actions: [yes, {}] } });
    expect(activity).not.toHaveProperty('attachments');
  });

  it('buttons that say their payload where a channel knows no other', async () => {
    const activity = await encoded({ text: 'Sure?', buttons }, inWebChat({ channelId: 'slack' }));
    expect(activity).toMatchObject({ suggestedActions: { actions: [{}, { type: 'imBack', value: '/deny' }] } });
  });

  it('an image', async () => {
    const activity = await encoded({ text: 'Look.', image: 'https://x/a.JPG?w=1' });
    expect(activity).toMatchObject({
      text: 'Look.',
      attachments: [{ contentType: 'image/jpeg', contentUrl: 'https://x/a.JPG?w=1' }],
    });
  });

  it('cards side by side, with buttons that open a page or send something', async () => {
    const card = {
      title: 'Rose',
      subtitle: 'By Mia',
      image_url: 'https://x/rose.png',
      buttons: [
        { title: 'Book', payload: '/book' },
        { title: 'More', type: 'web_url', url: 'https://x/rose' },
      ],
    };
    expect(await encoded({ elements: [card, { title: 'Lily' }] })).toMatchObject({
      attachmentLayout: 'carousel',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.hero',
          content: {
            title: 'Rose',
            subtitle: 'By Mia',
            images: [{ url: 'https://x/rose.png' }],
            buttons: [
              { type: 'messageBack', title: 'Book', text: '/book' },
              { type: 'openUrl', title: 'More', value: 'https://x/rose' },
            ],
          },
        },
        { content: { title: 'Lily' } },
      ],
    });
  });

  it('an adaptive card as it stands', async () => {
    const custom = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Hello' }] };
    expect(await encoded({ text: 'Here:', custom })).toMatchObject({
      type: 'message',
      text: 'Here:',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: custom }],
    });
  });

  it('an attachment of any other kind, and fields of the activity', async () => {
    const thumbnail = { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title: 'Small' } };
    expect(await encoded({ custom: thumbnail })).toMatchObject({ attachments: [thumbnail] });
  });

  it('fields of the activity that a message brings', async () => {
    const custom = { channelData: { notification: { alert: true } }, importance: 'high' };
    expect(await encoded({ text: 'Now!', custom })).toMatchObject({ type: 'message', text: 'Now!', ...custom });
  });

  it('the address of a file', async () => {
    const attachment = { type: 'file', payload: { src: 'https://x/price-list.pdf' } };
    expect(await encoded({ text: 'Prices:', attachment })).toMatchObject({ text: 'Prices:\nhttps://x/price-list.pdf' });
  });

  it('plain text where that is set', async () => {
    expect(await encoded({ text: 'a_b_c' }, inTeams(), { text_format: 'plain' })).toMatchObject({
      textFormat: 'plain',
    });
  });

  it('a long text in parts, in order', async () => {
    const text = Array.from({ length: 300 }, (_, index) => `This is sentence number ${index}.`).join(' ');
    await post(await open(() => [{ text }]), inTeams());
    const parts = [await platform.next(), await platform.next(), await platform.next()].map((part) =>
      String(part.text),
    );
    expect(parts.every((part) => part.length <= 4_000)).toBe(true);
    expect(parts.join(' ')).toBe(text);
  });
});

describe('the Bot Framework channel, when the platform', () => {
  const recipient = () => JSON.stringify(['msteams', platform.serviceUrl, 'a:1pL6i0oY']);
  const tell = (at: Desk, text: string) => at.tell('botframework', recipient(), { text });

  it('asks to wait, says for how long, and sends the message afterwards', async () => {
    const at = await open();
    platform.refuse({ status: 429, headers: { 'retry-after': '7' } });
    await expect(tell(at, 'hello')).rejects.toMatchObject({ code: 'BOTFRAMEWORK_SEND_FAILED', retryAfterMs: 7_000 });
    await tell(at, 'hello');
    expect(await platform.next()).toMatchObject({ text: 'hello' });
    expect(platform.posted).toHaveLength(1);
  });

  it('fails, tries again later', async () => {
    const at = await open();
    platform.refuse({ status: 502 });
    const failure = await tell(at, 'hello').catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'BOTFRAMEWORK_SEND_FAILED' });
    expect(failure).not.toHaveProperty('permanent');
  });

  it('says that the bot is blocked, gives up', async () => {
    const at = await open();
    platform.refuse({ status: 403, body: { error: { code: 'MessageWritesBlocked' } } });
    await expect(tell(at, 'hello')).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('MessageWritesBlocked'),
    });
  });

  it('takes the token no longer, gets a new one', async () => {
    const at = await open();
    await tell(at, 'one');
    await tell(at, 'two');
    expect(platform.tokens()).toBe(1);
    platform.refuse({ status: 401 });
    await expect(tell(at, 'three')).rejects.toMatchObject({ code: 'BOTFRAMEWORK_SEND_FAILED' });
    await tell(at, 'three');
    expect(platform.tokens()).toBe(2);
  });

  it('refuses the password of the app, says so without showing it', async () => {
    const at = await open(silent, { app_password: 'a wrong secret' });
    const failure = await tell(at, 'hello').catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'BOTFRAMEWORK_TOKEN_FAILED',
      message: expect.stringContaining('invalid_client'),
    });
    expect(String(failure)).not.toContain('a wrong secret');
  });
});
