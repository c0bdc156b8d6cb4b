import { slotSet } from '../../core/tracker/events.js';
import { conformance } from './harness.js';
import type { ConformanceCase } from './harness-shape.js';

// What the policies see of a slot is tried with rules that want it: the rule says its response only when it sees it.

const config = `
recipe: default.v1
policies:
- name: RulePolicy
  enable_fallback_prediction: false
`;

const domainWith = (slot: string) => `
version: "3.1"
intents: [greet, ask]
slots:
  x: { ${slot}, mappings: [{ type: custom }] }
responses:
  utter_hello: [{ text: "Hello." }]
  utter_seen: [{ text: "Seen." }]
`;

const seeing = (value: string) => `
version: "3.1"
rules:
- rule: hello
  steps:
  - intent: greet
  - action: utter_hello
- rule: seen
  condition:
  - slot_was_set:
    - ${value}
  steps:
  - intent: ask
  - action: utter_seen
`;

/** A slot of this kind is set to some values, one after the other; the rule sees those that are true here. */
const sees = (name: string, from: string, slot: string, wanted: string, values: readonly [unknown, boolean][]) =>
  conformance(name, {
    from,
    domain: domainWith(slot),
    data: seeing(wanted),
    config,
    turns: [
      { user: '/greet', bot: 'Hello.' },
      ...values.flatMap(([value, isSeen]): ConformanceCase['turns'] => [
        { request: 'POST /conversations/{id}/tracker/events', body: slotSet('x', value), slots: { x: value } },
        { user: '/ask', bot: isSeen ? 'Seen.' : [] },
      ]),
    ],
  });

const docs = 'rasa.com/docs/rasa/domain';
const source = 'rasa/shared/core/slots.py';

sees('a text slot is seen as set, whatever it holds', `${docs}#text-slot`, 'type: text', 'x: anything', [
  ['something', true],
  ['something else', true],
  ['', true],
  [null, false],
]);

sees('a bool slot is seen by its value', `${docs}#boolean-slot`, 'type: bool', 'x: true', [
  [true, true],
  [false, false],
  [null, false],
]);

sees('a bool slot reads words and numbers', `${source} bool_from_any`, 'type: bool', 'x: true', [
  ['True', true],
  ['1', true],
  [1, true],
  ['false', false],
  ['maybe', false],
]);

sees('false is a value', `${docs}#boolean-slot`, 'type: bool', 'x: false', [
  [false, true],
  [true, false],
  [null, false],
]);

const sizes = 'type: categorical, values: [Small, large]';

sees('a categorical slot is seen by its value, without regard to case', `${docs}#categorical-slot`, sizes, 'x: small', [
  ['small', true],
  ['SMALL', true],
  ['large', false],
  ['huge', false],
]);

sees(
  'values that a categorical slot does not list are all the same',
  `${docs}#categorical-slot`,
  sizes,
  'x: __other__',
  [
    ['huge', true],
    ['tiny', true],
    ['small', false],
    [null, false],
  ],
);

const price = 'type: float, min_value: 10, max_value: 20';

sees('a float slot is seen by where it lies in its range', `${docs}#float-slot`, price, 'x: 15', [
  [15, true],
  [16, false],
  [null, false],
]);

sees('a float slot ends at its range', `${docs}#float-slot`, price, 'x: 20', [
  [20, true],
  [1000, true],
  [19, false],
]);

sees('a float slot reads numbers in texts', `${source} FloatSlot._as_feature`, price, 'x: 15', [
  ['15', true],
  ['fifteen', false],
]);

sees('a list slot is seen as set unless it is empty', `${docs}#list-slot`, 'type: list', 'x: [a]', [
  [['b', 'c'], true],
  [[], false],
  [null, false],
]);

