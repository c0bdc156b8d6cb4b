import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBot } from '../../core/bot/load-bot.js';
import { beginStore } from '../../core/bot/open-store.js';
import { type ServedBot, serveActions } from '../../core/bot/serve-actions.js';
import { readSettings } from '../../core/config.js';
import {
  type Action,
  ActionRejected,
  activeLoop,
  defineAction,
  defineFormValidation,
  followup,
  slotSet,
} from '../../core/index.js';
import { presets } from '../../presets.js';
import { temporaryFolder } from '../kit/database.js';
import { listeningLog } from '../kit/log.js';

const actions: readonly Action[] = [
  defineAction({
    name: 'action_greet',
    run: ({ slots, latestMessage, conversationId, inputChannel, say, utter }) => {
      say(`Hi ${slots.name} on ${inputChannel}, ${conversationId}: ${latestMessage.intent.name}`);
      say({ text: 'Look', image: 'a.png', buttons: [{ title: 'Yes', payload: '/yes' }] });
      utter('utter_bye', { name: 'Zoe' });
      return [slotSet('greeted', true), followup('action_listen'), activeLoop(null)];
    },
  }),
  defineAction({
    name: 'action_refuse',
    run: () => {
      throw new ActionRejected('Not now.');
    },
  }),
  defineAction({
    name: 'action_break',
    run: () => {
      throw new Error('division by zero');
    },
  }),
  defineAction({
    name: 'action_intents',
    run: ({ domain, say }) => say([...domain.intents.keys()].join(' ')) as undefined,
  }),
  defineFormValidation({
    form: 'table_form',
    slots: { guests: (value) => (Number(value) <= 8 ? Number(value) : null) },
  }),
];

const place = temporaryFolder('served');
const log = listeningLog();
let server: ServedBot;
let reloaded: readonly Action[] = actions;

beforeAll(async () => {
  writeFileSync(join(place.folder, 'domain.yml'), 'intents: [own]\n');
  mkdirSync(join(place.folder, 'actions'));
  const settings = readSettings({ port: '0', host: '127.0.0.1', cors: 'https://example.org' }, {});
  const bot = { ...(await loadBot(place.folder, presets)), actions };
  const store = beginStore(place.folder, settings, () => undefined);
  server = await serveActions({ bot, settings, log, store, reload: async () => ({ actions: reloaded }) });
}, 60_000);

afterAll(async () => {
  await server.stop();
  place.remove();
});

const tracker = {
  sender_id: 'ann',
  slots: { name: 'Ann', greeted: null },
  latest_message: { text: 'hi', intent: { name: 'hello', confidence: 0.9 }, entities: [], intent_ranking: [] },
  events: [{ event: 'action', name: 'action_listen', timestamp: 1 }],
  active_loop: {},
  latest_input_channel: 'telegram',
};

