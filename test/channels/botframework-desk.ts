import { afterEach, beforeEach } from 'vitest';
import { botframework } from '../../channels/teams/index.js';
import { type FakeBotFramework, fakeBotFramework } from '../kit/fake-botframework.js';
import { type Answer, type Desk, openDesk } from './desk.js';

/** A desk whose only channel is the Bot Framework, with a platform of its own for each test. */
export function botFrameworkDesk() {
  let platform: FakeBotFramework;
  let desk: Desk | undefined;
  beforeEach(async () => {
    platform = await fakeBotFramework();
  });
  afterEach(async () => {
    await desk?.close();
    desk = undefined;
    await platform.close();
  });

  /** An activity of Teams, in a talk with one person. */
  const inTeams = (fields: object = {}) => ({
    type: 'message',
    id: '1485983408511',
    timestamp: '2026-11-21T14:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: platform.serviceUrl,
    from: { id: '29:ann', name: 'Ann', aadObjectId: 'ann-in-the-directory' },
    recipient: { id: botId(), name: 'Ink' },
    conversation: { id: 'a:1pL6i0oY', conversationType: 'personal', tenantId: 'tenant-1' },
    locale: 'en-GB',
    text: 'hi',
    textFormat: 'plain',
    ...fields,
  });
  const botId = () => `28:${platform.credentials.app_id}`;

  return {
    platform: () => platform,
    /** The bot's id in Teams. */
    botId,
    inTeams,
    /** A thread in a channel of Teams. */
    inTeamsChannel: (fields: object = {}) =>
      inTeams({
        conversation: {
          id: '19:253b@thread.tacv2;messageid=1485983194839',
          conversationType: 'channel',
          isGroup: true,
        },
        ...fields,
      }),
    inWebChat: (fields: object = {}) =>
      inTeams({
        id: 'AbC|0000001',
        channelId: 'webchat',
        from: { id: 'visitor' },
        recipient: { id: 'ink@handle', name: 'Ink' },
        conversation: { id: 'AbC' },
        ...fields,
      }),
    async open(answer?: Answer, config: object = {}): Promise<Desk> {
      const channels = [{ use: botframework, config: { ...platform.credentials, ...config } }];
      desk = await openDesk({ channels, ...(answer ? { answer } : {}) });
      return desk;
    },
    /** Posts an activity as the platform does. */
    post: (at: Desk, body: object | string, headers: object = {}, path = '/webhooks/botframework/webhook') =>
      fetch(`${at.url}${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', authorization: platform.authorization(), ...headers },
      }),
  };
}

/** Answers nothing. */
export const silent: Answer = () => [];
