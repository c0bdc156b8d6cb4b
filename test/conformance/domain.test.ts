import { expect } from 'vitest';
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

conformance('of two responses of one name the first counts, and the bot says so as it is trained', {
  from: 'rasa/shared/core/domain.py warn_about_duplicates_found_during_domain_merging',
  files: {
    'domain/a.yml': 'intents: [greet]\nresponses:\n  utter_hello: [{ text: Hello. }]\n',
    'domain/b.yml': 'responses:\n  utter_hello: [{ text: Good day. }]\n',
  },
  data: greet,
  turns: [
    { user: '/greet', bot: 'Hello.' },
    ({ logged }) =>
      expect(JSON.stringify(logged)).toMatch(/b\.yml:2:3: .*"utter_hello\\" is already defined .*a\.yml:3/),
  ],
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

// What a domain brings without saying

const remembers = `
recipe: default.v1
policies:
- name: MemoizationPolicy
`;

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

conformance('of several session settings the first that is not the usual one counts', {
  from: 'rasa/shared/core/domain.py Domain.merge_domain_dicts',
  files: {
    'domain/a.yml': 'intents: [greet]\nsession_config: { session_expiration_time: 60 }\n',
    'domain/b.yml': 'session_config: { session_expiration_time: 0 }\nresponses:\n  utter_hello: [{ text: Hello. }]\n',
  },
  data: greet,
  turns: [
    earlier,
    { user: '/greet', allEvents: ['user /greet', 'action utter_hello', 'bot Hello.', 'action action_listen'] },
  ],
});
