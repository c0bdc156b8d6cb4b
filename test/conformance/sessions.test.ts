import { expect } from 'vitest';
import { defineAction } from '../../core/actions/action.js';
import { type Event, slotSet } from '../../core/tracker/events.js';
import { conformance } from './harness.js';
import type { RequestStep } from './harness-shape.js';

const domain = (more = '') => `
version: "3.1"
intents: [greet, inform, book]
entities: [name]
slots:
  name: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: name }] }
  plan: { type: text, influence_conversation: false, initial_value: basic, mappings: [{ type: custom }] }
  size: { type: text, influence_conversation: false, mappings: [{ type: custom }] }
forms:
  book_form: { required_slots: [size] }
responses:
  utter_greet: [{ text: "Hello {name}!" }]
  utter_welcome: [{ text: "Welcome!" }]
  utter_ask_size: [{ text: "Which size?" }]
${more}`;

const data = `
version: "3.1"
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_greet
- rule: book
  steps:
  - intent: book
  - action: book_form
  - active_loop: book_form
`;

const page = 'rasa.com/docs/rasa/domain#session-configuration';
const config = (minutes: number, carry = true) =>
  `session_config:\n  session_expiration_time: ${minutes}\n  carry_over_slots_to_new_session: ${carry}\n`;

/** What was said so many minutes ago, put into the conversation from outside. */
function past(minutes: number, more: readonly Event[] = []): RequestStep {
  const then = Date.now() / 1000 - minutes * 60;
  const events: readonly Event[] = [
    { event: 'action', name: 'action_session_start' },
    { event: 'session_started' },
    { event: 'action', name: 'action_listen' },
    {
      event: 'user',
      text: 'hi',
      parse_data: { text: 'hi', intent: { name: 'greet', confidence: 1 }, entities: [], intent_ranking: [] },
    },
    slotSet('name', 'Ann'),
    { event: 'action', name: 'utter_greet' },
    ...more,
    { event: 'action', name: 'action_listen' },
  ];
  const body = events.map((event, index) => ({ ...event, timestamp: then + index / 1000 }));
  return { request: 'POST /conversations/{id}/tracker/events', body };
}

conformance('the first message starts a session', {
  from: 'rasa.com/docs/rasa/default-actions#action_session_start',
  domain: domain(),
  data,
  turns: [
    {
      user: '/greet{"name": "Ann"}',
      allEvents: [
        'action action_session_start',
        'session_started',
        'action action_listen',
        'user /greet{"name": "Ann"}',
        'slot name = "Ann"',
        'action utter_greet',
        'bot Hello Ann!',
        'action action_listen',
      ],
    },
  ],
});

conformance('the second message starts none', {
  from: page,
  domain: domain(),
  data,
  turns: [{ user: '/greet' }, { user: '/greet', hasNot: ['session_started'] }],
});

conformance('an hour of silence ends a session where the domain says nothing of it', {
  from: page,
  domain: domain(),
  data,
  turns: [
    past(61),
    {
      user: '/greet',
      bot: 'Hello Ann!',
      allEvents: [
        'action action_session_start',
        'session_started',
        'slot name = "Ann"',
        'action action_listen',
        'user /greet',
        'action utter_greet',
        'bot Hello Ann!',
        'action action_listen',
      ],
    },
  ],
});

conformance('a shorter silence does not', {
  from: page,
  domain: domain(),
  data,
  turns: [
    past(59),
    (talk) => talk.says('/greet').then(() => undefined),
    async (talk) => {
      const { events } = await talk.tracker();
      const starts = events.filter(({ event }) => event === 'session_started').length;
      if (starts !== 1) throw new Error(`${starts} sessions`);
    },
  ],
});

conformance('the domain says how long a session may be silent', {
  from: page,
  domain: domain(config(5)),
  data,
  turns: [past(6), { user: '/greet', allEvents: expectNewSession('slot name = "Ann"', 'Hello Ann!') }],
});

conformance('a time of 0 never ends a session', {
  from: page,
  domain: domain(config(0)),
  data,
  turns: [past(100_000), { user: '/greet', hasNot: ['session_started'], bot: 'Hello Ann!' }],
});

