import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { telegram } from '../../channels/telegram/index.js';
import { ParleyError } from '../../core/errors.js';
import { type FakeTelegram, startFakeTelegram } from '../kit/fake-telegram.js';
import { type Answer, type Desk, type DeskOptions, openDesk } from './desk.js';

let platform: FakeTelegram;
let desk: Desk | undefined;
beforeEach(async () => {
  platform = await startFakeTelegram();
});
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  await platform.close();
});

const webhook_url = 'https://bot.example/webhooks/telegram/webhook';

const silence: Answer = () => [];
const echo: Answer = ({ text }) => [{ text: `You said: ${text}` }];

const open = async (answer = silence, config: object = {}, options: Partial<DeskOptions> = {}) => {
  const settings = { access_token: platform.token, verify: 'ink_bot', api_root: platform.url, webhook_url, ...config };
  desk = await openDesk({ channels: [{ use: telegram, config: settings }], answer, ...options });
  return desk;
};

const ann = { id: 77, is_bot: false, first_name: 'Ann', username: 'ann', language_code: 'en' };
const bot = { id: 4711, is_bot: true, first_name: 'Ink', username: 'ink_bot' };
const privateChat = { id: 77, type: 'private', first_name: 'Ann' };
const group = { id: -1001, type: 'supergroup', title: 'Ink lovers' };

let updateId = 500;
const update = (content: object) => ({ update_id: ++updateId, ...content });
const message = (content: object) => ({
  message_id: 42,
  from: ann,
  chat: privateChat,
  date: 1_700_000_000,
  ...content,
});
const says = (text: string, more: object = {}) => update({ message: message({ text, ...more }) });
const inGroup = (text: string, more: object = {}) => says(text, { chat: group, ...more });
const entity = (text: string, part: string, type: string) => ({
  entities: [{ type, offset: text.indexOf(part), length: part.length }],
});
const command = (text: string) => says(text, entity(text, text.split(' ')[0] ?? '', 'bot_command'));

