import { beforeAll, describe, expect, it } from 'vitest';
import { createParse } from '../../core/bot/create-parse.js';
import type { TrainedPipeline } from '../../core/index.js';
import { isoInZone } from '../../models/typed/zones.js';
import { projectOf } from '../dialogue/project-of.js';
import { listeningLog } from '../kit/log.js';
import { dataOf, train } from './nlu-fixture.js';

let nlu: TrainedPipeline;
beforeAll(async () => {
  nlu = await train(dataOf({ greet: ['hello'] }), [{ name: 'TypedEntities', timezone: 'America/New_York' }]);
});

/** Berlin's clocks jump from 2:00 to 3:00 on 29 March 2026, and from 3:00 back to 2:00 on 25 October 2026. */
describe('times around the change of the clocks', () => {
  it.each([
    ['at 2:30am', '2026-03-28T12:00:00Z', '2026-03-29T03:30:00.000+02:00'],
    ['tomorrow at 1am', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000+01:00'],
    ['tomorrow at 9am', '2026-03-28T12:00:00Z', '2026-03-29T09:00:00.000+02:00'],
    ['tomorrow at 2:30am', '2026-10-24T12:00:00Z', '2026-10-25T02:30:00.000+02:00'],
    ['in 2 hours', '2026-10-25T00:15:00Z', '2026-10-25T03:15:00.000+01:00'],
    ['in 1 hour', '2026-10-25T00:15:00Z', '2026-10-25T02:15:00.000+01:00'],
    ['in 2 days', '2026-10-24T12:00:00Z', '2026-10-26T00:00:00.000+01:00'],
    ['on monday', '2026-03-28T23:30:00Z', '2026-03-30T00:00:00.000+02:00'],
  ])('reads %j, written at %s, as %s', async (text, sentAt, value) => {
    const { entities } = await nlu.parse(text, { sentAt: new Date(sentAt), timeZone: 'Europe/Berlin' });
    expect(entities).toMatchObject([{ entity: 'time', value }]);
  });

  it("takes the config's zone for a person who does not say theirs", async () => {
    const { entities } = await nlu.parse('tomorrow', { sentAt: new Date('2026-11-21T02:00:00Z') });
    expect(entities).toMatchObject([{ value: '2026-11-21T00:00:00.000-05:00' }]);
  });

  it.each([
    ['Asia/Tokyo', '2026-11-22T00:00:00.000+09:00'],
    ['Mars/Olympus', '2026-11-21T00:00:00.000-05:00'],
  ])('takes the zone %s that the channel names in its metadata, if it is one', async (timezone, value) => {
    const { domain } = projectOf('intents: [greet]');
    const clock = (): Date => new Date('2026-11-21T02:00:00Z');
    const parse = createParse({ domain, pipeline: nlu, log: listeningLog(), clock });
    expect(await parse('tomorrow', { metadata: { timezone } })).toMatchObject({ entities: [{ value }] });
  });

  it('knows zones whose change is not a whole hour', () => {
    const wall = { year: 2026, month: 10, day: 4, hour: 2, minute: 15, second: 0 };
    expect(isoInZone(wall, 'Australia/Lord_Howe')).toBe('2026-10-04T02:45:00.000+11:00');
  });
});
