import { expect } from 'vitest';
import { conformance } from './harness.js';
import type { CodeStep, RequestStep } from './harness-shape.js';

const domain = `
version: "3.1"
intents: [greet, inform, bye]
entities: [city]
slots:
  city: { type: text, mappings: [{ type: from_entity, entity: city }] }
  guests: { type: float, initial_value: 2, mappings: [{ type: custom }] }
responses:
  utter_greet: [{ text: "Hello!" }]
  utter_city: [{ text: "{city}, then." }]
  utter_bye: [{ text: "Bye!" }]
session_config: { session_expiration_time: 60, carry_over_slots_to_new_session: true }
`;
const data = `
version: "3.1"
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
- rule: inform
  steps: [{ intent: inform }, { action: utter_city }]
- rule: bye
  steps: [{ intent: bye }, { action: utter_bye }]
`;
const source = 'RasaHQ/rasa tests/test_server.py';
const bot = { from: source, domain, data };
const events = '/conversations/{id}/tracker/events';
const tracker = '/conversations/{id}/tracker';

const kinds = (json: unknown): unknown[] =>
  (json as { events: readonly { event: string; name?: string }[] }).events.map(({ event, name }) =>
    name === undefined ? event : `${event} ${name}`,
  );
const sessionStart = ['action action_session_start', 'session_started', 'action action_listen'];

/** Asks, and compares the kinds of the events that come back. */
const eventKinds =
  (request: string, expected: readonly string[], body?: unknown): CodeStep =>
  async (talk) => {
    const [method = '', path = ''] = request.split(' ');
    const answer = await talk.request(method, path, body);
    expect(answer.status, answer.text).toBe(200);
    expect(kinds(answer.json)).toEqual(expected);
  };
const refused = (request: string, body: unknown, answer: object = {}): RequestStep => ({
  request,
  body,
  status: 400,
  answer: { status: 'failure', reason: 'BadRequest', code: 400, ...answer },
});

conformance('a conversation that nobody has had is shown as it would begin', {
  ...bot,
  from: `${source} test_requesting_non_existent_tracker`,
  turns: [
    {
      request: `GET ${tracker}`,
      answer: {
        paused: false,
        slots: { city: null, guests: 2, requested_slot: null, session_started_metadata: null },
        latest_message: { text: null, intent: {}, entities: [], message_id: null, metadata: {} },
        latest_action_name: 'action_listen',
        active_loop: {},
        followup_action: null,
        latest_input_channel: null,
      },
    },
    eventKinds(`GET ${tracker}`, sessionStart),
  ],
});

conformance('looking at a conversation does not begin it', {
  ...bot,
  turns: [
    { request: `GET ${tracker}`, status: 200 },
    { request: 'GET /conversations/{id}/story', status: 404, answer: { message: 'Conversation ID not found.' } },
  ],
});

conformance('every event of a tracker has all the fields that Rasa writes', {
  ...bot,
  from: 'RasaHQ/rasa rasa/shared/core/events.py as_dict',
  turns: [
    { user: '/greet', bot: 'Hello!' },
    async (talk) => {
      const { json } = await talk.request('GET', tracker);
      const all = (json as { events: Record<string, unknown>[] }).events;
      const keys = (kind: string) => Object.keys(all.find(({ event }) => event === kind) ?? {}).sort();
      expect(keys('action')).toEqual(
        ['action_text', 'confidence', 'event', 'hide_rule_turn', 'metadata', 'name', 'policy', 'timestamp'].sort(),
      );
      expect(keys('user')).toEqual(
        ['event', 'input_channel', 'message_id', 'metadata', 'parse_data', 'text', 'timestamp'].sort(),
      );
      expect(all.find(({ event }) => event === 'bot')).toMatchObject({
        data: { elements: null, quick_replies: null, buttons: null, attachment: null, image: null, custom: null },
        metadata: { utter_action: 'utter_greet' },
      });
    },
  ],
});

conformance('the state of a tracker after a message', {
  ...bot,
  from: 'RasaHQ/rasa rasa/shared/core/trackers.py current_state',
  turns: [
    { user: '/inform{"city": "Rome"}', bot: 'Rome, then.' },
    {
      request: `GET ${tracker}`,
      answer: {
        slots: { city: 'Rome', guests: 2 },
        latest_message: { text: '/inform{"city": "Rome"}', intent: { name: 'inform', confidence: 1 } },
        latest_input_channel: 'rest',
        latest_action_name: 'action_listen',
        latest_action: { action_name: 'action_listen' },
        paused: false,
      },
    },
  ],
});

conformance('include_events=NONE leaves the events out', {
  ...bot,
  from: 'rasa.com/docs/rasa/pages/http-api#operation/getConversationTracker',
  turns: [
    { user: '/greet', bot: 'Hello!' },
    { request: `GET ${tracker}?include_events=NONE`, answer: { events: null, latest_action_name: 'action_listen' } },
  ],
});

