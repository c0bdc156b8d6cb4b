import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ParleyError } from '../../core/errors.js';
import {
  ann,
  bot,
  command,
  echo,
  entity,
  group,
  inGroup,
  message,
  privateChat,
  says,
  startTelegramBench,
  type TelegramBench,
  update,
  webhook_url,
} from './telegram-bench.js';

let bench: TelegramBench;
beforeEach(async () => {
  bench = await startTelegramBench();
});
afterEach(() => bench.close());

describe('the telegram channel', () => {
  it('sets its webhook with a secret, and asks for no edits', async () => {
    await bench.open();
    expect(await bench.platform.next('setWebhook')).toEqual({
      url: webhook_url,
      secret_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
    });
  });

  it('answers a text in its chat', async () => {
    const { url, received } = await bench.open(echo);
    const hi = says('hi');
    expect(await bench.platform.post(url, hi)).toBe(200);
    expect(await bench.platform.next('sendMessage')).toEqual({ chat_id: 77, text: 'You said: hi' });
    expect(received).toMatchObject([
      {
        conversationId: 'telegram:77',
        externalId: String(hi.update_id),
        text: 'hi',
        metadata: { chat: { id: 77, type: 'private' }, from: { username: 'ann' }, message_id: 42 },
      },
    ]);
  });

  it('leaves what looks like HTML as it is', async () => {
    const text = '<b>&amp;</b>';
    const { url } = await bench.open(({ text }) => [{ text }]);
    await bench.platform.post(url, says(text));
    expect(await bench.platform.next('sendMessage')).toMatchObject({ text });
  });

  it('acknowledges and logs an update that it can not read, so that it does not come for ever', async () => {
    const { url, log } = await bench.open();
    expect(await bench.platform.post(url, update({ message: { text: 'no chat' } }))).toBe(200);
    expect(log).toMatchObject([{ level: 'warn', problems: expect.stringContaining('chat') }]);
  });

  it('acknowledges what is refused for good, and not what could not be stored', async () => {
    const { url, received } = await bench.open();
    expect(await bench.platform.post(url, says('x'.repeat(10_001)))).toBe(200);
    expect(received).toEqual([]);
    const broken = await bench.open(undefined, {}, { fault: new ParleyError('INBOX_STOPPED') });
    expect(await bench.platform.post(broken.url, says('hi'))).toBe(503);
  });

  it.each([
    ['an edit', { edited_message: message({ text: 'hello' }) }],
    ['a message of a bot', { message: message({ from: bot, text: 'hello' }) }],
    ['somebody who joins', { message: message({ new_chat_members: [ann] }) }],
    ['a post in a channel', { channel_post: message({ text: 'news' }) }],
    ['a reaction', { message_reaction: { chat: privateChat, message_id: 42 } }],
  ])('takes %s for no message', async (_, content) => {
    const { url, received } = await bench.open();
    expect(await bench.platform.post(url, update(content))).toBe(200);
    expect(received).toEqual([]);
  });

  it('begins with the start message, and keeps what a link to the bot brought along', async () => {
    const { url, received } = await bench.open();
    await bench.platform.post(url, command('/start flyer7'));
    await bench.platform.post(url, command('/start'));
    expect(received).toMatchObject([{ text: '/greet', metadata: { start: 'flyer7' } }, { text: '/greet' }]);
  });

  it('hands on other commands as intents, with or without its name', async () => {
    const { url, received } = await bench.open(undefined, { start_message: '/hello' });
    await bench.platform.post(url, command('/restart'));
    await bench.platform.post(url, command('/help@Ink_Bot me'));
    await bench.platform.post(url, command('/help@other_bot'));
    await bench.platform.post(url, command('/start@ink_bot'));
    expect(received.map(({ text }) => text)).toEqual(['/restart', '/help me', '/hello']);
  });
});

describe('what people send', () => {
  it.each([
    [
      'photo',
      { photo: [{ file_id: 'small' }, { file_id: 'large', file_size: 9 }] },
      { kind: 'image', id: 'large', size: 9 },
    ],
    [
      'document',
      { document: { file_id: 'd', file_name: 'a.pdf', mime_type: 'application/pdf' } },
      { id: 'd', name: 'a.pdf', mime: 'application/pdf' },
    ],
    ['voice', { voice: { file_id: 'v', duration: 3, mime_type: 'audio/ogg' } }, { id: 'v', duration: 3 }],
    ['animation', { animation: { file_id: 'a' }, document: { file_id: 'a' } }, { id: 'a' }],
    ['contact', { contact: { phone_number: '+4912', first_name: 'Bo' } }, { phone: '+4912', first_name: 'Bo' }],
  ])('a %s', async (name, content, attachment) => {
    const { url, received } = await bench.open();
    await bench.platform.post(url, update({ message: message(content) }));
    expect(received).toMatchObject([{ text: `[${name}]`, metadata: { attachments: [{ kind: name, ...attachment }] } }]);
  });

  it('a picture with a caption, which is the text', async () => {
    const { url, received } = await bench.open();
    await bench.platform.post(url, update({ message: message({ photo: [{ file_id: 'p' }], caption: 'like this' }) }));
    const attachments = [{ kind: 'image', id: 'p', caption: 'like this' }];
    expect(received).toMatchObject([{ text: 'like this', metadata: { attachments } }]);
  });

  it('a place, as Rasa writes it', async () => {
    const { url, received } = await bench.open();
    await bench.platform.post(url, update({ message: message({ location: { latitude: 52.5, longitude: 13.4 } }) }));
    expect(received).toMatchObject([
      {
        text: '{"lng":13.4, "lat":52.5}',
        metadata: { attachments: [{ kind: 'location', latitude: 52.5, longitude: 13.4 }] },
      },
    ]);
  });

  it('a reply, with what it replies to', async () => {
    const { url, received } = await bench.open();
    await bench.platform.post(
      url,
      says('this one', { reply_to_message: { message_id: 9, from: bot, text: 'Which?' } }),
    );
    expect(received).toMatchObject([{ text: 'this one', metadata: { reply_to: { message_id: 9, text: 'Which?' } } }]);
  });
});

