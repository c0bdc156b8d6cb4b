import { expect } from 'vitest';
import { conformance } from './harness.js';
import type { ExpectedMessage } from './harness-shape.js';

const data = `
version: "3.1"
rules:
- rule: say it
  steps:
  - intent: ask
  - action: utter_it
`;

const domain = (variations: string) => `
version: "3.1"
intents: [ask]
entities: [name]
slots:
  name: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: name }] }
  member: { type: bool, influence_conversation: false, initial_value: true, mappings: [{ type: custom }] }
  tags: { type: list, influence_conversation: false, initial_value: [new, big], mappings: [{ type: custom }] }
  count: { type: float, influence_conversation: false, initial_value: 2.5, mappings: [{ type: custom }] }
  about: { type: any, initial_value: { color: red, "no": null }, mappings: [{ type: custom }] }
responses:
  utter_it:
${variations}`;

const page = 'rasa.com/docs/rasa/responses';
const generator = 'RasaHQ/rasa rasa/core/nlg/interpolator.py';

/** One case: what is written in the domain, and what somebody named Ann is told. */
function says(name: string, from: string, variations: string, bot: ExpectedMessage | readonly ExpectedMessage[]): void {
  conformance(name, { from, domain: domain(variations), data, turns: [{ user: '/ask{"name": "Ann"}', bot }] });
}

says('a slot is filled in', `${page}#using-variables-in-responses`, '  - text: "Hi {name}!"', 'Hi Ann!');
says('one slot may be filled in twice', generator, '  - text: "{name}, {name}!"', 'Ann, Ann!');
says('an empty slot reads None', generator, '  - text: "You asked for {requested_slot}."', 'You asked for None.');
says('a truth value reads as in Python', generator, '  - text: "A member: {member}."', 'A member: True.');
says('a number reads as it is', generator, '  - text: "{count} left."', '2.5 left.');
says('a list reads as in Python', generator, '  - text: "Tags: {tags}"', "Tags: ['new', 'big']");
says('an object reads as in Python', generator, '  - text: "{about}"', "{'color': 'red', 'no': None}");
says(
  'a text with a name that is no slot stays as it is',
  generator,
  '  - text: "{name} or {nobody}"',
  '{name} or {nobody}',
);
says('a brace is written twice', generator, '  - text: "{{name}} is {name}"', '{name} is Ann');

says(
  'JSON with its braces doubled is filled in',
  generator,
  `  - text: "Sure?"
    buttons:
    - { title: "{name}", payload: '/ask{{"name": "{name}"}}' }`,
  [{ text: 'Sure?', buttons: [{ title: 'Ann', payload: '/ask{"name": "Ann"}' }] }],
);

says(
  'JSON without gaps is left alone',
  `${page}#buttons`,
  `  - text: "Sure?"
    buttons:
    - { title: "Yes", payload: '/ask{"name": "Bob"}' }`,
  [{ buttons: [{ title: 'Yes', payload: '/ask{"name": "Bob"}' }] }],
);

says('an image is filled in', `${page}#images`, '  - text: "Look"\n    image: "https://x.example/{name}.png"', [
  { text: 'Look' },
  { image: 'https://x.example/Ann.png' },
]);

says(
  'whatever is nested in custom is filled in',
  `${page}#custom-output-payloads`,
  `  - custom:
      blocks:
      - { type: section, text: { type: plain_text, text: "For {name}" } }`,
  [{ custom: { blocks: [{ type: 'section', text: { type: 'plain_text', text: 'For Ann' } }] } }],
);

says(
  'an attachment is passed on',
  `${page}#rich-responses`,
  '  - text: "Here"\n    attachment: "https://x.example/{name}.pdf"',
  [{ text: 'Here' }, { attachment: 'https://x.example/Ann.pdf' }],
);

says('one of the variations is said', `${page}#response-variations`, '  - text: "One"\n  - text: "Two"', /^(One|Two)$/);

const conditions = `${page}#conditional-response-variations`;
const when = (slot: string, value: string, text: string, more = '') =>
  `  - condition:\n    - { type: slot, name: ${slot}, value: ${value} }\n    text: "${text}"\n${more}`;

says(
  'a variation whose condition holds comes before one without',
  conditions,
  `${when('member', 'true', 'Dear member')}  - text: "Hello"`,
  'Dear member',
);
says(
  'a variation whose condition does not hold is not said',
  conditions,
  `${when('member', 'false', 'Join us!')}  - text: "Hello"`,
  'Hello',
);
says(
  'texts are compared without regard to case',
  conditions,
  `${when('name', 'ANN', 'It is you!')}  - text: "Hello"`,
  'It is you!',
);
says(
  'an empty slot may be a condition',
  conditions,
  `${when('requested_slot', 'null', 'Nothing asked')}  - text: "Hello"`,
  'Nothing asked',
);

says(
  'all conditions of a variation have to hold',
  conditions,
  `  - condition:
    - { type: slot, name: member, value: true }
    - { type: slot, name: name, value: Bob }
    text: "Dear Bob"
  - text: "Hello"`,
  'Hello',
);

says(
  'a variation for the channel comes before others',
  `${page}#channel-specific-response-variations`,
  '  - text: "Anywhere"\n  - text: "Over REST"\n    channel: rest',
  'Over REST',
);
says(
  'a variation for another channel is not said',
  `${page}#channel-specific-response-variations`,
  '  - text: "Anywhere"\n  - text: "On Slack"\n    channel: slack',
  'Anywhere',
);

says(
  'the channel counts more than a condition',
  conditions,
  `${when('member', 'true', 'Dear member')}  - text: "Over REST"\n    channel: rest`,
  'Over REST',
);

says(
  'a condition on the channel counts most',
  conditions,
  `${when('member', 'true', 'Dear member over REST', '    channel: rest\n')}  - text: "Over REST"\n    channel: rest\n${when('member', 'true', 'Dear member')}`,
  'Dear member over REST',
);

conformance('the id of a response stands in its event', {
  from: `${page}#response-variations (id)`,
  domain: domain('  - text: "Hi"\n    id: hi_1'),
  data,
  turns: [
    {
      user: '/ask',
      has: [
        {
          event: 'bot',
          text: 'Hi',
          metadata: expect.objectContaining({ utter_action: 'utter_it', response_id: 'hi_1' }),
        },
      ],
    },
  ],
});

conformance('the metadata of a response stands in its event', {
  from: 'RasaHQ/rasa rasa/core/actions/action.py create_bot_utterance',
  domain: domain('  - text: "Hi"\n    metadata: { tone: warm }'),
  data,
  turns: [{ user: '/ask', has: [{ event: 'bot', metadata: expect.objectContaining({ tone: 'warm' }) }] }],
});
