import { describe, expect, it } from 'vitest';
import { gate } from '../kernel/gate.js';
import { botFrameworkDesk, silent } from './botframework-desk.js';
import type { Desk } from './desk.js';

const { botId, inTeams, inWebChat, open, platform, post } = botFrameworkDesk();

describe('the Bot Framework channel', () => {
  it('takes a message and posts the answer to its conversation', async () => {
    const at = await open();
    expect((await post(at, inTeams())).status).toBe(202);
    expect(await platform().next()).toMatchObject({
      type: 'message',
      text: 'You said: hi',
      textFormat: 'markdown',
      from: { id: botId() },
      conversation: { id: 'a:1pL6i0oY' },
    });
    expect(platform().posted.at(-1)?.path).toBe('/connector/v3/conversations/a%3A1pL6i0oY/activities');
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
    expect(platform().posted.map(({ activity }) => activity.type)).not.toContain('message');
    slow.open();
    expect(await platform().next()).toMatchObject({ text: 'done' });
  });

  it('speaks again later, with nothing but the recipient that was kept', async () => {
    const at = await open(silent);
    await post(at, inWebChat());
    await at.tell('botframework', at.received[0]?.recipient ?? '', { text: 'Tomorrow at nine.' });
    expect(await platform().next()).toMatchObject({
      text: 'Tomorrow at nine.',
      from: { id: 'ink@handle' },
      conversation: { id: 'AbC' },
    });
  });

  it('gives up what is for a place that it does not know', async () => {
    const at = await open();
    await expect(at.tell('botframework', 'ann', { text: 'hi' })).rejects.toMatchObject({
      code: 'BOTFRAMEWORK_PLACE_UNKNOWN',
      permanent: true,
    });
  });

  it('keeps the longest references of Teams within 255 characters', async () => {
    const at = await open(silent);
    const serviceUrl = `${platform().serviceUrl}${'e'.repeat(74 - platform().serviceUrl.length)}`;
    const conversation = { id: `a:1${'x'.repeat(131)}`, conversationType: 'personal' };
    const authorization = platform().authorization({ claims: { serviceurl: serviceUrl } });
    expect((await post(at, inTeams({ serviceUrl, conversation }), { authorization })).status).toBe(202);
    expect(at.received[0]?.recipient.length).toBeLessThan(256);
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
    await platform().next();
    await expect.poll(() => platform().posted.map(({ activity }) => activity.type)).toContain('typing');
  });

  it('listens at a second address where one is set', async () => {
    const at = await open(silent, { messages_path: '/api/messages' });
    expect((await post(at, inTeams(), {}, '/api/messages')).status).toBe(202);
    expect(at.received).toHaveLength(1);
  });

  it('reports its health', async () => {
    const at = await open();
    expect(await (await fetch(`${at.url}/webhooks/botframework/`)).json()).toEqual({ status: 'ok' });
  });
});

describe('the Bot Framework channel, when the platform', () => {
  const recipient = () => JSON.stringify(['msteams', platform().serviceUrl, 'a:1pL6i0oY']);
  const tell = (at: Desk, text: string) => at.tell('botframework', recipient(), { text });

  it('says that the bot is blocked, gives up', async () => {
    const at = await open();
    platform().refuse({ status: 403, body: { error: { code: 'MessageWritesBlocked' } } });
    await expect(tell(at, 'hello')).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('MessageWritesBlocked'),
    });
  });

  it('takes the token no longer, gets a new one', async () => {
    const at = await open();
    await tell(at, 'one');
    await tell(at, 'two');
    expect(platform().tokens()).toBe(1);
    platform().refuse({ status: 401 });
    await expect(tell(at, 'three')).rejects.toMatchObject({ code: 'BOTFRAMEWORK_SEND_FAILED' });
    await tell(at, 'three');
    expect(platform().tokens()).toBe(2);
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
