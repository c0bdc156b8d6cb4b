import { conformance } from '../harness.js';

const orders = {
  domain: `
version: "3.1"
intents: [order, inform, chitchat, halt, agree, refuse, hello, thanks]
entities: [dish, number]
slots:
  dish: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: dish, not_intent: chitchat }] }
  guests: { type: float, influence_conversation: false, mappings: [{ type: from_entity, entity: number, intent: [order, inform] }] }
  outside:
    type: bool
    influence_conversation: false
    mappings:
    - { type: from_intent, intent: agree, value: true, conditions: [{ active_loop: order_form, requested_slot: outside }] }
    - { type: from_intent, intent: refuse, value: false, conditions: [{ active_loop: order_form, requested_slot: outside }] }
  wishes:
    type: text
    influence_conversation: false
    mappings:
    - { type: from_intent, intent: refuse, value: none, conditions: [{ active_loop: order_form, requested_slot: wishes }] }
    - { type: from_text, not_intent: refuse, conditions: [{ active_loop: order_form, requested_slot: wishes }] }
forms:
  order_form: { ignored_intents: [chitchat, halt], required_slots: [dish, guests, outside, wishes] }
responses:
  utter_hello: [{ text: "Hungry?" }]
  utter_thanks: [{ text: "With pleasure." }]
  utter_chitchat: [{ text: "Cooks do not chat." }]
  utter_go_on: [{ text: "Shall we go on?" }]
  utter_ask_dish: [{ text: "Which dish?" }]
  utter_ask_guests: [{ text: "How many are you?" }]
  utter_ask_outside: [{ text: "In the garden?" }]
  utter_ask_wishes: [{ text: "Any wishes?" }]
  utter_ordered: [{ text: "{dish} for {guests}." }]
  utter_halted: [{ text: "Another time." }]
`,
  data: `
version: "3.1"
rules:
- rule: hello
  steps: [{ intent: hello }, { action: utter_hello }]
- rule: thanks
  steps: [{ intent: thanks }, { action: utter_thanks }]
- rule: chitchat
  steps: [{ intent: chitchat }, { action: utter_chitchat }]
- rule: order
  steps: [{ intent: order }, { action: order_form }, { active_loop: order_form }]
- rule: ordered
  condition: [{ active_loop: order_form }]
  steps:
  - action: order_form
  - active_loop: null
  - slot_was_set: [{ requested_slot: null }]
  - action: utter_ordered
stories:
- story: halts, and goes on
  steps:
  - intent: order
  - action: order_form
  - active_loop: order_form
  - intent: halt
  - action: utter_go_on
  - intent: agree
  - action: order_form
  - active_loop: null
  - action: utter_ordered
- story: halts for good
  steps:
  - intent: order
  - action: order_form
  - active_loop: order_form
  - intent: halt
  - action: utter_go_on
  - intent: refuse
  - action: action_deactivate_loop
  - active_loop: null
  - action: utter_halted
`,
};

conformance('a form bot asks for what is missing and ends', {
  from: 'rasa.com/docs/rasa/forms; RasaHQ/rasa examples/formbot',
  ...orders,
  turns: [
    { user: '/hello', bot: 'Hungry?' },
    { user: '/order{"dish": "soup"}', bot: 'How many are you?', slots: { dish: 'soup' } },
    { user: '/inform{"number": 2}', bot: 'In the garden?', slots: { guests: 2 } },
    { user: '/refuse', bot: 'Any wishes?', slots: { outside: false, wishes: null } },
    { user: '/refuse', bot: 'soup for 2.', slots: { wishes: 'none' }, loop: null },
    { user: '/thanks', bot: 'With pleasure.' },
  ],
});

conformance('a form bot answers what comes between and asks again', {
  from: 'rasa.com/docs/rasa/forms#writing-stories--rules-for-unhappy-form-paths',
  ...orders,
  turns: [
    { user: '/order', bot: 'Which dish?' },
    {
      user: '/chitchat{"dish": "fish"}',
      bot: ['Cooks do not chat.', 'Which dish?'],
      does: ['utter_chitchat', 'order_form'],
      slots: { dish: null },
      loop: 'order_form',
    },
    { user: '/inform{"dish": "rice"}', bot: 'How many are you?' },
  ],
});

conformance('a form bot that is halted goes on when the person agrees', {
  from: 'RasaHQ/rasa examples/formbot (stop, then continue)',
  ...orders,
  turns: [
    { user: '/order', bot: 'Which dish?' },
    { user: '/halt', bot: 'Shall we go on?', loop: 'order_form' },
    { user: '/agree', bot: 'Which dish?', loop: 'order_form' },
    { user: '/inform{"dish": "rice"}', bot: 'How many are you?' },
  ],
});

