import { expect } from 'vitest';
import { conformance } from './harness.js';
import { at, traveller as bot, eventKinds, kinds, refused, sessionStart, source } from './http-api-kit.js';

const events = at('tracker/events');
const tracker = at('tracker');

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
