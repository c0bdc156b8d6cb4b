import { expect } from 'vitest';
import { defineAction } from '../../core/actions/action.js';
import { conformance } from './harness.js';
import type { RequestStep } from './harness-shape.js';

const domain = `
version: "3.1"
intents: [greet, inform, bye, faq]
entities: [city]
slots:
  city: { type: text, mappings: [{ type: from_entity, entity: city }] }
actions: [action_guess]
responses:
  utter_greet: [{ text: "Hello!" }]
  utter_city: [{ text: "{city}, then." }]
  utter_long: [{ text: "One.\\n\\nTwo." }]
  utter_choice: [{ text: "Which?", buttons: [{ title: "A", payload: "/bye" }] }]
session_config: { session_expiration_time: 60, carry_over_slots_to_new_session: true }
`;
const data = `
version: "3.1"
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
- rule: inform
  steps: [{ intent: inform }, { action: utter_city }]
`;
const source = 'RasaHQ/rasa tests/test_server.py';
const bot = {
  from: source,
  domain,
  data,
  meanings: {
    'good morning': { intent: 'greet', confidence: 0.9 },
    'to Rome please': { intent: 'inform', entities: [{ entity: 'city', value: 'Rome', start: 3, end: 7 }] },
  },
  actions: [
    defineAction({
      name: 'action_guess',
      run: () => {
        throw new Error('it fell over');
      },
    }),
  ],
};
const at = (path: string) => `/conversations/{id}/${path}`;
const missing = (request: string, body?: unknown): RequestStep => ({
  request,
  body,
  status: 404,
  answer: { message: 'Conversation ID not found.' },
});

conformance('an intent is triggered, and what the bot says comes back', {
  ...bot,
  from: `${source} test_trigger_intent`,
  turns: [
    {
      request: `POST ${at('trigger_intent')}`,
      body: { name: 'greet' },
      answer: {
        tracker: { latest_action_name: 'action_listen', latest_message: { text: 'EXTERNAL: greet' } },
        messages: [{ recipient_id: expect.any(String), text: 'Hello!' }],
      },
      does: 'utter_greet',
    },
  ],
});

conformance('a triggered intent brings entities in the short form', {
  ...bot,
  from: `${source} test_trigger_intent_with_entity`,
  turns: [
    {
      request: `POST ${at('trigger_intent')}`,
      body: { name: 'inform', entities: { city: 'Rome' } },
      answer: { messages: [{ text: 'Rome, then.' }] },
      slots: { city: 'Rome' },
    },
  ],
});

conformance('a triggered intent brings entities as a list', {
  ...bot,
  from: 'rasa.com/docs/rasa/pages/http-api#operation/triggerConversationIntent',
  turns: [
    {
      request: `POST ${at('trigger_intent')}`,
      body: { name: 'inform', entities: [{ entity: 'city', value: 'Oslo' }] },
      answer: { messages: [{ text: 'Oslo, then.' }] },
    },
  ],
});

conformance('a triggered intent goes on in the channel of the latest message', {
  ...bot,
  from: 'RasaHQ/rasa rasa/core/processor.py trigger_external_user_uttered',
  turns: [
    { user: '/greet', bot: 'Hello!' },
    {
      request: `POST ${at('trigger_intent')}`,
      body: { name: 'greet' },
      has: [{ event: 'user', input_channel: 'rest', metadata: expect.objectContaining({ is_external: true }) }],
    },
  ],
});

conformance('an intent that the domain does not have cannot be triggered', {
  ...bot,
  from: `${source} test_trigger_intent_with_not_existing_intent`,
  turns: [
    {
      request: `POST ${at('trigger_intent')}`,
      body: { name: 'greeet' },
      status: 404,
      answer: { reason: 'NotFound', help: expect.stringContaining('greet') },
    },
  ],
});

conformance('an intent to trigger has to have a name', {
  ...bot,
  from: `${source} test_trigger_intent_with_missing_intent_name`,
  turns: [
    { request: `POST ${at('trigger_intent')}`, body: { 'wrong-key': 'greet' }, status: 400, answer: { code: 400 } },
  ],
});

conformance('output_channel=latest of REST brings the messages back, since REST sends nothing unasked', {
  ...bot,
  from: `${source} test_get_output_channel`,
  turns: [
    { user: '/greet', bot: 'Hello!' },
    {
      request: `POST ${at('trigger_intent?output_channel=latest')}`,
      body: { name: 'greet' },
      answer: { messages: [{ text: 'Hello!' }] },
    },
    { user: '/greet', bot: 'Hello!' },
  ],
});

conformance('a channel that is not open brings the messages back', {
  ...bot,
  from: `${source} test_get_output_channel`,
  turns: [
    {
      request: `POST ${at('trigger_intent?output_channel=slack')}`,
      body: { name: 'greet' },
      answer: { messages: [{ text: 'Hello!' }] },
    },
  ],
});

conformance('an action is executed, and the policies have no say', {
  ...bot,
  from: `${source} test_execute`,
  turns: [
    { user: '/greet', bot: 'Hello!' },
    {
      request: `POST ${at('execute')}`,
      body: { name: 'utter_long' },
      answer: { messages: [{ text: 'One.' }, { text: 'Two.' }] },
      events: [{ event: 'action', name: 'utter_long', policy: null, confidence: 0 }, { event: 'bot' }],
    },
  ],
});

conformance('an executed action is said to be whose choice the caller says', {
  ...bot,
  from: 'rasa.com/docs/rasa/pages/http-api#operation/executeConversationAction',
  turns: [
    { user: '/greet' },
    {
      request: `POST ${at('execute?include_events=NONE')}`,
      body: { name: 'utter_greet', policy: 'me', confidence: 0.7 },
      answer: { tracker: { events: null } },
      has: [{ event: 'action', name: 'utter_greet', policy: 'me', confidence: 0.7 }],
    },
  ],
});

conformance('buttons come back as buttons', {
  ...bot,
  turns: [
    { user: '/greet' },
    {
      request: `POST ${at('execute')}`,
      body: { name: 'utter_choice' },
      answer: { messages: [{ text: 'Which?', buttons: [{ title: 'A', payload: '/bye' }] }] },
    },
  ],
});

conformance('no action is executed in a conversation that nobody has had', {
  ...bot,
  from: `${source} test_execute_without_conversation_id`,
  turns: [missing(`POST ${at('execute')}`, { name: 'utter_greet' })],
});

conformance('an action to execute has to have a name', {
  ...bot,
  from: `${source} test_execute_with_missing_action_name`,
  turns: [
    { user: '/greet' },
    { request: `POST ${at('execute')}`, body: { 'wrong-key': 'utter_greet' }, status: 400, events: [] },
  ],
});

conformance('an action that is not there is an error of the conversation', {
  ...bot,
  from: `${source} test_execute_with_not_existing_action`,
  turns: [
    { user: '/greet' },
    {
      request: `POST ${at('execute')}`,
      body: { name: 'ka[pa[opi' },
      status: 500,
      answer: { reason: 'ConversationError', message: expect.stringContaining('ka[pa[opi') },
      events: [],
    },
  ],
});

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

conformance('an action that fails when it is executed is recorded, and the answer is an apology', {
  ...bot,
  turns: [
    { user: '/greet' },
    {
      request: `POST ${at('execute')}`,
      body: { name: 'action_guess' },
      answer: { tracker: { latest_action_name: 'action_guess' }, messages: [{ text: expect.any(String) }] },
    },
  ],
});
