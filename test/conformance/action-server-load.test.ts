import { expect, vi } from 'vitest';
import { sdkSlot } from '../kit/fake-action-server.js';
import { type ActionServerBeside, actionServer, oneAction } from './action-server-kit.js';
import { conformance } from './harness.js';
import type { Talk } from './harness-shape.js';

/** Somebody else says something, and hears the texts. */
async function another({ url }: Talk, sender: string, message: string): Promise<readonly unknown[]> {
  const response = await fetch(`${url}/webhooks/rest/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sender, message }),
  });
  return ((await response.json()) as { text?: string }[]).map(({ text }) => text);
}

/** Something that is waited for, and the way to let it happen. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

const called = gate();
const release = gate();
const slow = actionServer({
  actions: {
    action_go: async ({ utter }) => {
      called.open();
      await release.opened;
      utter({ text: 'At last.' });
      return [];
    },
  },
});
conformance('a slow action holds up its own conversation and no other', {
  from: 'RasaHQ/rasa#6334',
  ...oneAction,
  surroundings: slow.surroundings,
  turns: [
    async (talk) => {
      const waiting = talk.says('/go');
      await called.opened;
      expect(await another(talk, 'somebody-else', '/other')).toEqual(['Something else.']);
      release.open();
      expect(await waiting).toMatchObject([{ text: 'At last.' }]);
    },
  ],
});

const crowd = actionServer(
  { actions: { action_go: ({ tracker, utter }) => void utter({ text: `Hi ${tracker.sender_id}` }) } },
  ['max_connections: 3'],
);
conformance('many conversations call at once, each gets its own answer, through no more connections than allowed', {
  from: 'RasaHQ/rasa#6334',
  ...oneAction,
  surroundings: crowd.surroundings,
  turns: [
    async (talk) => {
      const people = Array.from({ length: 30 }, (_, index) => `person-of-crowd-${index}`);
      const heard = await Promise.all(people.map((person) => another(talk, person, '/go')));
      expect(heard).toEqual(people.map((person) => [`Hi ${person}`]));
      expect(Math.max(...crowd.calls().map(({ connection }) => connection))).toBeLessThanOrEqual(3);
    },
  ],
});

const ordered = actionServer({
  actions: {
    action_go: ({ slot, utter }) => {
      const count = Number(slot('count') ?? 0);
      utter({ text: String(count) });
      return [sdkSlot('count', count + 1)];
    },
  },
});
conformance('messages of one conversation that come at once are worked off one after the other', {
  from: 'rasa.com/docs/rasa/lock-stores',
  ...oneAction,
  surroundings: ordered.surroundings,
  turns: [
    async (talk) => {
      const heard = await Promise.all([1, 2, 3].map(() => another(talk, talk.conversationId, '/go')));
      expect(heard.flat().toSorted()).toEqual(['0', '1', '2']);
    },
  ],
});

/** With environment variables, for as long as the case lasts. */
function withEnvironment(server: ActionServerBeside, variables: Readonly<Record<string, string>>) {
  return async () => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const surroundings = await server.surroundings();
    return {
      ...surroundings,
      async close() {
        vi.unstubAllEnvs();
        await surroundings.close();
      },
    };
  };
}

const secret = actionServer({ actions: { action_go: () => [] } }, [`token: "$\{ACTION_SERVER_TOKEN}"`]);
conformance('settings are filled in from the environment', {
  from: 'rasa/shared/utils/io.py, env_var_constructor',
  ...oneAction,
  surroundings: withEnvironment(secret, { ACTION_SERVER_TOKEN: 'from-outside' }),
  turns: [{ user: '/go' }, () => expect(secret.calls()[0]?.path).toBe('/webhook?token=from-outside')],
});

const switched = actionServer({ actions: { action_go: () => [] } });
conformance('COMPRESS_ACTION_SERVER_REQUEST has bodies deflated', {
  from: 'rasa/core/constants.py, COMPRESS_ACTION_SERVER_REQUEST_ENV_NAME',
  ...oneAction,
  surroundings: withEnvironment(switched, { COMPRESS_ACTION_SERVER_REQUEST: 'True' }),
  turns: [{ user: '/go' }, () => expect(switched.calls()[0]?.headers['content-encoding']).toBe('deflate')],
});

const restarted = actionServer({ actions: { action_go: ({ utter }) => void utter({ text: 'Here.' }) } });
conformance('a bot that was started again goes on calling', {
  from: 'rasa.com/docs/rasa/custom-actions',
  ...oneAction,
  surroundings: restarted.surroundings,
  turns: [{ user: '/go', bot: 'Here.' }, (talk) => talk.restart(), { user: '/go', bot: 'Here.' }],
});

conformance('a number that an action says is text', {
  from: 'rasa/core/actions/action.py, action_response_format_spec',
  ...oneAction,
  surroundings: actionServer({ actions: { action_go: ({ utter }) => void utter({ text: 42 }) } }).surroundings,
  turns: [{ user: '/go', bot: '42' }],
});
