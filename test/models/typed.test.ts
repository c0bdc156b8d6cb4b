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
    ['tomorrow morning', '2026-11-22T06:00:00.000+01:00', 'day'],
    ['tomorrow', '2026-11-22T00:00:00.000+01:00', 'day'],
    ['next friday at 3pm', '2026-11-27T15:00:00.000+01:00', 'hour'],
    ['saturday', '2026-11-28T00:00:00.000+01:00', 'day'],
    ['june 3rd', '2027-06-03T00:00:00.000+02:00', 'day'],
    ['in 2 hours', '2026-11-22T01:30:00.000+01:00', 'second'],
  ])('read %j as the person means it', async (text, value, grain) => {
    expect(await parse(text)).toMatchObject([{ entity: 'time', value, additional_info: { grain, type: 'value' } }]);
  });

  it('read a span of time', async () => {
    const [mention] = await parse('on monday from 3pm to 5pm');
    expect(mention?.value).toEqual({ from: '2026-11-23T15:00:00.000+01:00', to: '2026-11-23T17:00:00.000+01:00' });
  });

  it.each([
    ['about $50', 'amount-of-money', 50],
    ['1,500 euros', 'amount-of-money', 1500],
    ['twenty five dollars', 'amount-of-money', 25],
    ['two hours', 'duration', 2],
    ['half an hour', 'duration', 0.5],
    ['forty-two', 'number', 42],
    ['the second one', 'ordinal', 2],
    ['call +44 20 7946 0123', 'phone-number', '(+44) 2079460123'],
    ['write to me@example.org.', 'email', 'me@example.org'],
    ['see https://example.org/a?b=c.', 'url', 'https://example.org/a?b=c'],
  ])('find in %j one %s', async (text, entity, value) => {
    const found = (await parse(text)).filter((mention) => mention.entity === entity);
    expect(found.map((mention) => mention.value)).toEqual([value]);
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
