import { describe, expect, it } from 'vitest';
import { newMessage } from '../../core/index.js';
import { fromCodePoints, toCodePoints } from '../../core/nlu/code-points.js';
import { emulationOf } from '../../core/server/api/emulate.js';
import { eventToJson } from '../../core/tracker/json.js';
import { parseKnownEvent, readParseData } from '../../core/tracker/parse-event.js';
import { addMentions } from '../../models/entities/mentions.js';
import { dataOf, train } from './nlu-fixture.js';

const place = { file: 'nlu.yml', line: 3 };
const lookups = [{ name: 'artist', values: ['Mara', 'Mara Lynn'], place }];

describe('offsets of entities', () => {
  const text = '👍🏽 book Mara';

  it("are JavaScript's inside, Python's over HTTP", async () => {
    const nlu = await train(dataOf({ book: ['with [Kim](artist)'] }, { lookups }), [
      { name: 'WhitespaceTokenizer' },
      { name: 'PatternEntities' },
    ]);
    const result = await nlu.parse(text);
    expect(result.entities).toMatchObject([{ start: 10, end: 14, value: 'Mara' }]);
    expect(emulationOf(undefined).answer(result)).toMatchObject({
      entities: [{ start: 8, end: 12, value: 'Mara' }],
      text_tokens: [
        [0, 2],
        [3, 7],
        [8, 12],
      ],
    });
    expect(fromCodePoints(toCodePoints(result))).toEqual(result);
  });

  it('stay what they are in events that leave and come back', () => {
    const parsed = { text, intent: { name: 'book', confidence: 1 }, intent_ranking: [] };
    const entities = [{ entity: 'artist', start: 8, end: 12, value: 'Mara' }];
    const event = parseKnownEvent({ event: 'user', text, parse_data: { ...parsed, entities } });
    expect(event).toMatchObject({ parse_data: { entities: [{ start: 10, end: 14 }] } });
    expect(eventToJson(event)).toMatchObject({ parse_data: { entities } });
    expect(readParseData({ entities }, text)).toMatchObject({ entities: [{ start: 10, end: 14 }] });
  });

  it('are let be where they lie outside of the text, or the text has no pictographs', () => {
    const entities = [{ entity: 'artist', start: 3, end: 99, value: 'x' }];
    expect(toCodePoints({ text: 'hello', entities }).entities).toEqual(entities);
    expect(fromCodePoints({ text: '👍', entities }).entities).toMatchObject([{ start: 2, end: 2 }]);
  });
});

describe('mentions that overlap', () => {
  const at = (entity: string, start: number, end: number, extractor: string) => {
    return { entity, start, end, value: 'x', extractor };
  };

  it('stay side by side for different entities; of the same one the longer stays', () => {
    const message = newMessage('mara lynn');
    addMentions(message, [at('artist', 0, 4, 'EntityExtractor'), at('name', 0, 4, 'EntityExtractor')]);
    addMentions(message, [at('artist', 0, 9, 'PatternEntities')]);
    expect(message.entities.map(({ entity, end }) => [entity, end])).toEqual([
      ['name', 4],
      ['artist', 9],
    ]);
  });
});