/** A slot of this kind is set in a conversation that a story remembers without it; it goes on if it does not see the slot. */
const hidden = (name: string, from: string, slot: string, value: unknown, isHidden = true) =>
  conformance(name, {
    from,
    domain: domainWith(slot),
    data: `
version: "3.1"
stories:
- story: as remembered
  steps:
  - intent: greet
  - action: utter_hello
  - intent: ask
  - action: utter_seen
`,
    config: 'recipe: default.v1\npolicies:\n- name: MemoizationPolicy\n',
    turns: [
      { user: '/greet', bot: 'Hello.' },
      { request: 'POST /conversations/{id}/tracker/events', body: slotSet('x', value), slots: { x: value } },
      { user: '/ask', bot: isHidden ? 'Seen.' : [], slots: { x: value } },
    ],
  });

const influence = `${docs}#slots-and-conversation-behavior`;

hidden('a slot that influences the conversation changes what stories remember', influence, 'type: text', 'a', false);
hidden('influence_conversation: false hides a slot', influence, 'type: text, influence_conversation: false', 'a');
hidden('a slot of type any is kept and not seen', `${docs}#any-slot`, 'type: any', { deep: [1] });
hidden(
  'a slot of a class of the project is kept and not seen',
  `${docs}#custom-slot-types`,
  'type: addons.Mood',
  'glad',
);
hidden('a class of the project may have settings', `${docs}#custom-slot-types`, 'type: addons.Mood, max: 3', 'glad');

conformance('a slot of type any cannot influence the conversation', {
  from: `${docs}#any-slot`,
  domain: domainWith('type: any, influence_conversation: true'),
  data: seeing('x: true'),
  refused: /Slot "x" of type any cannot influence/,
});

sees(
  'a class of Rasa itself is the type it stands for',
  `${source} Slot.resolve_by_type`,
  'type: rasa.shared.core.slots.BooleanSlot',
  'x: true',
  [
    [true, true],
    [false, false],
  ],
);

conformance('a type that is none is refused, with the nearest', {
  from: `${source} InvalidSlotTypeException`,
  domain: domainWith('type: txt'),
  data: seeing('x: true'),
  refused: /domain\.yml:5.*unknown type "txt".*text/s,
});

conformance('a float slot with an empty range is refused', {
  from: `${source} FloatSlot`,
  domain: domainWith('type: float, min_value: 3, max_value: 3'),
  data: seeing('x: true'),
  refused: /Slot "x" has a `min_value` that is not below its `max_value`/,
});

conformance('a slot begins with its initial value', {
  from: `${docs}#initial-slot-values`,
  domain: domainWith('type: bool, initial_value: true'),
  data: seeing('x: true'),
  config,
  turns: [{ user: '/ask', bot: 'Seen.', slots: { x: true } }],
});

conformance('a restart goes back to the initial value', {
  from: `${docs}#initial-slot-values`,
  domain: domainWith('type: text, initial_value: first'),
  data: seeing('x: true'),
  config,
  turns: [
    { user: '/greet' },
    { request: 'POST /conversations/{id}/tracker/events', body: slotSet('x', 'second'), slots: { x: 'second' } },
    { user: '/restart', slots: { x: 'first' } },
  ],
});

conformance('reset_slots goes back to the initial value', {
  from: 'rasa.com/docs/action-server/sdk-events#allslotsreset',
  domain: domainWith('type: text, initial_value: first'),
  data: seeing('x: true'),
  turns: [
    { user: '/greet' },
    { request: 'POST /conversations/{id}/tracker/events', body: slotSet('x', 'second') },
    { request: 'POST /conversations/{id}/tracker/events', body: { event: 'reset_slots' }, slots: { x: 'first' } },
  ],
});

conformance('an initial value that does not fit is put up with', {
  from: `${source} Slot.__init__`,
  domain: domainWith('type: categorical, values: [a, b], initial_value: c'),
  data: seeing('x: __other__'),
  config,
  turns: [{ user: '/ask', bot: 'Seen.', slots: { x: 'c' } }],
});

conformance('an event for a slot that does not exist changes nothing', {
  from: 'rasa/shared/core/trackers.py DialogueStateTracker._set_slot',
  domain: domainWith('type: text'),
  data: seeing('x: true'),
  config,
  turns: [
    { user: '/greet' },
    { request: 'POST /conversations/{id}/tracker/events', body: slotSet('nowhere', 1), slots: { x: null } },
    { user: '/greet', bot: 'Hello.' },
  ],
});
