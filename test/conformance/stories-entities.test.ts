import { conformance } from './harness.js';
import { smallTalk as domain, onlyStories } from './small-talk.js';

const docs = 'rasa.com/docs/rasa/stories';
const config = onlyStories;

conformance('an entity of a story fills its slot, as it does in a conversation', {
  from: 'RasaHQ/rasa rasa/shared/core/training_data/structures.py (StoryStep.explicit_events)',
  domain,
  config,
  data: `
stories:
- story: size
  steps:
  - intent: inform
    entities:
    - size: small
  - action: utter_answer
`,
  turns: [{ user: '/inform{"size": "large"}', bot: 'It is so.', slots: { size: 'large' } }],
});

conformance('an entity without a value fills its slot too', {
  from: 'RasaHQ/rasa data/test_yaml_stories/story_with_or_and_entities_with_no_value.yml',
  domain,
  config,
  data: `
stories:
- story: size
  steps:
  - intent: inform
    entities:
    - size
  - action: utter_answer
`,
  turns: [{ user: '/inform{"size": "large"}', bot: 'It is so.' }],
});

conformance('an entity fills a categorical slot with its value', {
  from: 'RasaHQ/rasa rasa/shared/core/domain.py (slots_for_entities)',
  domain,
  config,
  data: `
stories:
- story: good
  steps:
  - intent: inform
    entities:
    - mood: good
  - action: utter_yes
- story: bad
  steps:
  - intent: inform
    entities:
    - mood: bad
  - action: utter_no
`,
  turns: [{ user: '/inform{"mood": "Bad"}', bot: 'No.' }],
});

conformance('store_entities_as_slots: false leaves the slots of stories alone', {
  from: 'RasaHQ/rasa rasa/shared/core/domain.py (store_entities_as_slots)',
  domain: `${domain}\nconfig:\n  store_entities_as_slots: false\n`,
  config,
  data: `
stories:
- story: size
  steps:
  - intent: inform
    entities:
    - size: small
  - action: utter_answer
`,
  turns: [{ user: '/inform{"size": "large"}', bot: [] }],
});

conformance('an entity with a role is another than one without', {
  from: `${docs}#entities`,
  domain,
  config,
  data: `
stories:
- story: from
  steps:
  - intent: inform
    entities:
    - city: Rome
      role: from
  - action: utter_answer
- story: any
  steps:
  - intent: inform
    entities:
    - city: Rome
  - action: utter_more
`,
  meanings: {
    'from Oslo': { intent: 'inform', entities: [{ entity: 'city', role: 'from', value: 'Oslo' }] },
    Oslo: { intent: 'inform', entities: [{ entity: 'city', value: 'Oslo' }] },
  },
  turns: [{ user: 'from Oslo', bot: 'It is so.', slots: { origin: 'Oslo' } }],
});

conformance('a story asks for the entities that it names', {
  from: `${docs}#entities`,
  domain,
  config,
  data: `
stories:
- story: topic
  steps:
  - intent: inform
    entities:
    - topic
  - action: utter_answer
`,
  turns: [{ user: '/inform', bot: [] }],
});

conformance('an ignored entity makes no difference to a story', {
  from: 'rasa.com/docs/rasa/domain#ignoring-entities-for-certain-intents',
  domain: domain.replace('intents: [greet,', 'intents: [{ greet: { ignore_entities: [topic] } },'),
  config,
  data: `
stories:
- story: one
  steps:
  - intent: greet
  - action: utter_hi
`,
  turns: [{ user: '/greet{"topic": "weather"}', bot: 'Hi!' }],
});

conformance('an or may name entities', {
  from: 'RasaHQ/rasa data/test_yaml_stories/story_with_or_and_entities.yml',
  domain,
  config,
  data: `
stories:
- story: entities
  steps:
  - or:
    - intent: inform
      entities:
      - topic: tattoos
    - intent: ask
  - action: utter_answer
`,
  turns: [{ user: '/inform{"topic": "care"}', bot: 'It is so.' }],
});
