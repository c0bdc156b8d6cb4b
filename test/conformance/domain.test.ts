import { conformance } from './harness.js';

const docs = 'rasa.com/docs/rasa/domain';

const config = `
recipe: default.v1
policies:
- name: RulePolicy
  enable_fallback_prediction: false
`;

const greet = `
version: "3.1"
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_hello
`;

// Files

conformance('a domain is split over the files of a folder and of folders within', {
  from: `${docs}#multiple-domain-files`,
  files: {
    'domain/intents.yml': 'version: "3.1"\nintents: [greet]\n',
    'domain/more/responses.yml': 'responses:\n  utter_hello: [{ text: Hello. }]\n',
    'domain/more/slots.yaml': 'slots:\n  name: { type: text, mappings: [{ type: from_text }] }\n',
  },
  data: greet,
  turns: [{ user: '/greet', bot: 'Hello.', slots: { name: '/greet' } }],
});

conformance('a domain file and a domain folder are one domain', {
  from: `${docs}#multiple-domain-files`,
  domain: 'intents: [greet]\n',
  files: { 'domain/responses.yml': 'responses:\n  utter_hello: [{ text: Hello. }]\n' },
  data: greet,
  turns: [{ user: '/greet', bot: 'Hello.' }],
});

conformance('lists of several files are joined, what is in both counts once', {
  from: 'rasa/shared/core/domain.py Domain.merge_domain_dicts',
  files: {
    'domain/a.yml': 'intents: [greet]\nentities: [city]\nresponses:\n  utter_hello: [{ text: Hello. }]\n',
    'domain/b.yml': 'intents: [bye, greet]\nentities: [city, name]\n',
  },
  data: greet,
  turns: [{ user: '/greet', bot: 'Hello.' }],
});

conformance('two responses of one name are refused, and both places named', {
  from: 'rasa/shared/core/domain.py warn_about_duplicates_found_during_domain_merging',
  files: {
    'domain/a.yml': 'intents: [greet]\nresponses:\n  utter_hello: [{ text: Hello. }]\n',
    'domain/b.yml': 'responses:\n  utter_hello: [{ text: Good day. }]\n',
  },
  data: greet,
  refused: /b\.yml:2.*response "utter_hello" is already defined differently in .*a\.yml:3/s,
});

conformance('responses beside the NLU data belong to the domain', {
  from: 'rasa.com/docs/rasa/responses#defining-responses',
  domain: 'intents: [greet]\n',
  files: { 'data/responses.yml': 'responses:\n  utter_hello: [{ text: Hello. }]\n' },
  data: greet,
  turns: [{ user: '/greet', bot: 'Hello.' }],
});

conformance('an intent listed twice is refused', {
  from: 'rasa/shared/core/domain.py Domain.collect_intent_properties',
  domain: 'intents: [greet, greet]\nresponses:\n  utter_hello: [{ text: Hello. }]\n',
  data: greet,
  refused: /intent "greet" is listed twice/,
});

conformance('what a domain of another version holds beside is put up with', {
  from: 'rasa/shared/utils/schemas/domain.yml',
  domain: `
version: "3.1"
config: { store_entities_as_slots: true, old_setting: 1 }
intents:
- greet: { is_retrieval_intent: false, triggers: utter_hello }
entities:
- city: { splits: true }
session_config: { session_expiration_time: 60, carry_over_slots_to_new_session: true, more: 1 }
responses:
  utter_hello: [{ text: Hello. }]
`,
  data: greet,
  turns: [{ user: '/greet', bot: 'Hello.' }],
});

// Intents and entities

const entityDomain = (intents: string, entities: string) => `
intents: ${intents}
entities:
${entities}
responses:
  utter_plain: [{ text: Plain. }]
  utter_city: [{ text: City. }]
`;

const stories = (entity: string) => `
stories:
- story: without
  steps:
  - intent: ask
  - action: utter_plain
- story: with
  steps:
  - intent: ask
    entities:
    - ${entity}
  - action: utter_city
`;

const remembers = `
recipe: default.v1
policies:
- name: MemoizationPolicy
`;

conformance('an entity tells two stories apart', {
  from: `${docs}#entities`,
  domain: entityDomain('[ask]', '- city'),
  data: stories('city: Rome'),
  config: remembers,
  turns: [{ user: '/ask{"city": "Oslo"}', bot: 'City.' }],
});

