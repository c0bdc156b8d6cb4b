import { expect } from 'vitest';
import { conformance } from './harness.js';
import { at, traveller as bot, missing, source } from './http-api-kit.js';

conformance('what comes next is predicted, the surest first, then by name', {
  ...bot,
  from: `${source} test_sorted_predict`,
  turns: [
    {
      request: `PUT ${at('tracker/events')}`,
      body: [
        { event: 'action', name: 'action_listen' },
        { event: 'user', text: '/greet', parse_data: { intent: { name: 'greet', confidence: 1 }, entities: [] } },
      ],
    },
    async (talk) => {
      const { json, status, text } = await talk.request('POST', at('predict'));
      expect(status, text).toBe(200);
      const { scores, policy, confidence, tracker } = json as {
        scores: { action: string; score: number }[];
        policy: string;
        confidence: number;
        tracker: object;
      };
      expect(scores[0]).toEqual({ action: 'utter_greet', score: 1 });
      expect(scores[1]).toEqual({ action: 'action_default_fallback', score: 0.3 });
      const rest = scores.slice(2).map(({ action }) => action);
      expect(rest).toEqual(rest.toSorted());
      expect(rest).toEqual(expect.arrayContaining(['action_listen', 'action_guess', 'utter_city']));
      expect({ policy, confidence }).toEqual({ policy: 'RulePolicy', confidence: 1 });
      expect(tracker).toMatchObject({ sender_id: talk.conversationId });
    },
  ],
});

conformance('a prediction changes nothing', {
  ...bot,
  turns: [{ user: '/greet' }, { request: `POST ${at('predict')}`, events: [] }],
});

conformance('nothing is predicted in a conversation that nobody has had', {
  ...bot,
  from: `${source} test_predict_without_conversation_id`,
  turns: [missing(`POST ${at('predict')}`)],
});

conformance('what comes after a list of events is predicted without a conversation', {
  ...bot,
  from: `${source} test_predict`,
  turns: [
    {
      request: 'POST /model/predict?include_events=NONE',
      body: [
        { event: 'action', name: 'action_listen' },
        { event: 'user', text: 'hi', parse_data: { intent: { name: 'greet', confidence: 0.6 }, entities: [] } },
      ],
      answer: { policy: 'RulePolicy', confidence: 1, tracker: { sender_id: 'default', events: null } },
    },
  ],
});

conformance('a prediction needs events', {
  ...bot,
  from: `${source} test_predict_empty_request_body`,
  turns: [{ request: 'POST /model/predict', status: 400 }],
});

conformance('a prediction needs events that are right', {
  ...bot,
  from: `${source} test_predict_invalid_entities_format`,
  turns: [
    {
      request: 'POST /model/predict',
      body: [{ event: 'user', text: 'hi', parse_data: { entities: {}, intent: { name: 'greet', confidence: 0.6 } } }],
      status: 400,
    },
  ],
});

conformance('a message is taken in, understood and fills slots, and is not answered', {
  ...bot,
  from: 'RasaHQ/rasa rasa/server.py add_message',
  turns: [
    {
      request: `POST ${at('messages')}`,
      body: { text: 'to Rome please', sender: 'user' },
      answer: { slots: { city: 'Rome' }, latest_message: { intent: { name: 'inform' } }, latest_input_channel: null },
      events: ['user to Rome please', 'slot city = "Rome"'],
    },
    async (talk) => {
      const { json } = await talk.request('POST', at('predict'));
      expect((json as { scores: object[] }).scores[0]).toEqual({ action: 'utter_city', score: 1 });
    },
  ],
});

conformance('a message means what the caller says', {
  ...bot,
  from: 'rasa.com/docs/rasa/pages/http-api#operation/addConversationMessage',
  turns: [
    {
      request: `POST ${at('messages')}`,
      body: {
        text: 'whatever',
        sender: 'user',
        parse_data: {
          intent: { name: 'inform', confidence: 0.8 },
          entities: [{ entity: 'city', value: 'Oslo', start: 0, end: 8 }],
        },
      },
      answer: { slots: { city: 'Oslo' }, latest_message: { text: 'whatever', intent: { confidence: 0.8 } } },
    },
  ],
});

conformance('only messages of the person are taken in', {
  ...bot,
  from: 'RasaHQ/rasa rasa/server.py add_message',
  turns: [
    { request: `POST ${at('messages')}`, body: { text: 'hi', sender: 'agent' }, status: 400 },
    { request: `POST ${at('messages')}`, status: 400 },
  ],
});

conformance('a conversation as a test story', {
  ...bot,
  from: `${source} test_get_story`,
  turns: [
    { user: 'good morning', bot: 'Hello!' },
    { user: 'to Rome please', bot: 'Rome, then.' },
    async (talk) => {
      const { text, headers } = await talk.request('GET', at('story'));
      expect(headers.get('content-type')).toMatch(/^text\/plain/);
      expect(text).toBe(`version: "3.1"
stories:
- story: ${talk.conversationId}
  steps:
  - intent: greet
    user: |-
      good morning
  - action: utter_greet
  - intent: inform
    user: |-
      to [Rome](city) please
  - slot_was_set:
    - city: Rome
  - action: utter_city
`);
    },
  ],
});

conformance('the story of the latest session, or of all', {
  ...bot,
  from: `${source} test_get_story`,
  turns: [
    { user: '/greet' },
    { user: '/session_start' },
    { user: '/inform' },
    async (talk) => {
      const story = async (query: string) => (await talk.request('GET', at(`story${query}`))).text;
      expect(await story('')).not.toContain('greet');
      expect(await story('?all_sessions=false')).toContain(`- story: ${talk.conversationId}\n`);
      const all = await story('?all_sessions=true');
      expect(all).toContain(`- story: ${talk.conversationId}, story 1\n`);
      expect(all).toContain(`- story: ${talk.conversationId}, story 2\n`);
    },
  ],
});

conformance('the story until a time', {
  ...bot,
  from: `${source} test_get_story`,
  turns: [
    { user: '/greet' },
    { user: '/inform' },
    async (talk) => {
      const { events } = await talk.tracker();
      const time = events.findLast(({ event }) => event === 'user')?.timestamp as number;
      const { text } = await talk.request('GET', at(`story?until=${time - 0.0000005}`));
      expect(text).toContain('intent: greet');
      expect(text).not.toContain('intent: inform');
    },
  ],
});

conformance('there is no story of a conversation that nobody has had', {
  ...bot,
  from: `${source} test_get_story_without_conversation_id`,
  turns: [missing(`GET ${at('story')}`)],
});
