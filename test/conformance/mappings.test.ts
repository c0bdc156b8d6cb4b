import { type Action, defineAction } from '../../core/actions/action.js';
import { type Event, followup, slotSet } from '../../core/tracker/events.js';
import { conformance } from './harness.js';
import type { ConformanceCase } from './harness-shape.js';

// Without a fallback, which would take the message back and with it the slots that it filled.
const config = `
recipe: default.v1
language: en
policies:
- name: RulePolicy
  enable_fallback_prediction: false
`;

const data = `
version: "3.1"
rules:
- rule: start the trip
  steps:
  - intent: start
  - action: trip_form
  - active_loop: trip_form
- rule: start the other
  steps:
  - intent: start_other
  - action: other_form
  - active_loop: other_form
`;

const domainWith = (slots: string) => `
version: "3.1"
intents: [inform, deny, chitchat, start, start_other]
entities:
- city: { roles: [from, to], groups: [first, second] }
- size
slots:
${slots}
forms:
  trip_form: { required_slots: [a, b], ignored_intents: [chitchat] }
  other_form: { required_slots: [b] }
responses:
  utter_ask_a: [{ text: "A?" }]
  utter_ask_b: [{ text: "B?" }]
actions: [action_find, action_validate_slot_mappings]
`;

const bothText = `
  a: { type: text, mappings: [{ type: from_text, conditions: [{ active_loop: trip_form, requested_slot: a }] }] }
  b: { type: text, mappings: [{ type: from_text, conditions: [{ active_loop: trip_form, requested_slot: b }] }] }`;
const plain = `
  a: { type: text, mappings: [{ type: custom }] }
  b: { type: text, mappings: [{ type: custom }] }`;

type Rest = Omit<ConformanceCase, 'from' | 'domain'>;

/** A case about the mappings of some slots. */
const mapping = (name: string, from: string, slots: string, rest: Rest) =>
  conformance(name, { from, domain: domainWith(slots), data, config, ...rest });

const docs = 'rasa.com/docs/rasa/domain';
const source = 'rasa/core/actions/action.py ActionExtractSlots';

const cities = {
  'to Rome': { intent: 'inform', entities: [{ entity: 'city', value: 'Rome', role: 'to' }] },
  'from Oslo': { intent: 'inform', entities: [{ entity: 'city', value: 'Oslo', role: 'from' }] },
  'first Oslo': { intent: 'inform', entities: [{ entity: 'city', value: 'Oslo', group: 'first' }] },
  Rome: { intent: 'inform', entities: [{ entity: 'city', value: 'Rome' }] },
  'Rome and Oslo': {
    intent: 'inform',
    entities: [
      { entity: 'city', value: 'Rome' },
      { entity: 'city', value: 'Oslo' },
    ],
  },
  'anything at all': 'inform',
};

const city = (more = '', type = 'text') =>
  `${plain}\n  c: { type: ${type}, mappings: [{ type: from_entity, entity: city${more} }] }`;

mapping('an entity fills the slot', `${docs}#from_entity`, city(), {
  turns: [
    {
      user: '/inform{"city": "Rome"}',
      events: ['user /inform{"city": "Rome"}', 'slot c = "Rome"', 'action action_listen'],
    },
  ],
});

mapping('a slot is set again by the same value', `${docs}#slot-mappings`, city(), {
  turns: [
    { user: '/inform{"city": "Rome"}', has: ['slot c = "Rome"'] },
    { user: '/inform{"city": "Rome"}', has: ['slot c = "Rome"'] },
  ],
});

mapping('a message without the entity sets nothing', source, city(), {
  turns: [
    { user: '/inform{"city": "Rome"}' },
    { user: '/deny', events: ['user /deny', 'action action_listen'], slots: { c: 'Rome' } },
  ],
});

mapping('an entity of the role fills the slot', `${docs}#from_entity`, city(', role: to'), {
  meanings: cities,
  turns: [{ user: 'to Rome', slots: { c: 'Rome' } }],
});

mapping('an entity of another role does not', `${docs}#from_entity`, city(', role: to'), {
  meanings: cities,
  turns: [{ user: 'from Oslo', slots: { c: null } }],
});