describe('the telegram channel', () => {
  it('sets its webhook with a secret, and asks for no edits', async () => {
    await open();
    expect(await platform.next('setWebhook')).toEqual({
      url: webhook_url,
      secret_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
    });
  });

  it('answers a text in its chat', async () => {
    const { url, received } = await open(echo);
    expect(await platform.post(url, says('hi'))).toBe(200);
    expect(await platform.next('sendMessage')).toEqual({ chat_id: 77, text: 'You said: hi' });
    expect(received).toMatchObject([
      {
        conversationId: 'telegram:77',
        externalId: String(updateId),
        text: 'hi',
        metadata: { chat: { id: 77, type: 'private' }, from: { username: 'ann' }, message_id: 42 },
      },
    ]);
  });

  it.each(['👩🏽‍🎨 née é', 'שלום עולם', 'नमस्ते', '<b>&amp;</b>'])('leaves %s as it is', async (text) => {
    const { url } = await open(({ text }) => [{ text }]);
    await platform.post(url, says(text));
    expect(await platform.next('sendMessage')).toMatchObject({ text });
  });

  it('takes an update that is delivered five times as one message', async () => {
    const { url, received } = await open();
    const same = says('hi');
    for (let time = 0; time < 5; time++) expect(await platform.post(url, same)).toBe(200);
    expect(received).toHaveLength(1);
  });

  it.each(['', 'wrong'])('refuses a request with the secret "%s" and logs it', async (secret) => {
    const { url, received, log } = await open();
    expect(await platform.post(url, says('hi'), secret)).toBe(401);
    expect(received).toEqual([]);
    expect(log).toMatchObject([{ level: 'warn', channel: 'telegram' }]);
  });

  it('refuses a body that is no JSON', async () => {
    const { url } = await open(undefined, { secret_token: 'known' });
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': 'known' };
    const answer = await fetch(`${url}/webhooks/telegram/webhook`, { method: 'POST', headers, body: '{"update' });
    expect(answer.status).toBe(400);
  });

  it('acknowledges and logs an update that it can not read, so that it does not come for ever', async () => {
    const { url, log } = await open();
    expect(await platform.post(url, update({ message: { text: 'no chat' } }))).toBe(200);
    expect(log).toMatchObject([{ level: 'warn', problems: expect.stringContaining('chat') }]);
  });

  it('acknowledges what is refused for good, and not what could not be stored', async () => {
    const { url, received } = await open();
    expect(await platform.post(url, says('x'.repeat(10_001)))).toBe(200);
    expect(received).toEqual([]);
    await desk?.close();
    const broken = await open(undefined, {}, { fault: new ParleyError('INBOX_STOPPED') });
    expect(await platform.post(broken.url, says('hi'))).toBe(503);
  });

  it.each([
    ['an edit', { edited_message: message({ text: 'hello' }) }],
    ['a message of a bot', { message: message({ from: bot, text: 'hello' }) }],
    ['somebody who joins', { message: message({ new_chat_members: [ann] }) }],
    ['a post in a channel', { channel_post: message({ text: 'news' }) }],
    ['a reaction', { message_reaction: { chat: privateChat, message_id: 42 } }],
  ])('takes %s for no message', async (_, content) => {
    const { url, received } = await open();
    expect(await platform.post(url, update(content))).toBe(200);
    expect(received).toEqual([]);
  });

  it('begins with the start message, and keeps what a link to the bot brought along', async () => {
    const { url, received } = await open();
    await platform.post(url, command('/start flyer7'));
    await platform.post(url, command('/start'));
    expect(received).toMatchObject([{ text: '/greet', metadata: { start: 'flyer7' } }, { text: '/greet' }]);
  });

  it('hands on other commands as intents, with or without its name', async () => {
    const { url, received } = await open(undefined, { start_message: '/hello' });
    await platform.post(url, command('/restart'));
    await platform.post(url, command('/help@Ink_Bot me'));
    await platform.post(url, command('/help@other_bot'));
    await platform.post(url, command('/start@ink_bot'));
    expect(received.map(({ text }) => text)).toEqual(['/restart', '/help me', '/hello']);
  });
});

describe('what people send', () => {
  it.each([
    ['photo', { photo: [{ file_id: 'small' }, { file_id: 'large', file_size: 9 }] }, { id: 'large', size: 9 }],
    [
      'document',
      { document: { file_id: 'd', file_name: 'a.pdf', mime_type: 'application/pdf' } },
      { id: 'd', name: 'a.pdf', mime: 'application/pdf' },
    ],
    ['voice', { voice: { file_id: 'v', duration: 3, mime_type: 'audio/ogg' } }, { id: 'v', duration: 3 }],
    ['animation', { animation: { file_id: 'a' }, document: { file_id: 'a' } }, { id: 'a' }],
    ['contact', { contact: { phone_number: '+4912', first_name: 'Bo' } }, { phone: '+4912', first_name: 'Bo' }],
  ])('a %s', async (kind, content, attachment) => {
    const { url, received } = await open();
    await platform.post(url, update({ message: message(content) }));
    expect(received).toMatchObject([{ text: `[${kind}]`, metadata: { attachments: [{ kind, ...attachment }] } }]);
  });

  it('a picture with a caption, which is the text', async () => {
    const { url, received } = await open();
    await platform.post(url, update({ message: message({ photo: [{ file_id: 'p' }], caption: 'like this' }) }));
    const attachments = [{ kind: 'photo', id: 'p', caption: 'like this' }];
    expect(received).toMatchObject([{ text: 'like this', metadata: { attachments } }]);
  });

  it('a place, as Rasa writes it', async () => {
    const { url, received } = await open();
    await platform.post(url, update({ message: message({ location: { latitude: 52.5, longitude: 13.4 } }) }));
    expect(received).toMatchObject([
      {
        text: '{"lng":13.4, "lat":52.5}',
        metadata: { attachments: [{ kind: 'location', latitude: 52.5, longitude: 13.4 }] },
      },
    ]);
  });

  it('a reply, with what it replies to', async () => {
    const { url, received } = await open();
    await platform.post(url, says('this one', { reply_to_message: { message_id: 9, from: bot, text: 'Which?' } }));
    expect(received).toMatchObject([{ text: 'this one', metadata: { reply_to: { message_id: 9, text: 'Which?' } } }]);
  });
});

