import { expect } from 'vitest';
import { conformance } from '../harness.js';
import type { Talk } from '../harness-shape.js';

/** What the bot understands by a text. */
const understands = (text: string, expected: Readonly<Record<string, unknown>>) => async (talk: Talk) => {
  const { json } = await talk.request('POST', '/model/parse', { text });
  expect(json, text).toMatchObject(expected);
};

const pipeline = `
recipe: default.v1
language: en
assistant_id: examples
pipeline:
- name: WhitespaceTokenizer
- name: RegexFeaturizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- name: DIETClassifier
  epochs: 100
  constrain_similarities: true
- name: EntitySynonymMapper
- name: ResponseSelector
  epochs: 100
- name: FallbackClassifier
  threshold: 0.3
  ambiguity_threshold: 0.1
policies:
- name: MemoizationPolicy
- name: RulePolicy
- name: UnexpecTEDIntentPolicy
  max_history: 5
- name: TEDPolicy
  max_history: 5
  epochs: 100
`;

conformance('a mood bot cheers up who is sad, and takes leave of who is still sad', {
  from: 'rasa.com/docs/rasa/playground (the assistant of `rasa init`)',
  trains: true,
  config: pipeline,
  domain: `
version: "3.1"
intents: [hello, leave, well, unwell, yes, no, what_are_you]
responses:
  utter_hello: [{ text: "Good to see you. How is your day?" }]
  utter_picture: [{ text: "Look at this one:", image: "https://cats.example/7.png" }]
  utter_better: [{ text: "Any better now?" }]
  utter_well: [{ text: "Then on we go!" }]
  utter_leave: [{ text: "So long." }]
  utter_program: [{ text: "I am a program." }]
`,
  data: `
version: "3.1"
nlu:
- intent: hello
  examples: |
    - hello
    - hi
    - hey you
    - good morning
    - hi there
- intent: leave
  examples: |
    - bye
    - goodbye
    - see you tomorrow
    - i have to go
- intent: well
  examples: |
    - i feel great
    - wonderful
    - my day is perfect
    - i am so happy
    - very good
- intent: unwell
  examples: |
    - i feel sad
    - my day was terrible
    - i am unhappy
    - so sad
    - awful
- intent: "yes"
  examples: |
    - yes
    - of course
    - sure
    - it did
- intent: "no"
  examples: |
    - no
    - not at all
    - never
    - it did not
- intent: what_are_you
  examples: |
    - are you a robot
    - do i talk to a human
    - are you a person
stories:
- story: well
  steps:
  - intent: hello
  - action: utter_hello
  - intent: well
  - action: utter_well
- story: unwell, then better
  steps:
  - intent: hello
  - action: utter_hello
  - intent: unwell
  - action: utter_picture
  - action: utter_better
  - intent: "yes"
  - action: utter_well
- story: unwell to the end
  steps:
  - intent: hello
  - action: utter_hello
  - intent: unwell
  - action: utter_picture
  - action: utter_better
  - intent: "no"
  - action: utter_leave
rules:
- rule: leave at any time
  steps:
  - intent: leave
  - action: utter_leave
- rule: what are you, at any time
  steps:
  - intent: what_are_you
  - action: utter_program
`,
  turns: [
    { user: 'hello there', bot: 'Good to see you. How is your day?' },
    {
      user: 'i am very sad',
      bot: [{ text: 'Look at this one:' }, { image: 'https://cats.example/7.png' }, { text: 'Any better now?' }],
      does: ['utter_picture', 'utter_better'],
    },
    { user: 'no not really', bot: 'So long.' },
    { user: 'are you a robot?', bot: 'I am a program.' },
    { user: 'bye', bot: 'So long.' },
  ],
});

