import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Desk } from './desk.js';
import { ann, bot, privateChat, says, startTelegramBench, type TelegramBench, update } from './telegram-bench.js';

let bench: TelegramBench;
beforeEach(async () => {
  bench = await startTelegramBench();
});
afterEach(() => bench.close());

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
    await bench.platform.post(url, says('hi'));
    const sent = Object(await bench.platform.next('sendMessage'));
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
    const { url } = await bench.open(offer);
    const keyboard = await keyboardOn(url);
    expect(keyboard.inline_keyboard.flat()).toEqual([
      { text: 'Fine line', callback_data: '/choose_style{"style":"fine"}' },
      { text: 'Blackwork', callback_data: expect.stringMatching(/^.{1,64}$/) },
      { text: 'Our page', url: 'https://studio.example/' },
    ]);
  });

  it('bring their payload back, however long, and the press is answered', async () => {
    const { url, received } = await bench.open(offer);
    const keyboard = await keyboardOn(url);
    for (const { callback_data } of keyboard.inline_keyboard.flat().slice(0, 2)) {
      await bench.platform.post(url, press(callback_data, keyboard));
      expect(await bench.platform.next('answerCallbackQuery')).toEqual({ callback_query_id: 'press1' });
    }
    expect(received.slice(1)).toMatchObject([
      { text: '/choose_style{"style":"fine"}', metadata: { button: 'Fine line' }, recipient: '77' },
      { text: long, metadata: { button: 'Blackwork' } },
    ]);
  });

  it('bring their title back when a long payload was forgotten with a restart', async () => {
    const before = await bench.open(offer);
    const keyboard = await keyboardOn(before.url);
    const { url, received } = await bench.open(offer);
    await bench.platform.post(url, press(keyboard.inline_keyboard.flat()[1].callback_data, keyboard));
    expect(received).toMatchObject([{ text: 'Blackwork' }]);
  });
});

describe('what the bot says', () => {
  const tell = async (message: Parameters<Desk['tell']>[2]) => {
    const at = await bench.open();
    await at.tell('telegram', '77', message);
    return bench.platform.sent.map(({ method, payload: { chat_id, ...payload } }) => ({ method, ...payload }));
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
    bench.platform.refuse('sendMessage', { error_code: 400, description: "Bad Request: can't parse entities" });
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
    bench.platform.refuse('sendPhoto', { error_code: 400, description: 'Bad Request: wrong HTTP URL specified' });
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

  it('is not repeated where a message had left in part', async () => {
    const { channels } = await bench.open();
    const outgoing = {
      id: '9',
      conversationId: 'telegram:77',
      recipient: '77',
      inboxId: undefined,
      message: { text: 'See', attachment: 'https://x.example/a.pdf' },
    };
    bench.platform.refuse('sendDocument', { error_code: 502, description: 'Bad Gateway' });
    const send = () => channels.get('telegram')?.send(outgoing);
    await expect(send()).rejects.toMatchObject({ code: 'TELEGRAM_UNREACHABLE' });
    expect(await send()).toBe('delivered');
    expect(bench.platform.sent.map(({ method }) => method)).toEqual(['sendMessage', 'sendDocument', 'sendDocument']);
  });

  it('is given up when Telegram will never take it', async () => {
    const { tell: say } = await bench.open();
    bench.platform.refuse('sendMessage', { error_code: 400, description: 'Bad Request: chat not found' });
    await expect(say('telegram', '77', { text: 'hi' })).rejects.toMatchObject({ permanent: true });
  });

  it('waits for a person who blocked the bot until they let it write again', async () => {
    const { url, tell } = await bench.open();
    bench.platform.refuse('sendMessage', { error_code: 403, description: 'Forbidden: bot was blocked by the user' });
    await tell('telegram', '77', { text: 'Your appointment is tomorrow.' });
    await bench.platform.next('sendMessage');
    await bench.platform.post(
      url,
      update({ my_chat_member: { chat: privateChat, from: ann, new_chat_member: { status: 'member', user: bot } } }),
    );
    expect(await bench.platform.next('sendMessage')).toMatchObject({ text: 'Your appointment is tomorrow.' });
  });

  it('shows that it is typing', async () => {
    const { url } = await bench.open();
    await bench.platform.post(url, says('hi'));
    expect(await bench.platform.next('sendChatAction')).toEqual({ chat_id: 77, action: 'typing' });
  });
});