conformance('include_events may be written small', {
  ...bot,
  from: 'RasaHQ/rasa rasa/server.py event_verbosity_parameter',
  turns: [{ request: `GET ${tracker}?include_events=none`, answer: { events: null } }],
});

conformance('include_events=AFTER_RESTART, the default, shows what came after the latest restart', {
  ...bot,
  from: 'rasa.com/docs/rasa/pages/http-api#operation/getConversationTracker',
  turns: [
    { user: '/greet' },
    { request: `POST ${events}`, body: [{ event: 'restart' }, { event: 'slot', name: 'city', value: 'Oslo' }] },
    eventKinds(`GET ${tracker}`, ['slot city']),
    eventKinds(`GET ${tracker}?include_events=AFTER_RESTART`, ['slot city']),
  ],
});

conformance('include_events=ALL shows what came before a restart too', {
  ...bot,
  turns: [
    { request: `POST ${events}`, body: [{ event: 'restart' }] },
    eventKinds(`GET ${tracker}?include_events=ALL`, [...sessionStart, 'restart']),
  ],
});

conformance('include_events=APPLIED leaves out what was taken back', {
  ...bot,
  from: 'RasaHQ/rasa rasa/shared/core/trackers.py applied_events',
  turns: [
    { user: '/greet', bot: 'Hello!' },
    { request: `POST ${events}`, body: { event: 'rewind' } },
    async (talk) => {
      const { json } = await talk.request('GET', `${tracker}?include_events=APPLIED`);
      expect(kinds(json)).not.toContain('user');
      expect(kinds(json)).not.toContain('action utter_greet');
    },
  ],
});

conformance('all sessions are shown, each with its start', {
  ...bot,
  from: 'RasaHQ/rasa rasa/server.py retrieve_tracker',
  turns: [
    { user: '/greet' },
    { user: '/session_start' },
    async (talk) => {
      const all = kinds((await talk.request('GET', `${tracker}?include_events=ALL`)).json);
      expect(all.filter((kind) => kind === 'session_started')).toHaveLength(2);
      expect(all.slice(0, 3)).toEqual(sessionStart);
    },
  ],
});

conformance('another include_events is refused', {
  ...bot,
  from: 'RasaHQ/rasa rasa/server.py event_verbosity_parameter',
  turns: [refused(`GET ${tracker}?include_events=SOME`, undefined)],
});

conformance('until goes back in time', {
  ...bot,
  from: 'RasaHQ/rasa tests/shared/core/test_trackers.py test_traveling_back_in_time',
  turns: [
    { user: '/inform{"city": "Rome"}' },
    { user: '/inform{"city": "Oslo"}' },
    async (talk) => {
      const { events: all } = await talk.tracker();
      const time = all.findLast(({ event }) => event === 'user')?.timestamp as number;
      const { json } = await talk.request('GET', `${tracker}?until=${time - 0.0000005}`);
      expect(json).toMatchObject({ slots: { city: 'Rome' }, latest_action_name: 'action_listen' });
    },
  ],
});

conformance('until has to be a time', { ...bot, turns: [refused(`GET ${tracker}?until=soon`, undefined)] });

conformance('one event is added, after the start of a session', {
  ...bot,
  from: `${source} test_pushing_event`,
  turns: [
    eventKinds(`POST ${events}`, [...sessionStart, 'slot city'], { event: 'slot', name: 'city', value: 'Rome' }),
    { request: `GET ${tracker}`, answer: { slots: { city: 'Rome' } } },
  ],
});

conformance('several events are added in order', {
  ...bot,
  from: `${source} test_push_multiple_events`,
  turns: [
    eventKinds(
      `POST ${events}`,
      [...sessionStart, 'user', 'bot', 'slot city', 'slot city'],
      [
        { event: 'user', text: '/bye', parse_data: { intent: { name: 'greet', confidence: 1 }, entities: [] } },
        { event: 'bot', text: 'Welcome!', data: { custom: { test: true } } },
        { event: 'slot', name: 'city', value: 34 },
        { event: 'slot', name: 'city', value: '34' },
      ],
    ),
  ],
});

conformance('events that begin a session are not given another start', {
  ...bot,
  from: 'RasaHQ/rasa changelog 3.0.8, #10865',
  turns: [
    eventKinds(
      `POST ${events}`,
      ['action action_session_start', 'session_started', 'slot city'],
      [
        { event: 'action', name: 'action_session_start' },
        { event: 'session_started' },
        { event: 'slot', name: 'city', value: 'Rome' },
      ],
    ),
  ],
});

conformance('events for a conversation under way begin no session', {
  ...bot,
  turns: [{ user: '/greet' }, { request: `POST ${events}`, body: { event: 'pause' }, events: ['pause'] }],
});

