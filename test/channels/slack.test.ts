import { describe, expect, it } from 'vitest';
import { gate } from '../kernel/gate.js';
import { slackApp } from '../kit/fake-slack.js';
import type { Answer } from './desk.js';
import { echo, open, platform, useSlack } from './slack-desk.js';
import { direct, inChannel, press } from './slack-people.js';

useSlack();

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

  it('what is said in a thread of which Slack tells only when asked again', async () => {
    platform.threads.set('C1/1.6', [{ user: slackApp.userId, text: 'Hello!' }]);
    const at = await open();
    platform.answerNext('conversations.replies', { status: 503, body: {} });
    const event = inChannel('two please', { thread_ts: '1.6' });
    expect((await platform.sendEvent(at.url, event)).status).toBe(500);
    expect((await platform.sendEvent(at.url, event)).status).toBe(200);
    expect(at.received).toMatchObject([{ text: 'two please' }]);
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
    const attachment = { kind: 'image', id: 'F1', name: 'arm.png', mime: 'image/png', size: 9, url: file.url_private };
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

  it('talk in a thread that it may not read', async () => {
    const at = await open();
    expect((await platform.sendEvent(at.url, inChannel('yes', { thread_ts: '1.3' }))).status).toBe(200);
    expect(at.received).toEqual([]);
    expect(at.log).toContainEqual(expect.objectContaining({ level: 'warn', reason: 'thread_not_found' }));
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