async function call(body: object | string, headers: Record<string, string> = {}) {
  const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const response = await fetch(`${server.url}/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: raw as string,
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

const callOf = (next_action: string, more: object = {}) => ({
  next_action,
  sender_id: 'ann',
  tracker,
  domain: { intents: ['hello'] },
  version: '3.6.21',
  ...more,
});

describe('the action server', () => {
  it('answers with events and responses, every field as rasa-sdk writes it', async () => {
    const empty = { text: null, buttons: [], elements: [], custom: {}, image: null, attachment: null };
    expect(await call(callOf('action_greet'))).toEqual({
      status: 200,
      json: {
        events: [
          { event: 'slot', timestamp: null, name: 'greeted', value: true },
          { event: 'followup', timestamp: null, name: 'action_listen' },
          { event: 'active_loop', timestamp: null, name: null },
        ],
        responses: [
          { ...empty, text: 'Hi Ann on telegram, ann: hello', template: null, response: null },
          {
            ...empty,
            text: 'Look',
            image: 'a.png',
            buttons: [{ title: 'Yes', payload: '/yes' }],
            template: null,
            response: null,
          },
          { ...empty, template: 'utter_bye', response: 'utter_bye', name: 'Zoe' },
        ],
      },
    });
  });

  it('reads a deflated body', async () => {
    const body = deflateSync(JSON.stringify(callOf('action_greet')));
    expect((await call(body, { 'content-encoding': 'deflate' })).status).toBe(200);
  });

  it('answers 400 when an action does not want to run', async () => {
    expect(await call(callOf('action_refuse'))).toEqual({
      status: 400,
      json: { error: 'Not now.', action_name: 'action_refuse' },
    });
  });

  it('answers 404 for an action that is not here', async () => {
    expect(await call(callOf('action_nowhere'))).toEqual({
      status: 404,
      json: { error: "No registered action found for name 'action_nowhere'.", action_name: 'action_nowhere' },
    });
  });

  it('answers 500 with the request when an action fails', async () => {
    const { status, json } = await call(callOf('action_break'));
    expect(status).toBe(500);
    expect(json).toMatchObject({
      error: expect.stringContaining('division by zero'),
      request_body: { next_action: 'action_break' },
    });
  });

  it('answers 400 without a body', async () => {
    expect(await call('')).toEqual({ status: 400, json: { error: 'Invalid body request' } });
  });

  it('answers null to a call that names no action', async () => {
    expect(await call({ tracker })).toEqual({ status: 200, json: null });
  });

  it('answers 500 to what is no JSON', async () => {
    expect((await call('{"next_action": ')).status).toBe(500);
  });

  it('gives actions the domain that came with the call', async () => {
    const { json } = await call(callOf('action_intents'));
    expect(json.responses).toMatchObject([{ text: 'hello' }]);
  });

  it('keeps a domain by its digest, and asks for one that it does not know with 449', async () => {
    const { domain: _, ...without } = callOf('action_intents');
    const unknown = await call({ ...without, domain_digest: 'd1' });
    expect(unknown).toMatchObject({ status: 449, json: { action_name: 'action_intents' } });
    await call(callOf('action_intents', { domain: { intents: ['seen'] }, domain_digest: 'd1' }));
    const known = await call({ ...without, domain_digest: 'd1' });
    expect(known.json.responses).toMatchObject([{ text: 'seen' }]);
  });

  it('takes its own domain for a call with neither domain nor digest, as Rasa 3.6 sends it', async () => {
    const { domain: _, ...without } = callOf('action_intents');
    expect((await call(without)).json.responses).toMatchObject([{ text: 'own' }]);
  });

  it('validates the slots that a form of Rasa puts at the end of the events', async () => {
    const events = [...tracker.events, { event: 'slot', name: 'guests', value: '9', timestamp: 2 }];
    const { json } = await call(callOf('validate_table_form', { tracker: { ...tracker, events } }));
    expect(json.events).toEqual([{ event: 'slot', timestamp: null, name: 'guests', value: null }]);
  });

  it('reads over events of a Rasa that it does not know', async () => {
    const events = [{ event: 'flow_started', flow_id: 'x', timestamp: 1 }, null];
    expect((await call(callOf('action_greet', { tracker: { ...tracker, events } }))).status).toBe(200);
  });

  it('says that it is well, and which actions it has', async () => {
    const get = async (path: string) => (await fetch(`${server.url}${path}`)).json();
    expect(await get('/health')).toEqual({ status: 'ok' });
    expect(await get('/actions')).toContainEqual({ name: 'validate_table_form' });
  });

  it('lets pages of the origins that it was told read its answers', async () => {
    const origin = 'https://example.org';
    const { headers } = await fetch(`${server.url}/health`, { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('exchanges its actions when their code has changed', async () => {
    reloaded = [defineAction({ name: 'action_new', run: ({ say }) => say('New.') as undefined })];
    const file = join(place.folder, 'actions', 'new.ts');
    writeFileSync(file, '');
    utimesSync(file, new Date(), new Date(Date.now() + 60_000));
    expect((await call(callOf('action_new'))).json.responses).toMatchObject([{ text: 'New.' }]);
    expect((await call(callOf('action_greet'))).status).toBe(404);
  });
});
