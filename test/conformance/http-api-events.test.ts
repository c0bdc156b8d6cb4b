import { expect } from 'vitest';
import { conformance } from './harness.js';
import { at, traveller as bot, eventKinds, kinds, listener, refused, sessionStart, source } from './http-api-kit.js';

const events = at('tracker/events');
const tracker = at('tracker');

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

let callback: Awaited<ReturnType<typeof listener>>;

conformance('with execute_side_effects a bot message is sent through the channel that output_channel names', {
  ...bot,
  from: `${source} test_pushing_event_while_executing_side_effects`,
  surroundings: async () => {
    callback = await listener();
    return {
      files: { 'credentials.yml': `rest:\ncallback:\n  url: ${callback.url}\n` },
      close: async () => void callback.close(),
    };
  },
  turns: [
    async (talk) => {
      const path = `${events}?execute_side_effects=true&output_channel=callback`;
      await talk.request('POST', path, { event: 'bot', text: 'psst', data: {} });
      const { body } = await callback.received;
      expect(JSON.parse(body.toString())).toMatchObject({ recipient_id: talk.conversationId, text: 'psst' });
    },
  ],
});

conformance('with output_channel what is said to a triggered intent is sent, and not brought back', {
  ...bot,
  from: 'rasa.com/docs/rasa/pages/http-api#operation/triggerConversationIntent',
  surroundings: async () => {
    callback = await listener();
    return {
      files: { 'credentials.yml': `rest:\ncallback:\n  url: ${callback.url}\n` },
      close: async () => void callback.close(),
    };
  },
  turns: [
    async (talk) => {
      const answer = await talk.request('POST', at('trigger_intent?output_channel=callback'), { name: 'greet' });
      expect(Object.keys(answer.json as object)).toEqual(['tracker']);
      const { body } = await callback.received;
      expect(JSON.parse(body.toString())).toMatchObject({ recipient_id: talk.conversationId, text: 'Hello!' });
    },
  ],
});
