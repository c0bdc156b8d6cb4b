import { beforeAll, describe, expect, it } from 'vitest';
import type { ParseResult, TrainedPipeline } from '../../core/index.js';
import { dataOf, train } from './nlu-fixture.js';

const data = dataOf({ greet: ['hello'] });
/** A Saturday, half past eleven at night in Berlin. */
const sentAt = new Date('2026-11-21T22:30:00Z');
const timeZone = 'Europe/Berlin';

let nlu: TrainedPipeline;
beforeAll(async () => {
  nlu = await train(data, [{ name: 'TypedEntities', locale: 'en_US' }]);
});

const parse = async (text: string): Promise<ParseResult['entities']> =>
  (await nlu.parse(text, { sentAt, timeZone })).entities;

describe('typed entities', () => {
  it.each([
    ['tomorrow', '2026-11-22T00:00:00.000+01:00', 'day'],
    ['next friday at 3pm', '2026-11-27T15:00:00.000+01:00', 'hour'],
    ['next friday at 3:00pm', '2026-11-27T15:00:00.000+01:00', 'minute'],
    ['saturday', '2026-11-28T00:00:00.000+01:00', 'day'],
    ['june 3rd', '2027-06-03T00:00:00.000+02:00', 'day'],
    ['in 2 hours', '2026-11-22T01:30:00.000+01:00', 'second'],
    ['next week', '2026-11-23T00:00:00.000+01:00', 'week'],
    ['on the 15th at noon', '2026-12-15T12:00:00.000+01:00', 'hour'],
    ['next month', '2026-12-01T00:00:00.000+01:00', 'month'],
  ])('read %j as the person means it', async (text, value, grain) => {
    expect(await parse(text)).toMatchObject([{ entity: 'time', value, additional_info: { grain, type: 'value' } }]);
  });

  it.each([
    ['tomorrow morning', '2026-11-22T04:00:00.000+01:00', '2026-11-22T12:00:00.000+01:00'],
    ['tomorrow afternoon', '2026-11-22T12:00:00.000+01:00', '2026-11-22T19:00:00.000+01:00'],
    ['tonight', '2026-11-21T18:00:00.000+01:00', '2026-11-22T00:00:00.000+01:00'],
    ['on monday from 3pm to 5pm', '2026-11-23T15:00:00.000+01:00', '2026-11-23T18:00:00.000+01:00'],
    ['monday 9:30 - 11:00', '2026-11-23T09:30:00.000+01:00', '2026-11-23T11:01:00.000+01:00'],
    ['between 3 and 5 pm tomorrow', '2026-11-22T15:00:00.000+01:00', '2026-11-22T18:00:00.000+01:00'],
    ['after 2pm', '2026-11-22T14:00:00.000+01:00', null],
    ['until friday', null, '2026-11-27T00:00:00.000+01:00'],
  ])('read %j as a span', async (text, from, to) => {
    expect((await parse(text)).map(({ value }) => value)).toEqual([{ from, to }]);
  });

  it.each([
    ['about $50', 'amount-of-money', 50],
    ['1,500 euros', 'amount-of-money', 1500],
    ['twenty five dollars', 'amount-of-money', 25],
    ['two hundred and five dollars', 'amount-of-money', 205],
    ['2k euros', 'amount-of-money', 2000],
    ['two hours', 'duration', 2],
    ['half an hour', 'duration', 30],
    ['an hour and 15 minutes', 'duration', 75],
    ['forty-two', 'number', 42],
    ['the second one', 'ordinal', 2],
    ['10 cm', 'distance', 10],
    ['5 to 7 cm', 'distance', { from: 5, to: 7 }],
    ['3 gallons', 'volume', 3],
    ['2 kg', 'quantity', 2000],
    ['it has 30°C', 'temperature', 30],
    ['call +44 20 7946 0123', 'phone-number', '(+44) 2079460123'],
    ['my number is 98765 43210', 'phone-number', '9876543210'],
    ['write to me@example.org.', 'email', 'me@example.org'],
    ['see https://example.org/a?b=c.', 'url', 'https://example.org/a?b=c'],
  ])('find in %j one %s', async (text, entity, value) => {
    const found = (await parse(text)).filter((mention) => mention.entity === entity);
    expect(found.map((mention) => mention.value)).toEqual([value]);
  });

  it.each(['2026-11-21 15:00', '21.11.2026 15:00', '1,000,000,000 dollars'])('take %j for no phone', async (text) => {
    expect((await parse(text)).map(({ entity }) => entity)).not.toContain('phone-number');
  });

  it('read a range of money', async () => {
    expect(await parse('between 200 and 300 dollars')).toMatchObject([
      { value: { from: 200, to: 300 }, additional_info: { type: 'interval', to: { value: 300, unit: '$' } } },
    ]);
  });

  it('keep to the dimensions asked for, under the names asked for', async () => {
    const own = await train(data, [{ name: 'TypedEntities', dimensions: ['email'], rename: { email: 'mail' } }]);
    const { entities } = await own.parse('me@example.org tomorrow for $50');
    expect(entities).toMatchObject([{ entity: 'mail', value: 'me@example.org', start: 0, end: 14 }]);
  });

  it('refuse a zone that is none', async () => {
    const training = train(data, [{ name: 'TypedEntities', timezone: 'Mars/Olympus' }]);
    await expect(training).rejects.toThrow(/"timezone": is no time zone/);
  });

  it('find nothing in plain words', async () => {
    expect(await parse('a small rose on my wrist')).toEqual([]);
  });
});

