import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntityMention } from '../../core/nlu/parse-result.js';
import { parseEntityMarkup } from '../../core/training-data/entity-markup.js';
import { writeEntityMarkup } from '../../core/training-data/write-entity-markup.js';

test('the short form names the entity', () => {
  expect(parseEntityMarkup('from [Paris](city) to [Rome](city:Roma)')).toEqual({
    text: 'from Paris to Rome',
    entities: [
      { entity: 'city', start: 5, end: 10, value: 'Paris' },
      { entity: 'city', start: 14, end: 18, value: 'Roma' },
    ],
    faults: [],
  });
});

test('the long form has role, group and value', () => {
  const { text, entities } = parseEntityMarkup(
    '[NYC]{"entity": "city", "role": "to", "group": "1", "value": "New {York}"}!',
  );
  expect(text).toBe('NYC!');
  expect(entities).toEqual([{ entity: 'city', start: 0, end: 3, value: 'New {York}', role: 'to', group: '1' }]);
});

test('one mention may carry several entities', () => {
  expect(parseEntityMarkup('my [iPhone][{"entity": "brand"}, {"entity": "kind", "value": "phone"}]').entities).toEqual([
    { entity: 'brand', start: 3, end: 9, value: 'iPhone' },
    { entity: 'kind', start: 3, end: 9, value: 'phone' },
  ]);
});

test.each([
  'a [note] (really)',
  '[]',
  '[a]()',
  'list[0](',
  '[x]{y}',
  'a ] b [ c',
  'path\\to\\[x]',
  '[see](the [note])',
])('%j is only text', (text) => {
  expect(parseEntityMarkup(text)).toEqual({ text, entities: [], faults: [] });
});

test('an open bracket before a markup stays text', () => {
  expect(parseEntityMarkup('[ [Paris](city)')).toMatchObject({ text: '[ Paris', entities: [{ start: 2, end: 7 }] });
});

test('a backslash makes a markup text', () => {
  expect(parseEntityMarkup('\\[Paris](city)')).toEqual({ text: '[Paris](city)', entities: [], faults: [] });
});

test('markup that names an entity and cannot be read is a fault', () => {
  expect(parseEntityMarkup("[x]{'entity': 'city'}").faults).toEqual([
    { markup: "[x]{'entity': 'city'}", reason: 'it is not valid JSON' },
  ]);
});

const piece = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.stringMatching(/^[[\](){}\\":a ]{0,10}$/),
  fc.constantFrom('[a](b)', '\\[a](b', '[a]{"entity": "x"}', '[', '\\', '[a][{"entity":"b"}]'),
);
const attributes = fc.record(
  {
    entity: fc.oneof(fc.stringMatching(/^[a-z_]{1,6}$/), fc.string({ minLength: 1, maxLength: 4 })),
    value: fc.oneof(fc.string({ maxLength: 5 }), fc.integer()),
    role: fc.constantFrom('from', 'to'),
    group: fc.string({ maxLength: 3 }),
  },
  { requiredKeys: ['entity'] },
);
const mention = fc.record({
  words: piece.filter((text) => text !== ''),
  all: fc.array(attributes, { minLength: 1, maxLength: 2 }),
});

test('any text with any entities survives writing and reading', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, mention), { maxLength: 4 }), piece, (parts, tail) => {
      let text = '';
      const entities: EntityMention[] = [];
      for (const [before, { words, all }] of parts) {
        const start = text.length + before.length;
        text += before + words;
        for (const one of all) entities.push({ value: words, ...one, start, end: text.length });
      }
      text += tail;
      const read = parseEntityMarkup(writeEntityMarkup(text, entities));
      expect(read.text).toBe(text);
      expect(read.entities).toEqual(entities);
    }),
    { numRuns: 2000 },
  );
});