conformance('a new session may begin without the slots of the last', {
  from: page,
  domain: domain(config(60, false)),
  data,
  turns: [
    past(61),
    {
      user: '/greet',
      bot: 'Hello None!',
      allEvents: expectNewSession(undefined, 'Hello None!'),
      slots: { name: null },
    },
  ],
});

conformance('slots that nothing has set keep their initial value in a new session', {
  from: page,
  domain: domain(config(60, true)),
  data,
  turns: [past(61), { user: '/greet', slots: { plan: 'basic' } }],
});

conformance('a slot that was set takes its value over, not its initial one', {
  from: page,
  domain: domain(),
  data,
  turns: [past(61, [slotSet('plan', 'gold')]), { user: '/greet', slots: { plan: 'gold' } }],
});

conformance('a form does not go on in the next session', {
  from: page,
  domain: domain(),
  data,
  turns: [
    past(61, [{ event: 'active_loop', name: 'book_form' }, slotSet('requested_slot', 'size')]),
    { user: '/greet', bot: 'Hello Ann!', loop: null },
  ],
});

conformance('where nobody has spoken yet no time runs out', {
  from: 'RasaHQ/rasa tests/core/test_processor.py test_has_session_expired',
  domain: domain(),
  data,
  turns: [
    {
      request: 'POST /conversations/{id}/tracker/events',
      body: [
        { event: 'action', name: 'action_session_start', timestamp: 1000 },
        { event: 'session_started', timestamp: 1001 },
        { event: 'action', name: 'action_listen', timestamp: 1002 },
      ],
    },
    { user: '/greet', hasNot: ['session_started'], bot: 'Hello None!' },
  ],
});

conformance('the metadata of the message that starts a session is in a slot', {
  from: 'rasa.com/docs/rasa/default-actions#customization',
  domain: domain(),
  data,
  turns: [
    {
      user: '/greet',
      metadata: { page: 'prices' },
      allEvents: [
        { event: 'slot', name: 'session_started_metadata', value: expect.objectContaining({ page: 'prices' }) },
        'action action_session_start',
        'session_started',
        { event: 'slot', name: 'session_started_metadata' },
        'action action_listen',
        'user /greet',
        'action utter_greet',
        'bot Hello None!',
        'action action_listen',
      ],
    },
  ],
});

conformance('a bot may start sessions its own way', {
  from: 'rasa.com/docs/rasa/default-actions#customization',
  domain: domain('actions: [action_session_start]\n'),
  data,
  actions: [
    defineAction({
      name: 'action_session_start',
      run: ({ slots, utter }) => {
        utter('utter_welcome');
        return [{ event: 'session_started' }, slotSet('name', slots.name), { event: 'action', name: 'action_listen' }];
      },
    }),
  ],
  turns: [
    { user: '/greet{"name": "Ann"}', bot: ['Welcome!', 'Hello Ann!'] },
    { user: '/session_start', bot: 'Welcome!', slots: { name: 'Ann' } },
  ],
});

conformance('a rule for the beginning of a conversation holds in every session', {
  from: 'rasa.com/docs/rasa/reaching-out-to-user#reaching-out-first',
  domain: domain(config(60, false)),
  data: data.replace(
    '- rule: greet\n',
    '- rule: welcome\n  conversation_start: true\n  steps:\n  - intent: greet\n  - action: utter_welcome\n- rule: greet again\n  condition:\n  - slot_was_set:\n    - plan: gold\n',
  ),
  turns: [past(61), { user: '/greet', bot: 'Welcome!' }],
});

conformance('a conversation that was restarted from outside begins with a session', {
  from: 'RasaHQ/rasa rasa/core/processor.py _update_tracker_session',
  domain: domain(),
  data,
  turns: [
    { user: '/greet{"name": "Ann"}' },
    { request: 'POST /conversations/{id}/tracker/events', body: { event: 'restart' } },
    { user: '/greet', bot: 'Hello None!', allEvents: expectNewSession(undefined, 'Hello None!') },
  ],
});

function expectNewSession(slot: string | undefined, said: string): string[] {
  return [
    'action action_session_start',
    'session_started',
    ...(slot === undefined ? [] : [slot]),
    'action action_listen',
    'user /greet',
    'action utter_greet',
    `bot ${said}`,
    'action action_listen',
  ];
}