mapping('an entity of the group fills the slot', `${docs}#from_entity`, city(', group: first'), {
  meanings: cities,
  turns: [{ user: 'first Oslo', slots: { c: 'Oslo' } }],
});

mapping(
  'an entity with a role fills no slot whose mapping has none',
  'rasa/shared/core/slot_mappings.py entity_is_desired',
  city(),
  {
    meanings: cities,
    turns: [{ user: 'to Rome', slots: { c: null } }],
  },
);

mapping('of several mentions the last counts', source, city(), {
  meanings: cities,
  turns: [{ user: 'Rome and Oslo', slots: { c: 'Oslo' } }],
});

mapping('a list takes all mentions', `${docs}#list-slot`, city('', 'list'), {
  meanings: cities,
  turns: [{ user: 'Rome and Oslo', slots: { c: ['Rome', 'Oslo'] } }],
});

mapping('a list takes a single mention as a list', `${docs}#list-slot`, city('', 'list'), {
  turns: [{ user: '/inform{"city": "Rome"}', slots: { c: ['Rome'] } }],
});

mapping('a list takes the text as a list', source, `${plain}\n  c: { type: list, mappings: [{ type: from_text }] }`, {
  meanings: cities,
  turns: [{ user: 'anything at all', slots: { c: ['anything at all'] } }],
});

mapping(
  'the text fills the slot',
  `${docs}#from_text`,
  `${plain}\n  c: { type: text, mappings: [{ type: from_text }] }`,
  {
    meanings: cities,
    turns: [{ user: 'anything at all', slots: { c: 'anything at all' } }],
  },
);

mapping(
  'a literal message fills from_text as it is written',
  `${docs}#from_text`,
  `${plain}\n  c: { type: text, mappings: [{ type: from_text }] }`,
  {
    turns: [{ user: '/inform', slots: { c: '/inform' } }],
  },
);

mapping(
  'from_text without conditions fills every slot at any time',
  'github.com/RasaHQ/rasa/issues/10219',
  `
  a: { type: text, mappings: [{ type: from_text }] }
  b: { type: text, mappings: [{ type: from_text }] }`,
  {
    meanings: cities,
    turns: [{ user: 'anything at all', slots: { a: 'anything at all', b: 'anything at all' } }],
  },
);

mapping('the message that starts a form is no answer to it', 'github.com/RasaHQ/rasa/issues/10219', bothText, {
  turns: [{ user: '/start', bot: 'A?', slots: { a: null, b: null, requested_slot: 'a' } }],
});

mapping('only the slot that was asked for takes the text', 'github.com/RasaHQ/rasa/issues/10231', bothText, {
  meanings: cities,
  turns: [{ user: '/start' }, { user: 'anything at all', bot: 'B?', slots: { a: 'anything at all', b: null } }],
});

mapping('a condition on a form keeps the slot empty outside of it', 'github.com/RasaHQ/rasa/issues/10251', bothText, {
  meanings: cities,
  turns: [{ user: 'anything at all', events: ['user anything at all', 'action action_listen'] }],
});

mapping(
  'a condition on another form does not hold',
  'github.com/RasaHQ/rasa/issues/10248',
  `
  a: { type: text, mappings: [{ type: from_text, conditions: [{ active_loop: trip_form }] }] }
  b: { type: text, mappings: [{ type: custom }] }`,
  {
    meanings: cities,
    turns: [
      { user: '/start_other', bot: 'B?' },
      { user: 'anything at all', slots: { a: null } },
    ],
  },
);

mapping('a form does not keep other slots from being filled', 'github.com/RasaHQ/rasa/issues/10540', city(), {
  turns: [
    { user: '/start', loop: 'trip_form' },
    { user: '/inform{"city": "Rome"}', slots: { c: 'Rome' }, loop: 'trip_form' },
  ],
});

mapping(
  'a condition on a form alone holds whatever it asks for',
  `${docs}#mapping-conditions`,
  `
  a: { type: text, mappings: [{ type: custom }] }
  b: { type: text, mappings: [{ type: from_text, conditions: [{ active_loop: trip_form }] }] }`,
  {
    meanings: cities,
    turns: [
      { user: '/start', bot: 'A?' },
      { user: 'anything at all', slots: { b: 'anything at all' } },
    ],
  },
);