const onlyWith = (entity: string) => `
stories:
- story: with
  steps:
  - intent: ask
    entities:
    - ${entity}
  - action: utter_city
`;

const ignoring = (name: string, from: string, intents: string, entities: string, isSeen = false) =>
  conformance(name, {
    from,
    domain: entityDomain(intents, entities),
    data: onlyWith('city: Rome'),
    config: remembers,
    // The story is taken without its entity only where the domain hides the entity.
    turns: [{ user: '/ask', bot: isSeen ? [] : 'City.' }],
  });

const ignoringDocs = `${docs}#ignoring-entities-for-certain-intents`;
ignoring('entities are seen unless the domain hides them', ignoringDocs, '[ask]', '- city', true);
ignoring('use_entities: [] hides all', ignoringDocs, '[{ ask: { use_entities: [] } }]', '- city');
ignoring('use_entities: false hides all', ignoringDocs, '[{ ask: { use_entities: false } }]', '- city');
ignoring(
  'use_entities hides what it does not list',
  ignoringDocs,
  '[{ ask: { use_entities: [size] } }]',
  '- city\n- size',
);
ignoring('use_entities shows what it lists', ignoringDocs, '[{ ask: { use_entities: [city] } }]', '- city', true);
ignoring('ignore_entities hides what it lists', ignoringDocs, '[{ ask: { ignore_entities: [city] } }]', '- city');
ignoring(
  'ignoring wins over using',
  'rasa/shared/core/domain.py Domain._transform_intent_properties_for_internal_use',
  '[{ ask: { use_entities: [city], ignore_entities: [city] } }]',
  '- city',
);
ignoring(
  'influence_conversation: false hides an entity everywhere',
  `${docs}#entities`,
  '[ask]',
  '- city: { influence_conversation: false }',
);

const roles = {
  'from Oslo': { intent: 'ask', entities: [{ entity: 'city', value: 'Oslo', role: 'from' }] },
  'to Rome': { intent: 'ask', entities: [{ entity: 'city', value: 'Rome', role: 'to' }] },
};

const roleStories = `
stories:
- story: from
  steps:
  - intent: ask
    entities:
    - city: Oslo
      role: from
  - action: utter_plain
- story: to
  steps:
  - intent: ask
    entities:
    - city: Rome
      role: to
  - action: utter_city
`;

conformance('roles that the domain lists tell stories apart', {
  from: 'rasa.com/docs/rasa/nlu-training-data#entity-roles-and-groups-influencing-dialogue-predictions',
  domain: entityDomain('[ask]', '- city: { roles: [from, to] }'),
  data: roleStories,
  config: remembers,
  meanings: roles,
  turns: [{ user: 'from Oslo', bot: 'Plain.' }],
});

conformance('a role that the domain does not list counts as none', {
  from: 'rasa/shared/core/domain.py Domain._get_featurized_entities',
  domain: entityDomain('[ask]', '- city'),
  data: onlyWith('city: Rome'),
  config: remembers,
  meanings: roles,
  turns: [{ user: 'from Oslo', bot: 'City.' }],
});

conformance('ignoring an entity ignores its roles', {
  from: 'rasa/shared/core/domain.py Domain._transform_intent_properties_for_internal_use',
  domain: entityDomain('[{ ask: { ignore_entities: [city] } }]', '- city: { roles: [from, to] }'),
  data: 'stories:\n- story: without\n  steps:\n  - intent: ask\n  - action: utter_plain\n',
  config: remembers,
  meanings: roles,
  turns: [{ user: 'from Oslo', bot: 'Plain.' }],
});

// What a domain brings without saying

conformance('the action on knowledge bases brings its slots', {
  from: 'rasa.com/docs/action-server/knowledge-bases',
  domain: 'intents: [greet]\nactions: [action_query_knowledge_base]\nresponses:\n  utter_hello: [{ text: Hello. }]\n',
  data: greet,
  turns: [
    {
      user: '/greet',
      slots: {
        knowledge_base_listed_objects: null,
        knowledge_base_last_object: null,
        knowledge_base_last_object_type: null,
      },
    },
  ],
});