describe('buttons', () => {
  const long = `/choose_style{"style": "${'blackwork '.repeat(10)}"}`;
  const offer: Answer = ({ text }) =>
    text === 'hi'
      ? [
          {
            text: 'Which style?',
            buttons: [
              { title: 'Fine line', payload: '/choose_style{"style":"fine"}' },
              { title: 'Blackwork', payload: long },
              { title: 'Our page', payload: 'https://studio.example/' },
            ],
          },
        ]
      : [];

  const keyboardOn = async (url: string) => {
    await platform.post(url, says('hi'));
    const sent = Object(await platform.next('sendMessage'));
    return sent.reply_markup;
  };
  const press = (data: string, reply_markup?: object) =>
    update({
      callback_query: {
        id: 'press1',
        from: ann,
        data,
        message: { message_id: 1_001, chat: privateChat, reply_markup },
      },
    });

  it('are shown under the text, links as links', async () => {
    const { url } = await open(offer);
    const keyboard = await keyboardOn(url);
    expect(keyboard.inline_keyboard.flat()).toEqual([
      { text: 'Fine line', callback_data: '/choose_style{"style":"fine"}' },
      { text: 'Blackwork', callback_data: expect.stringMatching(/^.{1,64}$/) },
      { text: 'Our page', url: 'https://studio.example/' },
    ]);
  });

  it('bring their payload back, however long, and the press is answered', async () => {
    const { url, received } = await open(offer);
    const keyboard = await keyboardOn(url);
    for (const { callback_data } of keyboard.inline_keyboard.flat().slice(0, 2)) {
      await platform.post(url, press(callback_data, keyboard));
      expect(await platform.next('answerCallbackQuery')).toEqual({ callback_query_id: 'press1' });
    }
    expect(received.slice(1)).toMatchObject([
      { text: '/choose_style{"style":"fine"}', metadata: { button: 'Fine line' }, recipient: '77' },
      { text: long, metadata: { button: 'Blackwork' } },
    ]);
  });

  it('bring their title back when a long payload was forgotten with a restart', async () => {
    const before = await open(offer);
    const keyboard = await keyboardOn(before.url);
    await before.close();
    const { url, received } = await open(offer);
    await platform.post(url, press(keyboard.inline_keyboard.flat()[1].callback_data, keyboard));
    expect(received).toMatchObject([{ text: 'Blackwork' }]);
  });
});