mapping(
  'a condition on a form alone holds for the message that starts it, too',
  'rasa/core/actions/forms.py FormAction.activate',
  `
  a: { type: text, mappings: [{ type: from_text, conditions: [{ active_loop: trip_form }] }] }
  b: { type: text, mappings: [{ type: custom }] }`,
  { turns: [{ user: '/start', bot: 'B?', slots: { a: '/start' } }] },
);

mapping(
  'active_loop: null holds outside of forms',
  `${docs}#mapping-conditions`,
  `
  a: { type: text, mappings: [{ type: custom }] }
  b: { type: text, mappings: [{ type: custom }] }
  c: { type: text, mappings: [{ type: from_entity, entity: city, conditions: [{ active_loop: null }] }] }`,
  {
    turns: [
      { user: '/inform{"city": "Rome"}', slots: { c: 'Rome' } },
      { user: '/start' },
      { user: '/inform{"city": "Oslo"}', slots: { c: 'Rome' } },
    ],
  },
);

mapping(
  'one condition of several is enough',
  `${docs}#mapping-conditions`,
  `
  a: { type: text, mappings: [{ type: custom }] }
  b: { type: text, mappings: [{ type: from_text, conditions: [{ active_loop: trip_form, requested_slot: b }, { active_loop: other_form, requested_slot: b }] }] }`,
  {
    meanings: cities,
    turns: [
      { user: '/start_other', bot: 'B?' },
      { user: 'anything at all', slots: { b: 'anything at all' }, loop: null },
    ],
  },
);

mapping(
  'a condition without a loop holds while none is active',
  `${source}._matches_mapping_conditions`,
  `
  a: { type: text, mappings: [{ type: custom }] }
  b: { type: text, mappings: [{ type: custom }] }
  c: { type: text, mappings: [{ type: from_entity, entity: city, conditions: [{ requested_slot: a }] }] }`,
  {
    turns: [{ user: '/inform{"city": "Rome"}', slots: { c: 'Rome' } }],
  },
);

const fromIntent = (more: string, type = 'bool') =>
  `${plain}\n  c: { type: ${type}, mappings: [{ type: from_intent, ${more} }] }`;

mapping('an intent fills the slot with a value', `${docs}#from_intent`, fromIntent('value: true, intent: inform'), {
  turns: [{ user: '/inform', slots: { c: true } }],
});

mapping('another intent does not', `${docs}#from_intent`, fromIntent('value: true, intent: inform'), {
  turns: [{ user: '/deny', slots: { c: null } }],
});

mapping('an intent may fill it with false', `${docs}#from_intent`, fromIntent('value: false, intent: deny'), {
  turns: [{ user: '/deny', events: ['user /deny', 'slot c = false', 'action action_listen'] }],
});

mapping(
  'any intent of a list fills the slot',
  `${docs}#from_intent`,
  fromIntent('value: true, intent: [inform, deny]'),
  {
    turns: [{ user: '/deny', slots: { c: true } }],
  },
);

mapping(
  'without an intent, every message does',
  'rasa/shared/core/slot_mappings.py intent_is_desired',
  fromIntent('value: x', 'text'),
  {
    turns: [{ user: '/chitchat', slots: { c: 'x' } }],
  },
);

mapping('not_intent leaves an intent out', `${docs}#from_intent`, fromIntent('value: true, not_intent: deny'), {
  turns: [
    { user: '/deny', slots: { c: null } },
    { user: '/inform', slots: { c: true } },
  ],
});

mapping('not_intent may be a list', `${docs}#from_intent`, fromIntent('value: true, not_intent: [deny, chitchat]'), {
  turns: [
    { user: '/chitchat', slots: { c: null } },
    { user: '/inform', slots: { c: true } },
  ],
});

mapping(
  'an entity counts only with the intent that the mapping names',
  `${docs}#from_entity`,
  city(', intent: inform'),
  {
    turns: [
      { user: '/deny{"city": "Oslo"}', slots: { c: null } },
      { user: '/inform{"city": "Rome"}', slots: { c: 'Rome' } },
    ],
  },
);

const trigger = (more = '') => `
  a: { type: text, mappings: [{ type: from_trigger_intent, intent: start, value: yes-a${more} }] }
  b: { type: text, mappings: [{ type: custom }] }`;