conformance('a museum answers frequent questions by retrieval intents, and asks again where it is not sure', {
  from: 'rasa.com/docs/rasa/chitchat-faqs',
  trains: true,
  config: pipeline,
  domain: `
version: "3.1"
intents: [hello, faq, smalltalk, nlu_fallback]
responses:
  utter_hello: [{ text: "Hello!" }]
  utter_faq/hours: [{ text: "From nine to five." }]
  utter_faq/tickets: [{ text: "Eight euros, children nothing." }]
  utter_smalltalk/name: [{ text: "I am Ada." }]
  utter_smalltalk/jokes: [{ text: "I know none." }]
  utter_again: [{ text: "Say that again?" }]
`,
  data: `
version: "3.1"
nlu:
- intent: hello
  examples: |
    - hello
    - hi
    - good day
    - hey there
- intent: faq/hours
  examples: |
    - when do you open
    - how long are you open
    - what are the opening hours
    - are you open on sunday
- intent: faq/tickets
  examples: |
    - how much is a ticket
    - what does it cost to get in
    - price of the tickets
    - do children have to pay
- intent: smalltalk/name
  examples: |
    - what is your name
    - who are you
    - how shall i call you
- intent: smalltalk/jokes
  examples: |
    - tell me a joke
    - make me laugh
    - do you know something funny
rules:
- rule: hello
  steps: [{ intent: hello }, { action: utter_hello }]
- rule: questions
  steps: [{ intent: faq }, { action: utter_faq }]
- rule: small talk
  steps: [{ intent: smalltalk }, { action: utter_smalltalk }]
- rule: not sure
  steps: [{ intent: nlu_fallback }, { action: utter_again }]
`,
  turns: [
    { user: 'what are your opening hours?', bot: 'From nine to five.', does: 'utter_faq' },
    { user: 'how much are the tickets', bot: 'Eight euros, children nothing.', does: 'utter_faq' },
    { user: 'and what is your name', bot: 'I am Ada.', does: 'utter_smalltalk' },
    {
      user: '/faq/tickets',
      bot: 'Eight euros, children nothing.',
      has: [{ event: 'bot', metadata: { utter_action: 'utter_faq/tickets' } }],
    },
    understands('when are you open', {
      intent: { name: 'faq' },
      response_selector: {
        all_retrieval_intents: ['faq', 'smalltalk'],
        default: {
          response: {
            intent_response_key: 'faq/hours',
            utter_action: 'utter_faq/hours',
            responses: [{ text: 'From nine to five.' }],
          },
        },
      },
    }),
    { user: 'zzz', bot: 'Say that again?' },
  ],
});

conformance('a table is booked with what the first message says already, and synonyms and roles are understood', {
  from: 'rasa.com/docs/rasa/forms, rasa.com/docs/rasa/nlu-training-data#entities-roles-and-groups',
  trains: true,
  config: pipeline,
  domain: `
version: "3.1"
intents: [travel, inform]
entities:
- town: { roles: [from, to] }
- class
slots:
  origin: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: town, role: from }] }
  goal: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: town, role: to }] }
  seat: { type: categorical, values: [first, second], mappings: [{ type: from_entity, entity: class }] }
forms:
  travel_form: { required_slots: [origin, goal, seat] }
responses:
  utter_ask_origin: [{ text: "From where?" }]
  utter_ask_goal: [{ text: "Where to?" }]
  utter_ask_seat: [{ text: "Which class?" }]
  utter_booked: [{ text: "{origin} to {goal}, {seat} class." }]
`,
  data: `
version: "3.1"
nlu:
- intent: travel
  examples: |
    - i want to go from [Bern]{"entity": "town", "role": "from"} to [Basel]{"entity": "town", "role": "to"}
    - a ticket from [Zurich]{"entity": "town", "role": "from"} to [Geneva]{"entity": "town", "role": "to"}
    - a train to [Lugano]{"entity": "town", "role": "to"}
    - from [Chur]{"entity": "town", "role": "from"} to [Bern]{"entity": "town", "role": "to"} please
    - i want to go to [Basel]{"entity": "town", "role": "to"}
    - take me from [Geneva]{"entity": "town", "role": "from"} to [Zurich]{"entity": "town", "role": "to"}
- intent: inform
  examples: |
    - [second](class) class
    - in the [first](class) class
    - [cheap]{"entity": "class", "value": "second"}
    - the [posh]{"entity": "class", "value": "first"} one
    - from [Lugano]{"entity": "town", "role": "from"}
    - from [Zurich]{"entity": "town", "role": "from"}
rules:
- rule: travel
  steps: [{ intent: travel }, { action: travel_form }, { active_loop: travel_form }]
- rule: booked
  condition: [{ active_loop: travel_form }]
  steps:
  - action: travel_form
  - active_loop: null
  - slot_was_set: [{ requested_slot: null }]
  - action: utter_booked
`,
  turns: [
    { user: 'i want to go from Bern to Geneva', bot: 'Which class?', slots: { origin: 'Bern', goal: 'Geneva' } },
    { user: 'the posh one', bot: 'Bern to Geneva, first class.', slots: { seat: 'first' }, loop: null },
  ],
});
