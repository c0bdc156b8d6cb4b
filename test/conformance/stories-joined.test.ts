import { conformance } from './harness.js';
import { smallTalk as domain, noting, onlyStories } from './small-talk.js';

const docs = 'rasa.com/docs/rasa/stories';
const config = onlyStories;

conformance('stories join at a checkpoint', {
  from: `${docs}#checkpoints`,
  domain,
  config,
  data: `
stories:
- story: first
  steps:
  - intent: greet
  - action: utter_hi
  - checkpoint: greeted
- story: yes
  steps:
  - checkpoint: greeted
  - intent: affirm
  - action: utter_yes
- story: no
  steps:
  - checkpoint: greeted
  - intent: deny
  - action: utter_no
`,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/deny', bot: 'No.' },
  ],
});

conformance('a story goes on from any of several checkpoints', {
  from: 'RasaHQ/rasa data/test_yaml_stories/stories.yml (show_it_all)',
  domain,
  config,
  data: `
stories:
- story: first
  steps:
  - intent: greet
  - action: utter_hi
  - checkpoint: greeted
- story: second
  steps:
  - intent: ask
  - action: utter_answer
  - checkpoint: answered
- story: then
  steps:
  - checkpoint: greeted
  - checkpoint: answered
  - intent: bye
  - action: utter_bye
`,
  turns: [
    { user: '/ask', bot: 'It is so.' },
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('a story leads to several checkpoints', {
  from: 'RasaHQ/rasa rasa/shared/core/training_data/story_reader/story_step_builder.py (add_checkpoint)',
  domain,
  config,
  data: `
stories:
- story: first
  steps:
  - intent: greet
  - action: utter_hi
  - checkpoint: one
  - checkpoint: other
- story: yes
  steps:
  - checkpoint: one
  - intent: affirm
  - action: utter_yes
- story: no
  steps:
  - checkpoint: other
  - intent: deny
  - action: utter_no
`,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/deny', bot: 'No.' },
  ],
});

conformance('a checkpoint in the middle of a story lets others in and out', {
  from: 'RasaHQ/rasa data/test_yaml_stories/stories.yml (check_intermediate)',
  domain,
  config,
  data: `
stories:
- story: whole
  steps:
  - intent: greet
  - action: utter_hi
  - checkpoint: middle
  - intent: bye
  - action: utter_bye
- story: in
  steps:
  - intent: ask
  - action: utter_answer
  - checkpoint: middle
`,
  turns: [
    { user: '/ask', bot: 'It is so.' },
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('a checkpoint lets pass only who has the slot', {
  from: 'RasaHQ/rasa rasa/shared/core/training_data/structures.py (Checkpoint.filter_trackers)',
  domain,
  config,
  data: `
stories:
- story: vip
  steps:
  - intent: greet
  - slot_was_set:
    - vip: true
  - action: utter_hi
  - checkpoint: greeted
- story: others
  steps:
  - intent: greet
  - action: utter_hello
  - checkpoint: greeted
- story: goodbye
  steps:
  - checkpoint: greeted
    slot_was_set:
    - vip: true
  - intent: bye
  - action: utter_bye
`,
  turns: [
    { user: '/greet', bot: 'Hello!' },
    { user: '/bye', bot: [] },
  ],
});

conformance('checkpoints that lead in a circle come to an end', {
  from: 'RasaHQ/rasa data/test_yaml_stories/stories_with_cycle.yml',
  domain,
  config,
  data: `
stories:
- story: in
  steps:
  - intent: greet
  - action: utter_hi
  - checkpoint: round
- story: around
  steps:
  - checkpoint: round
  - intent: ask
  - action: utter_answer
  - checkpoint: round
- story: out
  steps:
  - checkpoint: round
  - intent: bye
  - action: utter_bye
`,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/ask', bot: 'It is so.' },
    { user: '/ask', bot: 'It is so.' },
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('a checkpoint right after an or is reached by each way', {
  from: 'RasaHQ/rasa data/test_yaml_stories/stories_checkpoint_after_or.yml',
  domain,
  config,
  data: `
stories:
- story: first
  steps:
  - or:
    - intent: affirm
    - intent: thank
  - checkpoint: pleased
- story: then
  steps:
  - checkpoint: pleased
  - action: utter_yes
`,
  turns: [{ user: '/thank', bot: 'Yes.' }],
});

const orStory = `
stories:
- story: or
  steps:
  - intent: greet
  - action: utter_hi
  - or:
    - intent: affirm
    - intent: thank
  - action: utter_more
`;

for (const intent of ['affirm', 'thank']) {
  conformance(`an or takes /${intent}`, {
    from: `${docs}#or-statements`,
    domain,
    config,
    data: orStory,
    turns: [
      { user: '/greet', bot: 'Hi!' },
      { user: `/${intent}`, bot: 'More?' },
    ],
  });
}

conformance('an or takes no other intent', {
  from: `${docs}#or-statements`,
  domain,
  config,
  data: orStory,
  turns: [
    { user: '/greet', bot: 'Hi!' },
    { user: '/deny', bot: [] },
  ],
});

conformance('an or of slots takes each of the values', {
  from: 'RasaHQ/rasa data/test_yaml_stories/story_with_or_slot_was_set.yml',
  domain,
  config,
  data: `
stories:
- story: moods
  steps:
  - intent: greet
  - action: action_note
  - or:
    - slot_was_set:
      - mood: good
    - slot_was_set:
      - mood: bad
  - intent: ask
  - action: utter_answer
`,
  actions: noting({ mood: 'bad' }),
  turns: [
    { user: '/greet', does: 'action_note' },
    { user: '/ask', bot: 'It is so.' },
  ],
});

conformance('two equal or steps in one story', {
  from: 'RasaHQ/rasa data/test_yaml_stories/story_with_two_equal_or_statements.yml',
  domain,
  config,
  data: `
stories:
- story: twice
  steps:
  - or:
    - intent: affirm
    - intent: thank
  - action: utter_yes
  - or:
    - intent: affirm
    - intent: thank
  - action: utter_more
`,
  turns: [
    { user: '/affirm', bot: 'Yes.' },
    { user: '/thank', bot: 'More?' },
  ],
});
