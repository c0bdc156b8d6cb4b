import { describe, expect, it } from 'vitest';
import { type Domain, parseLiteral } from '../../core/index.js';

const place = { file: 'domain.yml', line: 1 };
const domain: Domain = {
  intents: new Map([['greet', { name: 'greet', useEntities: true, ignoreEntities: [], place }]]),
  entities: new Map([['city', { name: 'city', roles: [], groups: [], influenceConversation: true, place }]]),
  slots: new Map(),
  responses: new Map(),
  actions: new Map(),
  forms: new Map(),
  endToEndActions: [],
  session: { expirationMinutes: 60, carryOverSlots: true },
};

describe('a message that says its own meaning', () => {
  it('is an intent at full confidence', () => {
    expect(parseLiteral('/greet')?.result).toMatchObject({
      text: '/greet',
      intent: { name: 'greet', confidence: 1 },
      intent_ranking: [{ name: 'greet', confidence: 1 }],
      entities: [],
    });
  });

  it('may be the answer of a retrieval intent', () => {
    expect(parseLiteral('/greet/morning', domain)).toMatchObject({
      result: {
        intent: { name: 'greet' },
        response_selector: {
          greet: { response: { intent_response_key: 'greet/morning', utter_action: 'utter_greet/morning' } },
        },
      },
      warnings: [],
    });
  });

  it('gives entities that stand where the braces stand', () => {
    const text = '/greet{"city": "Berlin"}';
    expect(parseLiteral(text)?.result.entities).toMatchObject([{ entity: 'city', value: 'Berlin', start: 6, end: 24 }]);
  });

  it('gives one mention for each value of a list', () => {
    const { result } = parseLiteral('/greet{"city": ["Berlin", "Paris"]}') ?? {};
    expect(result?.entities.map(({ value }) => value)).toEqual(['Berlin', 'Paris']);
  });

  it('takes a confidence', () => {
    const text = '/greet@0.9{"city": "Berlin"}';
    const { result } = parseLiteral(text) ?? {};
    expect(result?.intent.confidence).toBe(0.9);
    expect(text.slice(result?.entities[0]?.start, result?.entities[0]?.end)).toBe('{"city": "Berlin"}');
  });

  it.each([
    ['/greet@1.5', 1],
    ['/greet@1.2.3', 0],
  ])('warns of the confidence in %s', (text, confidence) => {
    const literal = parseLiteral(text);
    expect(literal?.result.intent.confidence).toBe(confidence);
    expect(literal?.warnings).toHaveLength(1);
  });

  it.each(['/greet{"city": }', '/greet{city}'])('keeps the intent of %s and warns of the broken JSON', (text) => {
    const literal = parseLiteral(text);
    expect(literal?.result).toMatchObject({ intent: { name: 'greet' }, entities: [] });
    expect(literal?.warnings[0]).toContain('no JSON object');
  });

  it('keeps an unknown intent with a warning, and leaves out an unknown entity', () => {
    const literal = parseLiteral('/wave{"town": "Berlin"}', domain);
    expect(literal?.result).toMatchObject({ intent: { name: 'wave' }, entities: [] });
    expect(literal?.warnings.join()).toMatch(/no intent "wave".*no entity "town"/);
  });

  it.each(['hello', 'and/or', '/', ''])('is not %j', (text) => {
    expect(parseLiteral(text)).toBeUndefined();
  });
});
