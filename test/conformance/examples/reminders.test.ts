import { defineAction } from '../../../core/actions/action.js';
import { conformance } from '../harness.js';

const call = defineAction({
  name: 'action_remind',
  run: ({ latestMessage, now, say }) => {
    say('I will think of it.');
    const date_time = new Date(now.getTime() + 86_400_000).toISOString();
    const entities = latestMessage.entities.map(({ entity, value }) => ({ entity, value }));
    return [{ event: 'reminder', intent: 'EXTERNAL_call', entities, date_time, name: 'call', kill_on_user_msg: false }];
  },
});

const forget = defineAction({
  name: 'action_forget',
  run: ({ say }) => {
    say('Forgotten.');
    return [{ event: 'cancel_reminder', intent: null, entities: null, name: null }];
  },
});

const tellCall = defineAction({
  name: 'action_call',
  run: ({ latestMessage, say }) =>
    void say(`Call ${latestMessage.entities.find(({ entity }) => entity === 'person')?.value ?? 'somebody'}!`),
});

const bot = {
  from: 'rasa.com/docs/rasa/reaching-out-to-user; RasaHQ/rasa examples/reminderbot',
  actions: [call, forget, tellCall],
  domain: `
version: "3.1"
intents: [remind, forget, EXTERNAL_call, EXTERNAL_dry]
entities: [person, plant]
slots:
  plant: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: plant }] }
actions: [action_remind, action_forget, action_call]
responses:
  utter_dry: [{ text: "Your {plant} is thirsty." }]
`,
  data: `
version: "3.1"
rules:
- rule: remind
  steps: [{ intent: remind }, { action: action_remind }]
- rule: forget
  steps: [{ intent: forget }, { action: action_forget }]
- rule: call
  steps: [{ intent: EXTERNAL_call }, { action: action_call }]
- rule: dry
  steps: [{ intent: EXTERNAL_dry }, { action: utter_dry }]
`,
};

conformance('a reminder bot sets a reminder with what the message was about, and forgets it', {
  ...bot,
  turns: [
    {
      user: '/remind{"person": "Ada"}',
      bot: 'I will think of it.',
      has: [{ event: 'reminder', intent: 'EXTERNAL_call', name: 'call' }],
    },
    { user: '/forget', bot: 'Forgotten.', has: [{ event: 'cancel_reminder' }] },
  ],
});

conformance('a sensor tells a reminder bot something, which speaks up', {
  ...bot,
  turns: [
    { user: '/forget', bot: 'Forgotten.' },
    {
      request: 'POST /conversations/{id}/trigger_intent',
      body: { name: 'EXTERNAL_dry', entities: { plant: 'orchid' } },
      answer: { messages: [{ text: 'Your orchid is thirsty.' }] },
      slots: { plant: 'orchid' },
      does: 'utter_dry',
    },
  ],
});