/** The examples of Duckling's README, and of its issues 568 and 726, with its clock: 12 February 2013, 4:30. */
describe('the shape of a Duckling answer', () => {
  const clock = { sentAt: new Date('2013-02-12T06:30:00Z'), timeZone: 'America/Sao_Paulo' };
  const infoOf = async (text: string): Promise<unknown[]> =>
    (await nlu.parse(text, clock)).entities.map((mention) => mention.additional_info);

  it.each<[string, unknown]>([
    ['42€', { value: 42, type: 'value', unit: 'EUR' }],
    ['6 miles', { value: 6, type: 'value', unit: 'mile' }],
    ['3 mins', { value: 3, minute: 3, type: 'value', unit: 'minute', normalized: { value: 180, unit: 'second' } }],
    ['duckling-team@example.com', { value: 'duckling-team@example.com' }],
    ['eighty eight', { value: 88, type: 'value' }],
    ['33rd', { value: 33, type: 'value' }],
    ['+1 (650) 253-0000', { value: '(+1) 6502530000' }],
    ['80F', { value: 80, type: 'value', unit: 'fahrenheit' }],
    ['4 gallons', { value: 4, type: 'value', unit: 'gallon' }],
    [
      'https://api.example.org/message?q=hi',
      { value: 'https://api.example.org/message?q=hi', domain: 'api.example.org' },
    ],
  ])('of %j', async (text, info) => {
    expect(await infoOf(text)).toEqual([info]);
  });

  it('names the moment of "today at 9am" once', async () => {
    const moment = { value: '2013-02-12T09:00:00.000-02:00', grain: 'hour', type: 'value' };
    expect(await infoOf('today at 9am')).toEqual([{ values: [moment], ...moment }]);
  });

  it('names three moments of "monday"', async () => {
    const [info] = (await infoOf('monday')) as { values: { value: string }[] }[];
    expect(info?.values.map(({ value }) => value.slice(0, 10))).toEqual(['2013-02-18', '2013-02-25', '2013-03-04']);
  });

  it('ends a span at the first moment that is no more part of it', async () => {
    const [info] = (await infoOf('today 4PM to today 4:30PM')) as { to: unknown; from: unknown }[];
    expect(info).toMatchObject({
      to: { value: '2013-02-12T16:31:00.000-02:00', grain: 'minute' },
      from: { value: '2013-02-12T16:00:00.000-02:00', grain: 'minute' },
      type: 'interval',
    });
  });

  it('is handed on with the keys that Rasa gives it', async () => {
    const rasa = await train(data, [{ name: 'TypedEntities', extractor: 'DucklingEntityExtractor' }]);
    const { entities } = await rasa.parse('it costs 42€', clock);
    expect(entities).toEqual([
      {
        start: 9,
        end: 12,
        text: '42€',
        value: 42,
        confidence: 1,
        additional_info: { value: 42, type: 'value', unit: 'EUR' },
        entity: 'amount-of-money',
        extractor: 'DucklingEntityExtractor',
      },
    ]);
  });
});