mapping('the intent that starts the form fills its slot', `${docs}#from_trigger_intent`, trigger(), {
  turns: [
    {
      user: '/start',
      bot: 'B?',
      events: [
        'user /start',
        'action trip_form',
        'active_loop trip_form',
        'slot a = "yes-a"',
        'slot requested_slot = "b"',
        'bot B?',
        'action action_listen',
      ],
    },
  ],
});

mapping(
  'a trigger intent fills nothing for a form that its conditions leave out',
  `${docs}#from_trigger_intent`,
  trigger(', conditions: [{ active_loop: other_form }]'),
  {
    turns: [{ user: '/start', bot: 'A?', slots: { a: null } }],
  },
);

mapping(
  'the first mapping that gives a value wins',
  `${docs}#slot-mappings`,
  `${plain}
  c: { type: text, mappings: [{ type: from_entity, entity: city }, { type: from_text }] }`,
  {
    turns: [
      {
        user: '/inform{"city": "Rome"}',
        events: ['user /inform{"city": "Rome"}', 'slot c = "Rome"', 'action action_listen'],
      },
    ],
  },
);

mapping(
  'one that gives nothing leaves it to the next',
  `${docs}#slot-mappings`,
  `${plain}
  c: { type: text, mappings: [{ type: from_entity, entity: city }, { type: from_intent, intent: deny, value: nowhere }] }`,
  {
    turns: [{ user: '/deny', slots: { c: 'nowhere' } }],
  },
);

mapping(
  'slots are filled in the order of the domain',
  source,
  `${plain}
  z: { type: text, mappings: [{ type: from_entity, entity: size }] }
  c: { type: text, mappings: [{ type: from_entity, entity: city }] }`,
  {
    turns: [
      {
        user: '/inform{"city": "Rome", "size": "S"}',
        events: [
          'user /inform{"city": "Rome", "size": "S"}',
          'slot z = "S"',
          'slot c = "Rome"',
          'action action_listen',
        ],
      },
    ],
  },
);

mapping(
  'one entity may fill several slots outside of forms',
  `${docs}#slot-mappings`,
  `${plain}
  c: { type: text, mappings: [{ type: from_entity, entity: city }] }
  d: { type: text, mappings: [{ type: from_entity, entity: city }] }`,
  {
    turns: [{ user: '/inform{"city": "Rome"}', slots: { c: 'Rome', d: 'Rome' } }],
  },
);

const trip = `
  a: { type: text, mappings: [{ type: from_entity, entity: city, role: from }, { type: from_entity, entity: city }] }
  b: { type: text, mappings: [{ type: from_entity, entity: city, role: to }, { type: from_entity, entity: city }] }`;

mapping(
  'an entity that fits two slots of a form fills the one asked for',
  `${docs}#unique-from_entity-mapping-matching`,
  trip,
  {
    meanings: cities,
    turns: [
      { user: '/start', bot: 'A?' },
      { user: 'Rome', bot: 'B?', slots: { a: 'Rome', b: null } },
    ],
  },
);

mapping(
  'an entity whose role fits one slot of a form fills that',
  `${docs}#unique-from_entity-mapping-matching`,
  trip,
  {
    meanings: cities,
    turns: [
      { user: '/start', bot: 'A?' },
      { user: 'to Rome', bot: 'A?', slots: { a: null, b: 'Rome' } },
    ],
  },
);

mapping(
  'the ignored intents of a form fill none of its slots',
  'rasa.com/docs/rasa/forms#usage',
  `
  a: { type: text, mappings: [{ type: from_entity, entity: city }] }
  b: { type: text, mappings: [{ type: custom }] }`,
  {
    turns: [
      { user: '/start', bot: 'A?' },
      { user: '/chitchat{"city": "Rome"}', slots: { a: null } },
    ],
  },
);

mapping(
  'a mapping that names an ignored intent still takes it',
  'rasa/shared/core/slot_mappings.py intent_is_desired',
  `
  a: { type: text, mappings: [{ type: from_intent, intent: chitchat, value: talk }] }
  b: { type: text, mappings: [{ type: custom }] }`,
  {
    turns: [
      { user: '/start', bot: 'A?' },
      { user: '/chitchat', bot: 'B?', slots: { a: 'talk' } },
    ],
  },
);

