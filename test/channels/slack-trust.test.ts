import { describe, expect, it } from 'vitest';
import { signatureFault } from '../../channels/slack/signature.js';
import { slackApp } from '../kit/fake-slack.js';
import { open, platform, useSlack } from './slack-desk.js';
import { direct } from './slack-people.js';

useSlack();

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