conformance('a text of an end-to-end story is an action', {
  from: 'rasa.com/docs/rasa/training-data-format#end-to-end-training',
  domain: 'intents: [greet]\n',
  data: 'stories:\n- story: by text\n  steps:\n  - intent: greet\n  - bot: Hello, you.\n',
  config: remembers,
  turns: [{ user: '/greet', bot: 'Hello, you.', has: [{ event: 'action', action_text: 'Hello, you.' }] }],
});

conformance('e2e_actions may list such texts', {
  from: 'rasa/shared/core/domain.py KEY_E2E_ACTIONS',
  domain: 'intents: [greet]\ne2e_actions: ["Hello, you."]\n',
  data: 'stories:\n- story: by text\n  steps:\n  - intent: greet\n  - bot: Hello, you.\n',
  config: remembers,
  turns: [{ user: '/greet', bot: 'Hello, you.' }],
});

conformance('a retrieval intent is answered by the response that was selected', {
  from: 'rasa.com/docs/rasa/chitchat-faqs',
  domain: `
intents: [faq]
responses:
  utter_faq/hours: [{ text: From nine to five. }]
  utter_faq/place: [{ text: At the harbour. }]
`,
  data: 'rules:\n- rule: faq\n  steps:\n  - intent: faq\n  - action: utter_faq\n',
  meanings: {
    'when are you open': {
      intent: 'faq',
      response_selector: {
        faq: { response: { utter_action: 'utter_faq/hours', intent_response_key: 'faq/hours', confidence: 1 } },
      },
    },
  },
  turns: [{ user: 'when are you open', bot: 'From nine to five.', does: 'utter_faq' }],
});

// Sessions

const hourAgo = () => Date.now() / 1000 - 3_700;

/** A conversation in which somebody said something a good hour ago, and a slot was set. */
const old = (session: string) => ({
  domain: `
intents: [greet]
session_config: ${session}
slots:
  name: { type: text, mappings: [{ type: custom }] }
responses:
  utter_hello: [{ text: Hello. }]
`,
  data: greet,
  config,
});

const past = () => {
  const timestamp = hourAgo();
  return [
    { event: 'action', name: 'action_session_start', timestamp },
    { event: 'session_started', timestamp },
    { event: 'action', name: 'action_listen', timestamp },
    {
      event: 'user',
      text: 'hi',
      parse_data: { text: 'hi', intent: { name: 'greet', confidence: 1 }, entities: [] },
      timestamp,
    },
    { event: 'slot', name: 'name', value: 'Ann', timestamp },
    { event: 'action', name: 'action_listen', timestamp },
  ];
};
const earlier = { request: 'PUT /conversations/{id}/tracker/events', body: past() };

conformance('slots go over into the next session', {
  from: `${docs}#session-configuration`,
  ...old('{ session_expiration_time: 60, carry_over_slots_to_new_session: true }'),
  turns: [
    earlier,
    {
      user: '/greet',
      allEvents: [
        'action action_session_start',
        'session_started',
        'slot name = "Ann"',
        'action action_listen',
        'user /greet',
        'action utter_hello',
        'bot Hello.',
        'action action_listen',
      ],
      slots: { name: 'Ann' },
    },
  ],
});

conformance('or they do not, where the domain says so', {
  from: `${docs}#session-configuration`,
  ...old('{ session_expiration_time: 60, carry_over_slots_to_new_session: false }'),
  turns: [earlier, { user: '/greet', slots: { name: null } }],
});

conformance('session_expiration_time: 0 never ends a session', {
  from: `${docs}#session-configuration`,
  ...old('{ session_expiration_time: 0 }'),
  turns: [
    earlier,
    { user: '/greet', allEvents: ['user /greet', 'action utter_hello', 'bot Hello.', 'action action_listen'] },
  ],
});

conformance('a longer time keeps the session', {
  from: `${docs}#session-configuration`,
  ...old('{ session_expiration_time: 90.5 }'),
  turns: [
    earlier,
    { user: '/greet', allEvents: ['user /greet', 'action utter_hello', 'bot Hello.', 'action action_listen'] },
  ],
});

conformance('an hour is the time where none is written', {
  from: `${docs}#session-configuration`,
  ...old('{}'),
  turns: [earlier, { user: '/greet', slots: { name: 'Ann' }, tracker: { latest_action_name: 'action_listen' } }],
});
