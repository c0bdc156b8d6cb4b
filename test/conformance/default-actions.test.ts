import { defineAction } from '../../core/actions/action.js';
import { followup, slotSet } from '../../core/tracker/events.js';
import { data, domain, page, withAction, withResponse, working } from './default-actions-kit.js';
import { conformance } from './harness.js';

conformance('/restart begins anew, slots and all, and says so', {
  from: `${page}#action_restart`,
  domain: withResponse('utter_restart: [{ text: "A fresh start." }]'),
  data,
  turns: [
    { user: '/inform{"name": "Ann"}', slots: { name: 'Ann' } },
    {
      user: '/restart',
      bot: 'A fresh start.',
      events: ['user /restart', 'action action_restart', 'bot A fresh start.', 'restart', 'action action_listen'],
      slots: { name: null },
    },
  ],
});

conformance('/restart says nothing where the domain has no utter_restart', {
  from: 'RasaHQ/rasa tests/core/test_actions.py test_action_restart',
  domain,
  data,
  turns: [{ user: '/restart', bot: [], does: 'action_restart' }],
});

conformance('the message after a restart starts no second session', {
  from: 'RasaHQ/rasa rasa/core/processor.py _update_tracker_session',
  domain,
  data,
  turns: [
    { user: '/restart' },
    (talk) => talk.says('/greet').then(() => undefined),
    { user: '/happy', bot: 'Glad!', hasNot: ['session_started'] },
  ],
});

conformance('a restart ends the form that is running', {
  from: `${page}#action_restart`,
  domain,
  data,
  turns: [
    { user: '/book', loop: 'book_form' },
    { user: '/restart', loop: null, slots: { requested_slot: null } },
  ],
});

conformance('a custom action of the name takes the place of action_restart', {
  from: page,
  domain: withAction('action_restart'),
  data,
  actions: [
    defineAction({
      name: 'action_restart',
      run: ({ say }) => {
        say('Not so fast.');
        return [{ event: 'restart' }];
      },
    }),
  ],
  turns: [{ user: '/restart', bot: 'Not so fast.', has: ['restart'] }],
});

conformance('/back takes the last exchange back', {
  from: `${page}#action_back`,
  domain,
  data,
  turns: [
    { user: '/greet', bot: 'Hello!' },
    { user: '/inform{"name": "Ann"}', slots: { name: 'Ann' } },
    {
      user: '/back',
      bot: [],
      events: ['user /back', 'action action_back', 'rewind', 'rewind', 'action action_listen'],
      slots: { name: null },
    },
  ],
});

conformance('/back says utter_back where there is one', {
  from: 'RasaHQ/rasa tests/core/test_actions.py test_action_back',
  domain: withResponse('utter_back: [{ text: "Back we go." }]'),
  data,
  turns: [{ user: '/greet' }, { user: '/back', bot: 'Back we go.' }],
});

conformance('after /back another answer may be given, as if the first had never been', {
  from: `${page}#action_back`,
  domain,
  data,
  turns: [
    { user: '/greet' },
    { user: '/happy', bot: 'Glad!' },
    { user: '/back', bot: [] },
    { user: '/sad', bot: 'Cheer up!' },
  ],
});

conformance('/back at the very beginning leaves a conversation that goes on', {
  from: `${page}#action_back`,
  domain,
  data,
  turns: [
    { user: '/back', bot: [] },
    { user: '/greet', bot: 'Hello!' },
  ],
});

conformance('/back twice takes two exchanges back', {
  from: `${page}#action_back`,
  domain,
  data,
  turns: [
    { user: '/inform{"name": "Ann"}' },
    { user: '/inform{"name": "Bob"}' },
    { user: '/back', slots: { name: 'Ann' } },
    { user: '/back', slots: { name: null } },
  ],
});

conformance('/session_start begins a session and keeps the slots', {
  from: `${page}#action_session_start`,
  domain,
  data,
  turns: [
    { user: '/inform{"name": "Ann"}' },
    {
      user: '/session_start',
      bot: [],
      allEvents: [
        'user /session_start',
        'action action_session_start',
        'session_started',
        'slot name = "Ann"',
        'action action_listen',
      ],
      slots: { name: 'Ann' },
    },
  ],
});

conformance('/session_start drops the slots where the domain carries none over', {
  from: 'rasa.com/docs/rasa/domain#session-configuration',
  domain: `${domain}session_config:\n  session_expiration_time: 60\n  carry_over_slots_to_new_session: false\n`,
  data,
  turns: [{ user: '/inform{"name": "Ann"}' }, { user: '/session_start', slots: { name: null } }],
});

conformance('a rule may answer with listening alone', {
  from: `${page}#action_listen`,
  domain,
  data: `${data}- rule: nothing to say\n  steps:\n  - intent: sad\n  - action: action_listen\n`.replace(
    /- story: sad[\s\S]*?rules:/,
    'rules:',
  ),
  turns: [{ user: '/sad', bot: [], events: ['user /sad', 'action action_listen'] }],
});

conformance('action_deactivate_loop ends the form and forgets what it asked', {
  from: `${page}#action_deactivate_loop`,
  domain,
  data,
  turns: [
    { user: '/book', bot: 'Which size?', slots: { requested_slot: 'size' } },
    {
      user: '/stop',
      bot: 'Stopped.',
      has: ['action action_deactivate_loop', 'active_loop null', 'slot requested_slot = null'],
      loop: null,
      slots: { requested_slot: null },
    },
  ],
});

