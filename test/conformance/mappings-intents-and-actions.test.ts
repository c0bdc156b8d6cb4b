import { type Action, defineAction } from '../../core/actions/action.js';
import { type Event, followup, slotSet } from '../../core/tracker/events.js';
import { cities, city, data, docs, mapping, plain, source } from './mappings-kit.js';

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

const validation = (run: Action['run']) => [defineAction({ name: 'action_validate_slot_mappings', run })];
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