describe('what the bot says', () => {
  const tell = async (message: Parameters<Desk['tell']>[2]) => {
    const at = await open();
    await at.tell('telegram', '77', message);
    return platform.sent.map(({ method, payload: { chat_id, ...payload } }) => ({ method, ...payload }));
  };

  it('keeps its bold, italic, code, lists and links, and escapes the rest', async () => {
    expect(
      await tell({ text: '**Ann & *Bo***\n- `a<b`\n- [map](https://x.example/?a=1&b=2)\nsnake_case_name' }),
    ).toEqual([
      {
        method: 'sendMessage',
        parse_mode: 'HTML',
        text: '<b>Ann &amp; <i>Bo</i></b>\n• <code>a&lt;b</code>\n• <a href="https://x.example/?a=1&amp;b=2">map</a>\nsnake_case_name',
      },
    ]);
  });

  it('is sent plain when Telegram can not read its formatting', async () => {
    platform.refuse('sendMessage', { error_code: 400, description: "Bad Request: can't parse entities" });
    const sent = await tell({ text: '**hi**' });
    expect(sent.at(-1)).toEqual({ method: 'sendMessage', text: '**hi**' });
  });

  it('has a picture above a short text and its buttons', async () => {
    const buttons = [{ title: 'More', payload: '/more' }];
    expect(await tell({ text: 'A rose', image: 'https://x.example/rose.jpg', buttons })).toEqual([
      {
        method: 'sendPhoto',
        photo: 'https://x.example/rose.jpg',
        caption: 'A rose',
        reply_markup: { inline_keyboard: [[{ text: 'More', callback_data: '/more' }]] },
      },
    ]);
  });

  it('names the address of a picture that Telegram can not fetch', async () => {
    platform.refuse('sendPhoto', { error_code: 400, description: 'Bad Request: wrong HTTP URL specified' });
    const sent = await tell({ text: 'A rose', image: 'https://x.example/rose.jpg' });
    expect(sent.at(-1)).toEqual({ method: 'sendMessage', text: 'A rose\nhttps://x.example/rose.jpg' });
  });

  it('sends files, places and cards in the way that Telegram has for them', async () => {
    const sent = await tell({
      attachment: { type: 'file', payload: { src: 'https://x.example/care.pdf' } },
      custom: { latitude: 52.5, longitude: 13.4 },
      elements: [{ title: 'Mara', subtitle: 'Fine line', buttons: [{ title: 'Book', payload: '/book' }] }],
    });
    expect(sent).toEqual([
      {
        method: 'sendMessage',
        text: 'Mara\nFine line',
        reply_markup: { inline_keyboard: [[{ text: 'Book', callback_data: '/book' }]] },
      },
      { method: 'sendDocument', document: 'https://x.example/care.pdf' },
      { method: 'sendLocation', latitude: 52.5, longitude: 13.4 },
    ]);
  });

  it('is split where it is longer than a message may be', async () => {
    const sent = await tell({ text: 'A sentence of some words. '.repeat(400) });
    expect(sent.map((one) => 'text' in one && String(one.text).length <= 4_096)).toEqual([true, true, true]);
  });

  it('is put off for as long as Telegram asks when it was too much', async () => {
    const { tell } = await open();
    const parameters = { retry_after: 3 };
    platform.refuse('sendMessage', { error_code: 429, description: 'Too Many Requests: retry after 3', parameters });
    await expect(tell('telegram', '77', { text: 'hi' })).rejects.toMatchObject({
      code: 'TELEGRAM_BUSY',
      retryAfterMs: 3_000,
    });
  });

  it('is not repeated where a message had left in part', async () => {
    const { channels } = await open();
    const outgoing = {
      id: '9',
      conversationId: 'telegram:77',
      recipient: '77',
      inboxId: undefined,
      message: { text: 'See', attachment: 'https://x.example/a.pdf' },
    };
    platform.refuse('sendDocument', { error_code: 502, description: 'Bad Gateway' });
    const send = () => channels.get('telegram')?.send(outgoing);
    await expect(send()).rejects.toMatchObject({ code: 'TELEGRAM_UNREACHABLE' });
    expect(await send()).toBe('delivered');
    expect(platform.sent.map(({ method }) => method)).toEqual(['sendMessage', 'sendDocument', 'sendDocument']);
  });

  it('waits for a person who blocked the bot until they let it write again', async () => {
    const { url, tell } = await open();
    platform.refuse('sendMessage', { error_code: 403, description: 'Forbidden: bot was blocked by the user' });
    await tell('telegram', '77', { text: 'Your appointment is tomorrow.' });
    await platform.next('sendMessage');
    await platform.post(
      url,
      update({ my_chat_member: { chat: privateChat, from: ann, new_chat_member: { status: 'member', user: bot } } }),
    );
    expect(await platform.next('sendMessage')).toMatchObject({ text: 'Your appointment is tomorrow.' });
  });

  it('shows that it is typing', async () => {
    const { url } = await open();
    await platform.post(url, says('hi'));
    expect(await platform.next('sendChatAction')).toEqual({ chat_id: 77, action: 'typing' });
  });
});

