import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { directLineConfig } from '../../channels/directline/config.js';
import { createTokens } from '../../channels/directline/token.js';
import { ParleyError } from '../../core/index.js';
import type { Desk } from './desk.js';
import { directLineDesk, type Granted, granted, secret, send } from './directline-desk.js';

const { base, begin, open, poll, post, stream, token } = directLineDesk();

/** Why a request was refused, in Direct Line's words. */
async function refusal(response: Response): Promise<{ status: number; code: string }> {
  const { error } = (await response.json()) as { error: { code: string } };
  return { status: response.status, code: error.code };
}

const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

/** A token that somebody made who does not know the secret. */
function forged(jwt: string, claims: object, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode(header)}.${encode({ ...claimsOf(jwt), ...claims })}`;
  return `${signed}.${createHmac('sha256', 'a guess').update(signed).digest('base64url')}`;
}

const later = async (at: Desk, talk: Granted): Promise<Response> => post(at, talk, { text: 'hi' });

describe('Direct Line refuses', () => {
  it('who shows nothing', async () => {
    const at = await open();
    expect(await refusal(await send(`${base(at)}/conversations`, undefined))).toEqual({
      status: 401,
      code: 'BadArgument',
    });
    expect(at.log).toContainEqual(expect.objectContaining({ code: 'DIRECTLINE_CREDENTIALS_MISSING' }));
  });

  it('a wrong secret', async () => {
    const at = await open();
    const response = await send(`${base(at)}/tokens/generate`, 'not-the-secret-of-the-studio');
    expect((await refusal(response)).status).toBe(403);
  });

  it('a token that another secret signed, for another user or without a signature', async () => {
    const at = await open();
    const talk = await begin(at);
    const [head, body] = talk.token.split('.');
    const none = forged(talk.token, {}, { alg: 'none' });
    for (const bad of [forged(talk.token, { user: 'dl_eve' }), none, `${head}.${body}.`, 'nonsense', 'a.b.c']) {
      expect((await later(at, { ...talk, token: bad })).status).toBe(403);
    }
    expect(at.received).toEqual([]);
  });

  it('a token for another conversation', async () => {
    const at = await open();
    const [ann, bob] = [await begin(at), await begin(at, { user: { id: 'dl_bob' } })];
    expect((await later(at, { ...ann, token: bob.token })).status).toBe(403);
    const address = `${base(at)}/conversations/${ann.conversationId}/activities`;
    expect((await fetch(address, { headers: { authorization: `Bearer ${bob.token}` } })).status).toBe(403);
  });

  it('a token that has expired, and says so', async () => {
    const at = await open();
    const talk = await begin(at);
    const yesterday = createTokens(directLineConfig.parse({ secret }), () => Date.now() - 86_400_000);
    const old = yesterday.make({ use: 'conversation', conv: talk.conversationId }, 1_800);
    expect(await refusal(await later(at, { ...talk, token: old }))).toEqual({ status: 403, code: 'TokenExpired' });
  });

  it('to make tokens for whoever has but a token', async () => {
    const at = await open();
    const { token: bearer } = await token(at);
    expect((await send(`${base(at)}/tokens/generate`, bearer)).status).toBe(403);
  });

  it('a token for a user whose id is not one of Direct Line', async () => {
    const at = await open();
    const response = await send(`${base(at)}/tokens/generate`, secret, { user: { id: 'ann' } });
    expect(await refusal(response)).toEqual({ status: 400, code: 'BadArgument' });
  });

  it('pages that the token is not for', async () => {
    const at = await open();
    const talk = await begin(at, { trustedOrigins: ['https://studio.example'] });
    const address = `${base(at)}/conversations/${talk.conversationId}/activities`;
    const from = (origin: string) => send(address, talk.token, { type: 'message', text: 'hi' }, { origin });
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await from('https://studio.example')).status).toBe(200);
  });

  it('streams to pages of origins that are not allowed', async () => {
    const at = await open(undefined, {}, { server: { allowedOrigins: ['https://studio.example'] } });
    const talk = await begin(at);
    await expect(stream(talk, { origin: 'https://evil.example' })).rejects.toThrow('403');
    await stream(talk, { origin: 'https://studio.example' });
  });

  it('streams without the token that was made for them', async () => {
    const at = await open();
    const talk = await begin(at);
    const other = new URL(talk.streamUrl);
    other.searchParams.set('t', talk.token);
    await expect(stream({ streamUrl: other.href })).rejects.toThrow('403');
    const elsewhere = talk.streamUrl.replace(talk.conversationId, 'x'.repeat(22));
    await expect(stream({ streamUrl: elsewhere })).rejects.toThrow('403');
    expect(at.log).toContainEqual(expect.objectContaining({ message: 'a stream was refused' }));
  });

  it('too many messages at once, and says when there may be more', async () => {
    const at = await open(undefined, { rate_limit: { messages: 2, per_seconds: 60 } });
    const talk = await begin(at);
    await later(at, talk);
    await later(at, talk);
    const third = await later(at, talk);
    expect(third.status).toBe(429);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(at.received).toHaveLength(2);
  });

  it('a body that is no JSON or no activity', async () => {
    const at = await open();
    const talk = await begin(at);
    const address = `${base(at)}/conversations/${talk.conversationId}/activities`;
    expect((await send(address, talk.token, '{"type":')).status).toBe(400);
    expect(await refusal(await send(address, talk.token, { text: 'hi' }))).toEqual({
      status: 400,
      code: 'BadArgument',
    });
  });

  it('a message that could not be stored', async () => {
    const at = await open(undefined, {}, { fault: new ParleyError('INBOX_STOPPED') });
    const talk = await begin(at);
    expect((await later(at, talk)).status).toBe(503);
    expect((await poll(at, talk)).activities).toEqual([]);
  });
});

describe('a token of Direct Line', () => {
  it('tells clients for whom it is', async () => {
    const at = await open();
    const { token: jwt, conversationId } = await token(at);
    expect(claimsOf(jwt)).toMatchObject({ user: 'dl_ann', conv: conversationId, exp: expect.any(Number) });
  });

  it('is renewed while it holds, for the same person and conversation', async () => {
    const at = await open();
    const first = await begin(at);
    const second = await granted(await send(`${base(at)}/tokens/refresh`, first.token));
    expect(second.conversationId).toBe(first.conversationId);
    expect(claimsOf(second.token).user).toBe('dl_ann');
    expect((await later(at, { ...first, token: second.token })).status).toBe(200);
  });

  it('outlives a restart and a change of the secret', async () => {
    const talk = await begin(await open());
    const again = await open(undefined, { secret: 'another-secret-of-the-studio', old_secret: secret });
    expect((await later(again, talk)).status).toBe(200);
  });
});
