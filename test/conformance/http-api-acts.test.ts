import { expect } from 'vitest';
import { conformance } from './harness.js';
import { at, traveller as bot, missing, source } from './http-api-kit.js';

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
