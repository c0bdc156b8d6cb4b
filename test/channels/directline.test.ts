import { describe, expect, it } from 'vitest';
import { directLineDesk, granted, secret, send, silent } from './directline-desk.js';

const { base, begin, open, poll, post, reconnect, stream, token } = directLineDesk();

/** A promise that is settled by hand. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('a conversation through Direct Line', () => {
  it('begins with a token and the address of a stream', async () => {
    const at = await open();
    const forAnn = await token(at);
    expect(forAnn).toMatchObject({ conversationId: expect.any(String), token: expect.any(String), expires_in: 1800 });
    const response = await send(`${base(at)}/conversations`, forAnn.token);
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      conversationId: forAnn.conversationId,
      streamUrl: expect.stringMatching(
        new RegExp(`^ws://127.0.0.1:\\d+/v3/directline/conversations/${forAnn.conversationId}/stream\\?`),
      ),
    });
  });

  it('takes a message and brings it and the answer on the stream', async () => {
    const at = await open();
    const talk = await begin(at);
    const page = await stream(talk);
    const posted = await post(at, talk, { text: 'hi', channelData: { clientActivityID: 'c1' } });
    const { id } = (await posted.json()) as { id: string };
    expect(await page.next()).toMatchObject({
      id,
      type: 'message',
      text: 'hi',
      from: { id: 'dl_ann', name: 'Ann', role: 'user' },
      channelData: { clientActivityID: 'c1' },
      conversation: { id: talk.conversationId },
    });
    expect(await page.next()).toMatchObject({
      type: 'message',
      text: 'You said: hi',
      textFormat: 'markdown',
      channelId: 'directline',
      from: { id: 'bot', role: 'bot' },
    });
  });

  it('hands over who speaks, and what else a page tells', async () => {
    const at = await open(silent);
    const talk = await begin(at);
    await post(at, talk, {
      text: 'hi',
      from: { id: 'somebody else' },
      locale: 'de-DE',
      channelData: { page: '/prices' },
    });
    expect(at.received).toMatchObject([
      {
        conversationId: `directline:${talk.conversationId}`,
        recipient: talk.conversationId,
        text: 'hi',
        metadata: {
          channel_id: 'directline',
          user: { id: 'dl_ann', name: 'Ann' },
          locale: 'de-DE',
          channel_data: { page: '/prices' },
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
    const talk = await begin(at);
    const page = await stream(talk);
    expect((await post(at, talk, { text: 'hi' })).status).toBe(200);
    expect(await page.next()).toMatchObject({ text: 'hi' });
    slow.open();
    expect(await page.bot()).toMatchObject({ text: 'done' });
  });

  it('shows that the bot is typing', async () => {
    const at = await open();
    const talk = await begin(at);
    const page = await stream(talk);
    await post(at, talk, { text: 'hi' });
    const kinds = [(await page.any()).type, (await page.any()).type, (await page.any()).type];
    expect(kinds.sort()).toEqual(['message', 'message', 'typing']);
  });

  it('runs one turn for a message that is posted five times', async () => {
    const at = await open();
    const talk = await begin(at);
    const ids = new Set<string>();
    for (let time = 0; time < 5; time++) {
      const posted = await post(at, talk, { text: 'hi', channelData: { clientActivityID: 'c1' } });
      ids.add(((await posted.json()) as { id: string }).id);
    }
    expect(at.received).toHaveLength(1);
    expect(ids.size).toBe(1);
    expect((await poll(at, talk)).activities.filter(({ text }) => text === 'hi')).toHaveLength(1);
  });

  it('says the greeting once, however often the page asks', async () => {
    const at = await open(undefined, { greeting: '/greet' });
    const { token: bearer } = await token(at);
    for (let time = 0; time < 3; time++) await send(`${base(at)}/conversations`, bearer);
    expect(at.received.map(({ text }) => text)).toEqual(['/greet']);
  });

  it('leaves emoji, right-to-left and combining characters as they are', async () => {
    const text = '👩🏽‍🎨 مرحبا e\u0301 \u{1F1EE}\u{1F1F3}';
    const at = await open(({ text: said }) => [{ text: said }]);
    const talk = await begin(at);
    const page = await stream(talk);
    await post(at, talk, { text });
    expect((await page.next()).text).toBe(text);
    expect((await page.bot()).text).toBe(text);
  });

  it('brings what is said to every page of the conversation', async () => {
    const at = await open();
    const talk = await begin(at);
    const [phone, desk] = [await stream(talk), await stream(talk)];
    await post(at, talk, { text: 'hi' });
    expect(await phone.bot()).toMatchObject({ text: 'You said: hi' });
    expect(await desk.bot()).toMatchObject({ text: 'You said: hi' });
  });

  it('is kept alive by empty frames', async () => {
    const at = await open(silent, { keep_alive: 0.02 });
    const page = await stream(await begin(at));
    await expect.poll(() => page.frames.filter((frame) => frame === '').length).toBeGreaterThan(1);
    expect(page.socket.readyState).toBe(page.socket.OPEN);
  });

  it('reports its health', async () => {
    const at = await open();
    expect(await (await fetch(`${at.url}/webhooks/directline/`)).json()).toEqual({ status: 'ok' });
  });
});

describe('a client of Direct Line that asks instead of listening', () => {
  it('gets what is new after its watermark', async () => {
    const at = await open();
    const talk = await begin(at);
    await post(at, talk, { text: 'one' });
    const first = await poll(at, talk);
    expect(first.activities.map(({ text }) => text)).toEqual(['one', 'You said: one']);
    await post(at, talk, { text: 'two' });
    const second = await poll(at, talk, first.watermark);
    expect(second.activities.map(({ text }) => text)).toEqual(['two', 'You said: two']);
    expect((await poll(at, talk, second.watermark)).activities).toEqual([]);
  });

  it('gets the same again until it says that it has it', async () => {
    const at = await open();
    const talk = await begin(at);
    await post(at, talk, { text: 'one' });
    const ids = (await poll(at, talk)).activities.map(({ id }) => id);
    expect((await poll(at, talk)).activities.map(({ id }) => id)).toEqual(ids);
  });

  it('can tell which answer belongs to which message', async () => {
    const at = await open();
    const talk = await begin(at);
    const { id } = (await (await post(at, talk, { text: 'one' })).json()) as { id: string };
    expect((await poll(at, talk)).activities.at(-1)).toMatchObject({ replyToId: id });
  });
});

describe('a stream that comes back', () => {
  it('begins where its watermark is', async () => {
    const at = await open();
    const talk = await begin(at);
    const before = await stream(talk);
    await post(at, talk, { text: 'one' });
    await before.bot();
    const watermark = before.watermark();
    before.socket.terminate();
    await post(at, talk, { text: 'two' });
    const after = await stream(await reconnect(at, talk, watermark));
    expect((await after.next()).text).toBe('two');
    expect((await after.next()).text).toBe('You said: two');
  });

  it('brings the whole conversation to a page that was loaded anew', async () => {
    const at = await open();
    const talk = await begin(at);
    await (await stream(talk)).socket.close();
    await post(at, talk, { text: 'one' });
    const page = await stream(await reconnect(at, talk, ''));
    expect([(await page.next()).text, (await page.next()).text]).toEqual(['one', 'You said: one']);
  });

  it('brings what was said while nobody was there', async () => {
    const at = await open();
    const talk = await begin(at);
    await at.tell('directline', talk.conversationId, { text: 'Your artist is ill today.' });
    const page = await stream(await reconnect(at, talk, ''));
    expect(await page.bot()).toMatchObject({ text: 'Your artist is ill today.' });
  });

  it('brings what a page that no longer answers has not got', async () => {
    const at = await open(undefined, { ack_timeout: 0.05 });
    const talk = await begin(at);
    await stream(talk, { autoPong: false });
    await post(at, talk, { text: 'one' });
    const page = await stream(await reconnect(at, talk, ''));
    expect(await page.bot()).toMatchObject({ text: 'You said: one' });
  });
});

describe('one of your own servers', () => {
  it('begins conversations and speaks in them with the secret', async () => {
    const at = await open();
    const talk = await granted(await send(`${base(at)}/conversations`, secret));
    await post(at, { ...talk, token: secret }, { text: 'hi', from: { id: 'ann', name: 'Ann' } });
    expect(at.received).toMatchObject([{ text: 'hi', metadata: { user: { id: 'ann', name: 'Ann' } } }]);
    expect((await poll(at, { ...talk, token: secret })).activities).toHaveLength(2);
  });
});