describe('in groups', () => {
  const mention = 'Hey @Ink_bot, how much?';

  it('the bot answers those who mention it, once with a quotation', async () => {
    const { url, received } = await bench.open(() => [{ text: 'It depends.' }, { text: 'From 80.' }]);
    await bench.platform.post(url, inGroup(mention, entity(mention, '@Ink_bot', 'mention')));
    expect(received).toMatchObject([{ text: 'Hey, how much?', conversationId: 'telegram:-1001' }]);
    await bench.platform.next('sendMessage');
    await bench.platform.next('sendMessage');
    expect(bench.platform.sent.map(({ payload }) => payload)).toEqual([
      {
        chat_id: -1001,
        text: 'It depends.',
        reply_parameters: { message_id: 42, allow_sending_without_reply: true },
      },
      { chat_id: -1001, text: 'From 80.' },
    ]);
  });

  it('the bot takes replies to it and commands, and nothing else', async () => {
    const { url, received } = await bench.open();
    await bench.platform.post(url, inGroup('just talking'));
    await bench.platform.post(url, inGroup('@other_bot hi', entity('@other_bot hi', '@other_bot', 'mention')));
    await bench.platform.post(url, inGroup('me too', { reply_to_message: { message_id: 9, from: ann } }));
    await bench.platform.post(url, inGroup('the left one', { reply_to_message: { message_id: 9, from: bot } }));
    await bench.platform.post(url, inGroup('/help', entity('/help', '/help', 'bot_command')));
    await bench.platform.post(url, inGroup('@ink_bot', entity('@ink_bot', '@ink_bot', 'mention')));
    expect(received.map(({ text }) => text)).toEqual(['the left one', '/help', '/greet']);
  });

  it('the press of a button counts for the bot, and its answer quotes nobody', async () => {
    const { url, received } = await bench.open(echo);
    const press = { id: 'p', from: ann, data: '/book', message: { message_id: 1_001, chat: group } };
    await bench.platform.post(url, update({ callback_query: press }));
    expect(received).toMatchObject([{ text: '/book', conversationId: 'telegram:-1001' }]);
    expect(await bench.platform.next('sendMessage')).toEqual({ chat_id: -1001, text: 'You said: /book' });
  });

  it('each topic of a forum is a conversation of its own', async () => {
    const { url, received } = await bench.open(echo);
    const topic = { is_topic_message: true, message_thread_id: 7, reply_to_message: { message_id: 7, from: bot } };
    await bench.platform.post(url, inGroup('nobody is asked', topic));
    await bench.platform.post(url, inGroup('/help', { ...topic, ...entity('/help', '/help', 'bot_command') }));
    expect(received).toMatchObject([{ text: '/help', conversationId: 'telegram:-1001:7' }]);
    expect(await bench.platform.next('sendMessage')).toMatchObject({ chat_id: -1001, message_thread_id: 7 });
  });
});

describe('long polling', () => {
  const polling = { mode: 'polling', webhook_url: undefined, standby: 0.01 };

  it('takes a batch in its order and confirms it', async () => {
    const { received } = await bench.open(undefined, polling);
    await bench.platform.next('deleteWebhook');
    const batch = [says('one'), says('two'), says('three')];
    void bench.platform.queue(...batch);
    expect(await bench.platform.next('getUpdates')).toMatchObject({ offset: 0 });
    expect(await bench.platform.next('getUpdates')).toMatchObject({ offset: Number(batch[2]?.update_id) + 1 });
    expect(received.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  it('stands by while another process polls', async () => {
    bench.platform.refuse('getUpdates', {
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request',
    });
    const { log } = await bench.open(echo, polling);
    await bench.platform.next('getUpdates');
    void bench.platform.queue(says('hi'));
    expect(await bench.platform.next('sendMessage')).toMatchObject({ text: 'You said: hi' });
    expect(log).toMatchObject([{ level: 'warn', reason: expect.stringContaining('Conflict') }]);
  });
});

describe('opening the telegram channel', () => {
  it.each([
    ['the token of another bot', { verify: 'needle_bot' }, 'belongs to the bot @ink_bot, not to @needle_bot'],
    ['a token that is not known', { access_token: '1:wrong' }, 'Unauthorized'],
    ['no address for the webhook', { webhook_url: undefined }, 'webhook_url'],
  ])('fails with %s', async (_, config, reason) => {
    await expect(bench.open(undefined, config)).rejects.toThrow(reason);
  });

  it('tries again when Telegram can not be reached, and tells no log the token', async () => {
    bench.platform.refuse('getMe', { error_code: 502, description: 'Bad Gateway' });
    const { log } = await bench.open(undefined, { standby: 0.01 });
    await bench.platform.next('setWebhook');
    const { log: away } = await bench.open(undefined, { api_root: 'http://127.0.0.1:1' });
    expect([...log, ...away].map(({ level }) => level)).toEqual(['warn', 'warn']);
    expect(JSON.stringify([...log, ...away])).not.toContain('fake_token');
  });
});
