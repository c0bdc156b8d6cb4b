import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newKey, type TokenOptions } from '../kit/fake-botframework.js';
import { botFrameworkDesk, silent } from './botframework-desk.js';

const { inTeams, open, platform, post } = botFrameworkDesk();

describe('the Bot Framework channel refuses', () => {
  // The library also writes to the console why a token is refused.
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => void vi.restoreAllMocks());

  const soon = () => Math.floor(Date.now() / 1_000);
  const tokens: readonly [string, () => TokenOptions][] = [
    ['a token for another app', () => ({ claims: { aud: 'another-app' } })],
    ['a token of another issuer', () => ({ claims: { iss: 'https://evil.example' } })],
    ['a token of the Emulator', () => ({ claims: { iss: 'https://sts.windows.net/tenant-1/', tid: 'tenant-1' } })],
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
    const response = await post(at, inTeams(), { authorization: platform().authorization(options()) });
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
    const at = await open(silent, { open_id_metadata: `${platform().url}/nowhere` });
    const response = await post(at, inTeams());
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ details: { code: 'BOTFRAMEWORK_KEYS_UNAVAILABLE' } });
  });

  it('to be opened without an app id, which would let everybody in', async () => {
    await expect(open(silent, { app_id: '' })).rejects.toMatchObject({ code: 'PLUGIN_CONFIG_INVALID' });
  });

  it('a token that expired two minutes ago not yet: clocks differ', async () => {
    const at = await open(silent);
    const authorization = platform().authorization({ claims: { exp: soon() - 120 } });
    expect((await post(at, inTeams(), { authorization })).status).toBe(202);
  });
});
