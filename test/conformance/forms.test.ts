import { begin, data, docs, domain, form, source } from './forms-kit.js';
import { conformance } from './harness.js';

form('a form asks for its slots in order and ends', `${docs}#usage`, {
  turns: [
    {
      user: '/book',
      loop: 'booking_form',
      events: [
        'user /book',
        'action booking_form',
        'active_loop booking_form',
        'slot requested_slot = "size"',
        'bot Which size?',
        'action action_listen',
      ],
    },
    {
      user: '/inform{"size": "small"}',
      events: [
        'user /inform{"size": "small"}',
        'slot size = "small"',
        'action booking_form',
        'slot size = "small"',
        'slot requested_slot = "placement"',
        'bot Where?',
        'action action_listen',
      ],
    },
    {
      user: '/inform{"place": "arm"}',
      loop: null,
      events: [
        'user /inform{"place": "arm"}',
        'slot placement = "arm"',
        'action booking_form',
        'slot placement = "arm"',
        'slot requested_slot = null',
        'active_loop null',
        'action utter_done',
        'bot A small one on the arm.',
        'action action_listen',
      ],
    },
  ],
});

form('what the first message brings is set again when the form begins', `${source}.activate`, {
  turns: [
    {
      user: '/book{"size": "big"}',
      events: [
        'user /book{"size": "big"}',
        'slot size = "big"',
        'action booking_form',
        'active_loop booking_form',
        'slot size = "big"',
        'slot requested_slot = "placement"',
        'bot Where?',
        'action action_listen',
      ],
    },
  ],
});

form('what was known before is not asked for, and not set again', `${source}.activate`, {
  data: `${data}
- rule: note
  steps:
  - intent: inform
  - action: utter_price
`,
  turns: [
    { user: '/inform{"size": "big"}', bot: 'From 100.' },
    {
      user: '/book',
      events: [
        'user /book',
        'action booking_form',
        'active_loop booking_form',
        'slot requested_slot = "placement"',
        'bot Where?',
        'action action_listen',
      ],
    },
  ],
});

form('a form that has all it needs begins and ends in one turn', `${docs}#usage`, {
  turns: [
    {
      user: '/book{"size": "big", "place": "leg"}',
      does: ['booking_form', 'utter_done'],
      has: ['active_loop booking_form', 'slot requested_slot = null', 'active_loop null'],
      loop: null,
    },
  ],
});

form('one message may answer for several slots', `${docs}#usage`, {
  turns: [
    { user: '/book', bot: 'Which size?' },
    { user: '/inform{"size": "big", "place": "leg"}', bot: 'A big one on the leg.' },
  ],
});

form('an answer for another slot counts, and the question is asked again', `${docs}#usage`, {
  turns: [
    { user: '/book', bot: 'Which size?' },
    { user: '/inform{"place": "leg"}', bot: 'Which size?', slots: { placement: 'leg', requested_slot: 'size' } },
  ],
});

form('a slot that the form does not need is no answer', `${source}.validate`, {
  turns: [
    { user: '/book', bot: 'Which size?' },
    {
      user: '/inform{"colour": "red"}',
      has: ['action_execution_rejected booking_form'],
      slots: { requested_slot: 'size' },
    },
  ],
});

form('a form that is over can be begun again, and finds its slots filled', `${docs}#usage`, {
  turns: [
    { user: '/book{"size": "big", "place": "leg"}', bot: 'A big one on the leg.' },
    { user: '/book', bot: 'A big one on the leg.', does: ['booking_form', 'utter_done'], loop: null },
  ],
});

const question = (name: string, text: string) =>
  domain.replace('  utter_price:', `  ${name}: [{ text: "${text}" }]\n  utter_price:`);

form(
  'the question for the form wins over that for the slot',
  `${docs}#using-a-custom-action-to-ask-for-the-next-slot`,
  {
    domain: question('utter_ask_booking_form_size', 'Which size for the booking?'),
    turns: [{ user: '/book', bot: 'Which size for the booking?' }],
  },
);

form('a slot without a question is waited for in silence', `${docs}#usage`, {
  domain: domain.replace('  utter_ask_size: [{ text: "Which size?" }]\n', ''),
  turns: [
    { user: '/book', bot: [], slots: { requested_slot: 'size' } },
    { user: '/inform{"size": "small"}', bot: 'Where?' },
  ],
});

form(
  'slots of a form may be written as the map of older projects',
  'rasa/shared/core/domain.py Domain._initialize_forms',
  {
    domain: domain.replace(
      'required_slots: [size, placement]',
      'required_slots:\n      size: [{ type: from_entity, entity: size }]\n      placement: [{ type: from_text }]',
    ),
    turns: [
      { user: '/book', bot: 'Which size?' },
      { user: '/inform{"size": "small"}', bot: 'Where?' },
      { user: '/inform{"place": "arm"}', bot: 'A small one on the arm.' },
    ],
  },
);

form('a form may be nothing but the map of its slots', 'rasa/shared/core/domain.py Domain._initialize_forms', {
  domain: domain.replace(
    'required_slots: [size, placement]\n    ignored_intents: [chitchat]',
    'size:\n    - type: from_entity\n      entity: size',
  ),
  turns: [
    { user: '/book', bot: 'Which size?' },
    { user: '/inform{"size": "small"}', loop: null },
  ],
});

form('a form that needs nothing ends as it begins', `${source}.request_next_slot`, {
  domain: domain.replace('required_slots: [size, placement]', 'required_slots: []'),
  turns: [
    {
      user: '/book',
      events: [
        'user /book',
        'action booking_form',
        'active_loop booking_form',
        'slot requested_slot = null',
        'active_loop null',
        'action utter_done',
        'bot A None one on the None.',
        'action action_listen',
      ],
    },
  ],
});

const contact = domain
  .replace('ignored_intents: [chitchat]', 'ignored_intents: [chitchat]\n  contact_form: { required_slots: [colour] }')
  .replace('  utter_price:', '  utter_ask_colour: [{ text: "Which colour?" }]\n  utter_price:');

form('one form begins where another ends', `${docs}#advanced-usage`, {
  domain: contact,
  data: `${begin}
- rule: go on
  condition:
  - active_loop: booking_form
  steps:
  - action: booking_form
  - active_loop: null
  - slot_was_set:
    - requested_slot: null
  - action: contact_form
  - active_loop: contact_form
`,
  turns: [
    { user: '/book{"size": "big"}', bot: 'Where?' },
    {
      user: '/inform{"place": "leg"}',
      bot: 'Which colour?',
      does: ['booking_form', 'contact_form'],
      has: ['active_loop null', 'active_loop contact_form'],
      loop: 'contact_form',
      slots: { requested_slot: 'colour' },
    },
  ],
});

form('one form may take over from another', 'rasa/core/actions/forms.py FormAction.get_slot_to_fill', {
  domain: contact,
  data: `${data}
- rule: colours
  steps:
  - intent: stop
  - action: contact_form
  - active_loop: contact_form
`,
  turns: [
    { user: '/book', bot: 'Which size?' },
    { user: '/stop', bot: 'Which colour?', loop: 'contact_form', slots: { requested_slot: 'colour' } },
  ],
});

conformance('a form names the intents it ignores only beside its slots', {
  from: 'rasa/shared/core/domain.py _validate_forms',
  domain: domain.replace('required_slots: [size, placement]', ''),
  data,
  refused: /booking_form.*required_slots/,
});