const find = (...events: Event[]) => defineAction({ name: 'action_find', run: () => events });
const custom = `${plain}\n  c: { type: text, mappings: [{ type: custom, action: action_find }] }`;
const customDocs = `${docs}#custom-slot-mappings`;

mapping('the action of a custom mapping fills the slot', customDocs, custom, {
  actions: [find(slotSet('c', 'found'))],
  turns: [{ user: '/inform', events: ['user /inform', 'slot c = "found"', 'action action_listen'] }],
});

let runs = 0;
const counted = defineAction({ name: 'action_find', run: () => [slotSet('c', `run ${++runs}`)] });

mapping(
  'it runs once for all slots that name it',
  source,
  `${custom}\n  d: { type: text, mappings: [{ type: custom, action: action_find }] }`,
  {
    actions: [counted],
    turns: [{ user: '/inform', events: ['user /inform', 'slot c = "run 1"', 'action action_listen'] }],
  },
);

mapping('only its slots and messages count', source, custom, {
  actions: [find(followup('action_restart'), slotSet('c', 'found'))],
  turns: [{ user: '/inform', events: ['user /inform', 'slot c = "found"', 'action action_listen'] }],
});

mapping(
  'it runs only where the conditions of the mapping hold',
  customDocs,
  `${plain}
  c: { type: text, mappings: [{ type: custom, action: action_find, conditions: [{ active_loop: trip_form }] }] }`,
  {
    actions: [find(slotSet('c', 'found'))],
    turns: [
      { user: '/inform', slots: { c: null } },
      { user: '/start', slots: { c: 'found' } },
    ],
  },
);

mapping('a custom mapping without an action leaves the slot to actions', customDocs, plain, {
  turns: [{ user: '/inform', events: ['user /inform', 'action action_listen'] }],
});

mapping('the conversation goes on where it fails', source, custom, {
  actions: [
    defineAction({
      name: 'action_find',
      run: () => {
        throw new Error('out of order');
      },
    }),
  ],
  turns: [{ user: '/inform', events: ['user /inform', 'action action_listen'] }],
});

const validation = (run: Action['run']) => [
  defineAction({ name: 'action_validate_slot_mappings', run }),
];
const validationDocs = 'rasa.com/docs/rasa/slot-validation-actions';

mapping('action_validate_slot_mappings may refuse a value', validationDocs, city(), {
  actions: validation(() => [slotSet('c', null)]),
  turns: [
    {
      user: '/inform{"city": "Rome"}',
      events: ['user /inform{"city": "Rome"}', 'slot c = null', 'action action_listen'],
    },
  ],
});

mapping('action_validate_slot_mappings may change a value', validationDocs, city(), {
  actions: validation(({ slots }) => [slotSet('c', String(slots.c).toUpperCase())]),
  turns: [
    {
      user: '/inform{"city": "Rome"}',
      events: ['user /inform{"city": "Rome"}', 'slot c = "ROME"', 'action action_listen'],
    },
  ],
});

mapping('a value that action_validate_slot_mappings says nothing of is good', validationDocs, city(), {
  actions: validation(() => []),
  turns: [{ user: '/inform{"city": "Rome"}', slots: { c: 'Rome' } }],
});

mapping(
  'action_validate_slot_mappings finds the candidates at the end of the events',
  'rasa-sdk interfaces.py slots_to_validate',
  city(),
  {
    actions: validation(
      ({ events, say }) =>
        void say(
          events
            .slice(-2)
            .map((event) => event.event)
            .join(),
        ),
    ),
    turns: [{ user: '/inform{"city": "Rome"}', bot: 'user,slot' }],
  },
);

mapping('action_validate_slot_mappings runs for messages that fill nothing', validationDocs, city(), {
  actions: validation(({ say }) => void say('Looked.')),
  turns: [{ user: '/deny', bot: 'Looked.' }],
});

mapping(
  'slots are filled before the next action is predicted',
  'rasa.com/docs/rasa/default-actions#action_extract_slots',
  city(),
  {
    data: `${data}
- rule: with a city
  condition:
  - slot_was_set:
    - c: Rome
  steps:
  - intent: inform
  - action: utter_ask_b
`,
    turns: [{ user: '/inform{"city": "Rome"}', bot: 'B?' }],
  },
);