describe('in groups', () => {
  const mention = 'Hey @Ink_bot, how much?';

  it('the bot answers those who mention it, once with a quotation', async () => {
    const { url, received } = await open(() => [{ text: 'It depends.' }, { text: 'From 80.' }]);
    await platform.post(url, inGroup(mention, entity(mention, '@Ink_bot', 'mention')));
    expect(received).toMatchObject([{ text: 'Hey, how much?', conversationId: 'telegram:-1001' }]);
    await platform.next('sendMessage');
    await platform.next('sendMessage');
    expect(platform.sent.map(({ payload }) => payload)).toEqual([
      {
        chat_id: -1001,
        text: 'It depends.',
        reply_parameters: { message_id: 42, allow_sending_without_reply: true },
      },
      { chat_id: -1001, text: 'From 80.' },
    ]);
  });

  it('the bot takes replies to it and commands, and nothing else', async () => {
    const { url, received } = await open();
    await platform.post(url, inGroup('just talking'));
    await platform.post(url, inGroup('@other_bot hi', entity('@other_bot hi', '@other_bot', 'mention')));
    await platform.post(url, inGroup('me too', { reply_to_message: { message_id: 9, from: ann } }));
    await platform.post(url, inGroup('the left one', { reply_to_message: { message_id: 9, from: bot } }));
    await platform.post(url, inGroup('/help', entity('/help', '/help', 'bot_command')));
    await platform.post(url, inGroup('@ink_bot', entity('@ink_bot', '@ink_bot', 'mention')));
    expect(received.map(({ text }) => text)).toEqual(['the left one', '/help', '/greet']);
  });

  it('each topic of a forum is a conversation of its own', async () => {
    const { url, received } = await open(echo);
    const topic = { is_topic_message: true, message_thread_id: 7, reply_to_message: { message_id: 7, from: bot } };
    await platform.post(url, inGroup('nobody is asked', topic));
    await platform.post(url, inGroup('/help', { ...topic, ...entity('/help', '/help', 'bot_command') }));
    expect(received).toMatchObject([{ text: '/help', conversationId: 'telegram:-1001:7' }]);
    expect(await platform.next('sendMessage')).toMatchObject({ chat_id: -1001, message_thread_id: 7 });
  });
});

describe('long polling', () => {
  const polling = { mode: 'polling', webhook_url: undefined, standby: 0.01 };

  it('takes a batch in its order and confirms it', async () => {
    const { received } = await open(undefined, polling);
    await platform.next('deleteWebhook');
    const batch = [says('one'), says('two'), says('three')];
    platform.queue(...batch);
    expect(await platform.next('getUpdates')).toMatchObject({ offset: 0 });
    expect(await platform.next('getUpdates')).toMatchObject({ offset: updateId + 1 });
    expect(received.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  it('stands by while another process polls', async () => {
    platform.refuse('getUpdates', { error_code: 409, description: 'Conflict: terminated by other getUpdates request' });
    const { log } = await open(echo, polling);
    await platform.next('getUpdates');
    platform.queue(says('hi'));
    expect(await platform.next('sendMessage')).toMatchObject({ text: 'You said: hi' });
    expect(log).toMatchObject([{ level: 'warn', reason: expect.stringContaining('Conflict') }]);
  });
});

describe('opening the telegram channel', () => {
  it.each([
    ['the token of another bot', { verify: 'needle_bot' }, 'belongs to the bot @ink_bot, not to @needle_bot'],
    ['a token that is not known', { access_token: '1:wrong' }, 'Unauthorized'],
    ['no address for the webhook', { webhook_url: undefined }, 'webhook_url'],
  ])('fails with %s', async (_, config, reason) => {
    await expect(open(undefined, config)).rejects.toThrow(reason);
  });

  it('tries again when Telegram can not be reached, and tells no log the token', async () => {
    platform.refuse('getMe', { error_code: 502, description: 'Bad Gateway' });
    const { log } = await open(undefined, { standby: 0.01 });
    await platform.next('setWebhook');
    await desk?.close();
    const { log: away } = await open(undefined, { api_root: 'http://127.0.0.1:1' });
    expect([...log, ...away].map(({ level }) => level)).toEqual(['warn', 'warn']);
    expect(JSON.stringify([...log, ...away])).not.toContain('fake_token');
  });
});
