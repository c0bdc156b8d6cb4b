import { cities, city, docs, mapping, plain, source } from './mappings-kit.js';

const bothText = `
  a: { type: text, mappings: [{ type: from_text, conditions: [{ active_loop: trip_form, requested_slot: a }] }] }
  b: { type: text, mappings: [{ type: from_text, conditions: [{ active_loop: trip_form, requested_slot: b }] }] }`;

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