conformance('a rule may follow action_unlikely_intent', {
  from: `${page}#action_unlikely_intent`,
  domain: withResponse('utter_human: [{ text: "A colleague takes over." }]'),
  data: `${data}- rule: unlikely\n  steps:\n  - action: action_unlikely_intent\n  - action: utter_human\n`,
  actions: working(() => [followup('action_unlikely_intent')]),
  turns: [
    {
      user: '/work',
      bot: 'A colleague takes over.',
      does: ['action_work', 'action_unlikely_intent', 'utter_human'],
    },
  ],
});

conformance('action_default_ask_rephrase says utter_ask_rephrase', {
  from: `${page}#action_default_ask_rephrase`,
  domain,
  data,
  actions: working(() => [followup('action_default_ask_rephrase')]),
  turns: [{ user: '/work', bot: 'Say it otherwise?' }],
});

conformance('action_default_ask_affirmation names the intent and offers yes and no', {
  from: `${page}#action_default_ask_affirmation`,
  domain,
  data,
  actions: working(() => [followup('action_default_ask_affirmation')]),
  turns: [
    {
      user: '/work',
      bot: [
        {
          text: "Did you mean 'work'?",
          buttons: [
            { title: 'Yes', payload: '/work' },
            { title: 'No', payload: '/out_of_scope' },
          ],
        },
      ],
    },
  ],
});

conformance('a follow-up action runs next, whatever the policies think', {
  from: 'rasa.com/docs/action-server/events#followupaction',
  domain,
  data,
  actions: working(() => [followup('utter_glad')]),
  turns: [
    {
      user: '/work',
      bot: 'Glad!',
      has: [{ event: 'action', name: 'utter_glad', policy: 'followup_action', confidence: 1 }],
    },
  ],
});

conformance('a form may be the follow-up', {
  from: 'rasa.com/docs/action-server/events#followupaction',
  domain,
  data,
  actions: working(() => [followup('book_form')]),
  turns: [{ user: '/work', bot: 'Which size?', loop: 'book_form' }],
});

conformance('an unknown follow-up is passed over, and the log names it', {
  from: 'RasaHQ/rasa rasa/core/processor.py _predict_next_with_tracker',
  domain,
  data,
  actions: working(() => [followup('action_nowhere')]),
  turns: [
    { user: '/work', bot: [], does: 'action_work' },
    ({ logged }) => {
      if (!logged.some(({ message }) => String(message).includes('action_nowhere'))) throw new Error('not logged');
    },
  ],
});

conformance('a message drops a follow-up that has not run', {
  from: 'RasaHQ/rasa rasa/shared/core/events.py UserUttered.apply_to',
  domain,
  data,
  turns: [
    { user: '/greet' },
    { request: 'POST /conversations/{id}/tracker/events', body: { event: 'followup', name: 'utter_cheer' } },
    { user: '/happy', bot: 'Glad!', does: 'utter_glad' },
  ],
});

conformance('an action utter_… without a text is noted and the conversation goes on', {
  from: 'RasaHQ/rasa rasa/core/actions/action.py ActionBotResponse.run',
  domain,
  data,
  actions: working(() => [followup('utter_textless')]),
  turns: [
    { user: '/work', bot: [], does: ['action_work', 'utter_textless'] },
    { user: '/inform', bot: 'Noted.' },
  ],
});

conformance('slots are filled before the first action of a turn', {
  from: 'rasa.com/docs/rasa/default-actions#action_extract_slots',
  domain,
  data,
  turns: [
    {
      user: '/inform{"name": "Ann"}',
      events: [
        'user /inform{"name": "Ann"}',
        'slot name = "Ann"',
        'action utter_noted',
        'bot Noted.',
        'action action_listen',
      ],
    },
  ],
});

conformance('a message that an action returns fills slots and is answered', {
  from: 'RasaHQ/rasa rasa/core/processor.py _run_action',
  domain,
  data,
  actions: working(() => [
    { event: 'action', name: 'action_listen' },
    {
      event: 'user',
      text: 'I am Bob',
      parse_data: {
        text: 'I am Bob',
        intent: { name: 'inform', confidence: 1 },
        entities: [{ entity: 'name', value: 'Bob', start: 5, end: 8 }],
        intent_ranking: [],
      },
    },
  ]),
  turns: [
    { user: '/work', bot: 'Noted.', does: ['action_work', 'action_listen', 'utter_noted'], slots: { name: 'Bob' } },
  ],
});

const looping = working(({ slots }) => [slotSet('size', `${slots.size ?? ''}x`), followup('action_work')]);

conformance('a turn that never ends is stopped after ten actions', {
  from: 'rasa.com/docs/rasa/actions (MAX_NUMBER_OF_PREDICTIONS)',
  domain,
  data,
  actions: looping,
  turns: [{ user: '/work', does: Array.from({ length: 10 }, () => 'action_work'), slots: { size: 'xxxxxxxxxx' } }],
});

conformance('MAX_NUMBER_OF_PREDICTIONS sets the limit', {
  from: 'rasa.com/docs/rasa/actions (MAX_NUMBER_OF_PREDICTIONS)',
  domain,
  data,
  actions: looping,
  environment: { MAX_NUMBER_OF_PREDICTIONS: '3' },
  turns: [{ user: '/work', slots: { size: 'xxx' } }],
});

conformance('after the limit the next message is answered as ever', {
  from: 'RasaHQ/rasa tests/core/test_processor.py test_action_limit (where Rasa stays silent from then on)',
  domain,
  data,
  actions: looping,
  turns: [{ user: '/work' }, { user: '/greet', bot: 'Hello!' }],
});

conformance('an action that rejects leaves its turn to others', {
  from: 'rasa.com/docs/action-server/sdk-actions (ActionExecutionRejection)',
  domain,
  data,
  actions: working(() => [{ event: 'action_execution_rejected', name: 'action_work' }]),
  turns: [{ user: '/work', has: ['action_execution_rejected action_work'], hasNot: ['action action_work'] }],
});
