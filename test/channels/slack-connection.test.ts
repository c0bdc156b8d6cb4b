import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { slackApp } from '../kit/fake-slack.js';
import { closeDesk, echo, open, platform, silence, useSlack } from './slack-desk.js';
import { direct } from './slack-people.js';

useSlack();

/** An HTTP proxy that tunnels, and remembers where to. */
const openProxy = async () => {
  const targets: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, client, head) => {
    targets.push(request.url ?? '');
    const { hostname, port } = new URL(`http://${request.url}`);
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const close = () => new Promise((resolve) => proxy.close(resolve));
  return { address: `http://127.0.0.1:${port}`, targets, close };
};

describe('the Slack channel in Socket Mode', () => {
  it('hears over its own connection and acknowledges what is stored', async () => {
    const at = await open(echo, { app_token: slackApp.appToken, slack_signing_secret: undefined });
    const event = direct('hi');
    const acknowledged = platform.push(event);
    expect(await platform.posted(1)).toEqual([{ channel: 'D1', text: 'You said: hi' }]);
    expect(await acknowledged).toMatchObject({ envelope_id: expect.any(String) });
    await platform.push(event);
    expect(at.received).toHaveLength(1);
  });

  it('is not opened with a token that Slack does not know', async () => {
    const opening = open(silence, { app_token: 'xapp-old', slack_signing_secret: undefined });
    const refused = { code: 'SLACK_TOKEN_REFUSED', message: expect.stringContaining('app_token') };
    await expect(opening).rejects.toMatchObject({ code: 'CHANNEL_OPEN_FAILED', cause: refused });
  });
});

describe('the Slack channel behind a proxy', () => {
  it('reaches Slack through it', async () => {
    const { address, targets, close } = await openProxy();
    const at = await open(echo, { proxy: address });
    await platform.sendEvent(at.url, direct('hi'));
    expect(await platform.posted(1)).toHaveLength(1);
    expect(new Set(targets)).toEqual(new Set([new URL(platform.apiUrl).host]));
    await closeDesk();
    await close();
  });
});