conformance('an event without a time gets one, an event with one keeps it', {
  ...bot,
  from: `${source} test_pushing_event`,
  turns: [
    { request: `POST ${events}`, body: { event: 'slot', name: 'city', value: 'Rome', timestamp: 1514764800 } },
    async (talk) => {
      const { events: all } = await talk.tracker();
      expect(all.at(-1)).toMatchObject({ event: 'slot', timestamp: 1514764800 });
      expect(all[0]?.timestamp).toBeGreaterThan(1514764800);
    },
  ],
});

conformance('an event says which model and assistant it came about with, unless it says so itself', {
  ...bot,
  from: `${source} test_pushing_event_with_existing_model_id`,
  turns: [
    {
      request: `POST ${events}`,
      body: [{ event: 'bot', text: 'hello!', metadata: { model_id: 'some_old_id' } }, { event: 'resume' }],
      allEvents: [
        ...sessionStart,
        { event: 'bot', metadata: { model_id: 'some_old_id', assistant_id: 'conformance' } },
        { event: 'resume', metadata: { model_id: expect.any(String), assistant_id: 'conformance' } },
      ],
    },
  ],
});

conformance('a bot message among added events is recorded and not sent', {
  ...bot,
  from: `${source} test_pushing_event_while_executing_side_effects`,
  turns: [
    { user: '/greet', bot: 'Hello!' },
    { request: `POST ${events}`, body: { event: 'bot', text: 'psst', data: {} }, events: ['bot psst'] },
    { user: '/greet', bot: 'Hello!' },
  ],
});

conformance('an empty body adds no events', {
  ...bot,
  from: `${source} test_append_events_empty_request_body`,
  turns: [refused(`POST ${events}`, undefined)],
});

conformance('an unknown kind of event is refused, and nothing of the list is added', {
  ...bot,
  turns: [
    { user: '/greet' },
    {
      ...refused(`POST ${events}`, [{ event: 'pause' }, { event: 'cheer' }], {
        message: expect.stringMatching(/2 of 2/),
      }),
      events: [],
    },
  ],
});

conformance('events as YAML', {
  ...bot,
  turns: [
    {
      request: `POST ${events}`,
      body: '- event: slot\n  name: city\n  value: Rome\n',
      headers: { 'content-type': 'application/x-yaml' },
      slots: { city: 'Rome' },
    },
  ],
});

conformance('a body that is no JSON is refused with where it breaks', {
  ...bot,
  turns: [refused(`POST ${events}`, '{"event": ', { details: { code: 'BODY_NOT_JSON' } })],
});

conformance('PUT makes the events of a conversation all new', {
  ...bot,
  from: `${source} test_put_tracker`,
  turns: [
    { user: '/greet' },
    eventKinds(
      `PUT ${events}`,
      ['user', 'slot city'],
      [
        { event: 'user', text: '/greet', parse_data: { intent: { name: 'greet', confidence: 1 }, entities: [] } },
        { event: 'slot', name: 'city', value: 'Rome' },
      ],
    ),
    eventKinds(`GET ${tracker}?include_events=ALL`, ['user', 'slot city']),
  ],
});

conformance('a conversation goes on from the events that were put', {
  ...bot,
  turns: [
    { user: '/inform{"city": "Oslo"}' },
    {
      request: `PUT ${events}`,
      body: [
        { event: 'action', name: 'action_session_start' },
        { event: 'session_started' },
        { event: 'action', name: 'action_listen' },
        { event: 'slot', name: 'city', value: 'Rome' },
      ],
      answer: { slots: { city: 'Rome' } },
    },
    { user: '/greet', bot: 'Hello!', does: 'utter_greet', slots: { city: 'Rome' } },
    async (talk) => {
      const { events: all } = await talk.tracker();
      expect(all.filter(({ event }) => event === 'session_started')).toHaveLength(1);
    },
  ],
});

conformance('what was put is there after a restart of the bot', {
  ...bot,
  turns: [
    { user: '/greet' },
    { request: `PUT ${events}`, body: [{ event: 'slot', name: 'city', value: 'Rome' }] },
    async (talk) => {
      await talk.restart();
      expect(kinds(await talk.tracker())).toEqual(['slot city']);
    },
  ],
});

conformance('a conversation whose id has slashes and signs', {
  ...bot,
  from: `${source} test_post_conversation_id_with_slash`,
  turns: [
    async (talk) => {
      const path = `/conversations/${talk.conversationId}/+-_%5C=/x/tracker`;
      await talk.request('POST', `${path}/events`, { event: 'slot', name: 'city', value: 'Rome' });
      const { json } = await talk.request('GET', path);
      expect(json).toMatchObject({ sender_id: `${talk.conversationId}/+-_\\=/x`, slots: { city: 'Rome' } });
    },
  ],
});
