import { expect } from 'vitest';
import { slotSet } from '../../core/tracker/events.js';
import { conformance } from './harness.js';
import type { ConformanceCase, ExpectedMessage } from './harness-shape.js';

const domainWith = (variations: string) => `
version: "3.1"
intents: [greet, affirm, deny]
entities: [why]
slots:
  name: { type: text, mappings: [{ type: custom }] }
  vip: { type: bool, influence_conversation: false, mappings: [{ type: custom }] }
responses:
  utter_hello:
${variations}
`;

const data = `
version: "3.1"
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_hello
`;

/** A case about the variations of one response. */
const response = (name: string, from: string, variations: string, turns: ConformanceCase['turns']) =>
  conformance(name, { from, domain: domainWith(variations), data, turns });

const says = (...bot: ExpectedMessage[]) => ({ user: '/greet', bot });
const set = (name: string, value: unknown) => ({
  request: 'POST /conversations/{id}/tracker/events',
  body: slotSet(name, value),
});

const docs = 'rasa.com/docs/rasa/responses';

response('a text', `${docs}#defining-responses`, '  - text: Hello.', [says('Hello.')]);

response(
  'a text over several lines is one message for each paragraph',
  'rasa/core/channels/rest.py',
  '  - text: "One.\\n\\nTwo."',
  [says('One.', 'Two.')],
);

response('a slot in the text', `${docs}#using-variables-in-responses`, '  - text: Hello {name}.', [
  { user: '/greet' },
  set('name', 'Ann'),
  says('Hello Ann.'),
]);

response('an empty slot shows as None', 'rasa/core/nlg/interpolator.py', '  - text: Hello {name}.', [
  says('Hello None.'),
]);

response('double braces are braces', 'rasa/core/nlg/interpolator.py', '  - text: "Write {{name}}."', [
  says('Write {name}.'),
]);

response(
  'buttons',
  `${docs}#buttons`,
  '  - text: Yes?\n    buttons: [{ title: "Yes", payload: /affirm }, { title: "No", payload: "/deny{\\"why\\": \\"so\\"}" }]',
  [
    says({
      text: 'Yes?',
      buttons: [
        { title: 'Yes', payload: '/affirm' },
        { title: 'No', payload: '/deny{"why": "so"}' },
      ],
    }),
  ],
);

response('an image', `${docs}#images`, '  - text: Look.\n    image: https://example.org/a.png', [
  says('Look.', { image: 'https://example.org/a.png' }),
]);

response('a custom payload', `${docs}#custom-output-payloads`, '  - custom: { blocks: [{ type: section }] }', [
  says({ custom: { blocks: [{ type: 'section' }] } }),
]);

response(
  'a slot in a custom payload',
  'rasa/core/nlg/response.py _fill_response',
  '  - custom: { blocks: [{ text: "For {name}" }] }',
  [says({ custom: { blocks: [{ text: 'For None' }] } })],
);

response(
  'an attachment',
  `${docs}#defining-responses`,
  '  - text: Here.\n    attachment: { type: file, payload: { src: a.pdf } }',
  [says('Here.', { attachment: { type: 'file', payload: { src: 'a.pdf' } } })],
);

response('elements', `${docs}#defining-responses`, '  - elements: [{ title: A card }]\n    text: Cards', [
  { user: '/greet', has: [{ event: 'bot', data: { elements: [{ title: 'A card' }] } }] },
]);

response(
  'quick replies',
  'rasa/core/channels/channel.py OutputChannel.send_response',
  '  - text: Quick?\n    quick_replies: [{ title: "Yes", payload: /affirm }]',
  [{ user: '/greet', has: [{ event: 'bot', text: 'Quick?' }] }],
);

response('an empty text says nothing', 'rasa/core/channels/channel.py OutputChannel.send_response', '  - text: ""', [
  { user: '/greet', bot: [], does: 'utter_hello' },
]);

response(
  'the name of the response is in the metadata of the event',
  'rasa/core/actions/action.py ActionBotResponse',
  '  - text: Hello.',
  [{ user: '/greet', has: [{ event: 'bot', metadata: expect.objectContaining({ utter_action: 'utter_hello' }) }] }],
);

response(
  'the variation for the channel wins',
  `${docs}#channel-specific-response-variations`,
  '  - text: Anywhere.\n  - { text: Over REST., channel: rest }',
  [says('Over REST.')],
);

response(
  'a variation for another channel is left out',
  `${docs}#channel-specific-response-variations`,
  '  - text: Anywhere.\n  - { text: In Slack., channel: slack }',
  [says('Anywhere.'), says('Anywhere.')],
);

const conditional = `  - condition: [{ type: slot, name: vip, value: true }]
    text: At your service.
  - text: Hello.`;

response('a condition that does not hold leaves the others', `${docs}#conditional-response-variations`, conditional, [
  says('Hello.'),
]);

response(
  'a condition that holds wins over variations without',
  `${docs}#conditional-response-variations`,
  conditional,
  [says('Hello.'), set('vip', true), says('At your service.')],
);

response(
  'all conditions have to hold',
  `${docs}#conditional-response-variations`,
  `  - condition:
    - { type: slot, name: vip, value: true }
    - { type: slot, name: name, value: Ann }
    text: Dear Ann.
  - text: Hello.`,
  [says('Hello.'), set('vip', true), says('Hello.'), set('name', 'ann'), says('Dear Ann.')],
);

response(
  'a condition and a channel win over a condition',
  `${docs}#conditional-response-variations`,
  `  - condition: [{ type: slot, name: vip, value: true }]
    text: At your service.
  - condition: [{ type: slot, name: vip, value: true }]
    channel: rest
    text: At your service over REST.
  - text: Hello.`,
  [says('Hello.'), set('vip', true), says('At your service over REST.')],
);

response(
  'button_type goes to the channel',
  'rasa/core/channels/telegram.py send_text_with_buttons',
  '  - text: Yes?\n    button_type: vertical\n    buttons: [{ title: "Yes", payload: /affirm }]',
  [{ user: '/greet', has: [{ event: 'bot', metadata: expect.objectContaining({ button_type: 'vertical' }) }] }],
);

conformance('two variations of one id are refused', {
  from: 'rasa/shared/core/domain.py Domain._collect_response_ids',
  domain: domainWith('  - { text: One., id: same }\n  - { text: Two., id: same }'),
  data,
  refused: /domain\.yml:.*response id "same" is used twice/,
});

conformance('a variation that says nothing is refused', {
  from: 'rasa/shared/utils/pykwalify_extensions.py require_response_keys',
  domain: domainWith('  - channel: rest'),
  data,
  refused: /variation of "utter_hello" says nothing/,
});