conformance('a form bot that is halted ends when the person does not', {
  from: 'RasaHQ/rasa examples/formbot (stop, then stop)',
  ...orders,
  turns: [
    { user: '/order', bot: 'Which dish?' },
    { user: '/halt', bot: 'Shall we go on?' },
    {
      user: '/refuse',
      bot: 'Another time.',
      does: ['action_deactivate_loop', 'utter_halted'],
      loop: null,
      slots: { requested_slot: null },
    },
  ],
});

conformance('buttons with doubled braces are sent with single ones, and are understood', {
  from: 'RasaHQ/rasa rasa/core/nlg/interpolator.py',
  domain: `
version: "3.1"
intents: [ask, rate]
entities: [mark]
slots:
  mark: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: mark }] }
responses:
  utter_ask:
  - text: How was it?
    buttons: [{ title: Good, payload: '/rate{{"mark": "good"}}' }]
  utter_rated: [{ text: "Noted: {mark}." }]
`,
  data: `
version: "3.1"
rules:
- rule: ask
  steps: [{ intent: ask }, { action: utter_ask }]
- rule: rate
  steps: [{ intent: rate }, { action: utter_rated }]
`,
  turns: [
    { user: '/ask', bot: [{ text: 'How was it?', buttons: [{ title: 'Good', payload: '/rate{"mark": "good"}' }] }] },
    { user: '/rate{"mark": "good"}', bot: 'Noted: good.' },
  ],
});

conformance('one answer is followed by another where rules lead from one to the next', {
  from: 'rasa.com/docs/rasa/rules#skip-waiting-for-user-input-at-the-end-of-a-rule',
  domain: `
version: "3.1"
intents: [question, agree, refuse]
slots:
  thorough: { type: bool, initial_value: true, mappings: [{ type: custom }] }
responses:
  utter_answer: [{ text: "Because." }]
  utter_helped: [{ text: "Did that help?" }]
  utter_more: [{ text: "Because of that." }]
  utter_fine: [{ text: "Fine." }]
`,
  data: `
version: "3.1"
rules:
- rule: a question, thoroughly
  condition: [{ slot_was_set: [{ thorough: true }] }]
  steps: [{ intent: question }, { action: utter_answer }]
  wait_for_user_input: false
- rule: asks whether it helped
  condition: [{ slot_was_set: [{ thorough: true }] }]
  steps: [{ action: utter_answer }, { action: utter_helped }]
- rule: it helped
  condition: [{ slot_was_set: [{ thorough: true }] }]
  steps: [{ action: utter_helped }, { intent: agree }, { action: utter_fine }]
- rule: it did not
  condition: [{ slot_was_set: [{ thorough: true }] }]
  steps: [{ action: utter_helped }, { intent: refuse }, { action: utter_more }]
`,
  turns: [
    { user: '/question', bot: ['Because.', 'Did that help?'] },
    { user: '/refuse', bot: 'Because of that.' },
  ],
});

conformance('a fallback in two stages asks whether it understood, then for other words, then gives up', {
  from: 'rasa.com/docs/rasa/fallback-handoff#two-stage-fallback',
  meanings: { 'blah blah': { intent: 'nlu_fallback', confidence: 0.8, ranking: [{ name: 'order', confidence: 0.2 }] } },
  domain: `
version: "3.1"
intents: [order, nlu_fallback, out_of_scope]
responses:
  utter_ask_rephrase: [{ text: "Other words, please." }]
  utter_ordered: [{ text: "Ordered." }]
  utter_default: [{ text: "I give up." }]
`,
  data: `
version: "3.1"
rules:
- rule: order
  steps: [{ intent: order }, { action: utter_ordered }]
- rule: two stages
  steps: [{ intent: nlu_fallback }, { action: action_two_stage_fallback }, { active_loop: action_two_stage_fallback }]
`,
  turns: [
    { user: 'blah blah', bot: [/order/], loop: 'action_two_stage_fallback' },
    { user: '/out_of_scope', bot: 'Other words, please.' },
    { user: 'blah blah', bot: [/order/] },
    { user: '/out_of_scope', bot: 'I give up.', loop: null },
    { user: '/order', bot: 'Ordered.' },
  ],
});

conformance('a line of the bot that a story writes out is said in these words', {
  from: 'rasa.com/docs/rasa/stories#end-to-end-training',
  domain: `
version: "3.1"
intents: [hello, search]
responses:
  utter_hello: [{ text: "Hi!" }]
  utter_results: [{ text: "Three places." }]
`,
  data: `
version: "3.1"
stories:
- story: takes it up in other words
  steps:
  - intent: hello
  - action: utter_hello
  - intent: search
  - bot: "How about noodles?"
  - user: "noodles are always fine"
  - action: utter_results
`,
  turns: [
    { user: '/hello', bot: 'Hi!' },
    { user: '/search', bot: 'How about noodles?', has: [{ event: 'action', action_text: 'How about noodles?' }] },
  ],
});
