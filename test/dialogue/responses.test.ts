import { expect, it } from 'vitest';
import type { ResponseVariation } from '../../core/domain/domain.js';
import { renderResponse } from '../../core/messages/render.js';
import { conversation } from './conversation.js';

const place = { file: 'domain.yml', line: 1 };
const variation = (more: Partial<ResponseVariation>): ResponseVariation => ({ conditions: [], place, ...more });
const when = (name: string, value: unknown) => ({ type: 'slot' as const, name, value });

interface Circumstances {
  readonly slots?: Record<string, unknown>;
  readonly channel?: string;
  readonly random?: number;
  readonly values?: Record<string, unknown>;
}

const render = (
  variations: Partial<ResponseVariation>[],
  { slots = {}, channel, random = 0, values }: Circumstances = {},
) => renderResponse('utter_x', variations.map(variation), { slots, channel, values, random: () => random });

const textOf = (variations: Partial<ResponseVariation>[], circumstances: Circumstances = {}) =>
  render(variations, circumstances)?.message.text;

it('chooses a variation by chance', () => {
  const two = [{ text: 'One' }, { text: 'Two' }];
  expect(textOf(two, { random: 0 })).toBe('One');
  expect(textOf(two, { random: 0.99 })).toBe('Two');
});

it('fills in slots', () => {
  expect(textOf([{ text: 'Hi {name}, {count} left.' }], { slots: { name: 'Ann', count: 2 } })).toBe('Hi Ann, 2 left.');
});

it('lets values win over slots', () => {
  expect(textOf([{ text: 'Hi {name}' }], { slots: { name: 'Ann' }, values: { name: 'Zoe' } })).toBe('Hi Zoe');
});

it('shows an empty slot as None and names it', () => {
  const rendered = render([{ text: 'Hi {name}' }], { slots: { name: null } });
  expect(rendered?.message.text).toBe('Hi None');
  expect(rendered?.missing).toEqual(['name']);
});

it('leaves alone what is no slot', () => {
  expect(render([{ text: 'Hi {nobody}' }])).toMatchObject({ message: { text: 'Hi {nobody}' }, missing: ['nobody'] });
});

it('fills in buttons, images and what is nested in custom', () => {
  const rendered = render(
    [
      {
        image: 'https://x/{size}.png',
        buttons: [{ title: 'Size {size}', payload: '/inform{"size": "{size}"}' }],
        custom: { blocks: [{ text: '{size}!' }] },
      },
    ],
    { slots: { size: 'big' } },
  );
  expect(rendered?.message).toMatchObject({
    image: 'https://x/big.png',
    buttons: [{ title: 'Size big', payload: '/inform{"size": "big"}' }],
    custom: { blocks: [{ text: 'big!' }] },
  });
});

it('notes which response it was', () => {
  expect(render([{ text: 'Hi', id: 'r1', metadata: { tone: 'warm' } }])?.message.metadata).toEqual({
    utter_action: 'utter_x',
    response_id: 'r1',
    tone: 'warm',
  });
});

const choices = [
  { text: 'plain' },
  { text: 'known', conditions: [when('known', true)] },
  { text: 'web', channel: 'web' },
  { text: 'web known', channel: 'web', conditions: [when('known', true)] },
];

it.each([
  [{}, 'plain'],
  [{ slots: { known: true } }, 'known'],
  [{ channel: 'web' }, 'web'],
  [{ channel: 'web', slots: { known: true } }, 'web known'],
  [{ channel: 'sms', slots: { known: false } }, 'plain'],
])('says, of many, what is made for the moment: %j', (circumstances, text) => {
  expect(textOf(choices, circumstances)).toBe(text);
});

it('prefers the channel to the condition', () => {
  const [plain, known, web] = choices;
  expect(
    textOf(
      [plain, known, web].flatMap((choice) => choice ?? []),
      { channel: 'web', slots: { known: true } },
    ),
  ).toBe('web');
});

it('needs all conditions of a variation, and compares texts without regard to case', () => {
  const both = [{ text: 'both', conditions: [when('a', 'x'), when('b', 1)] }];
  expect(textOf(both, { slots: { a: 'X', b: 1 } })).toBe('both');
  expect(textOf(both, { slots: { a: 'x', b: 2 } })).toBeUndefined();
});

const yaml = `
intents: [greet, faq]
slots:
  name: { type: text, mappings: [{ type: custom }] }
responses:
  utter_hi: [{ text: "Hi {name}" }]
  utter_web: [{ text: "For the web", channel: web }]
  utter_faq/hours: [{ text: "Nine to five." }]
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
- rule: faq
  steps:
  - intent: faq
  - action: utter_faq
`;

it('warns of an empty slot in the log', async () => {
  const bot = await conversation(yaml);
  await bot.hears('/greet').says('Hi None');
  expect(bot.logged('warn')).toEqual(['utter_hi has no value for name.']);
});

it('says the answer that the response selector chose', async () => {
  const parse = (text: string) => ({
    text,
    intent: { name: 'faq', confidence: 1 },
    entities: [],
    intent_ranking: [],
    response_selector: { faq: { response: { utter_action: 'utter_faq/hours', confidence: 1 } } },
  });
  const bot = await conversation(yaml, { parse });
  await bot.hears('When are you open?').says('Nine to five.');
});

it('says nothing, and logs it, when no variation is for this channel', async () => {
  const bot = await conversation(yaml.replace('action: utter_hi', 'action: utter_web'), { channel: 'sms' });
  await bot.hears('/greet').saysNothing();
  expect(bot.logged('error').join()).toMatch(/no response named "utter_web" for this moment/);
});
