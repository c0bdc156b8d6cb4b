import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainedPipeline } from '../../core/index.js';
import { dataOf, train } from './nlu-fixture.js';

/** A Saturday, a quarter past ten in Madrid; a quarter to three in the afternoon in Kolkata. */
const sentAt = new Date('2026-11-21T09:15:00Z');
const zones: Readonly<Record<string, string>> = { hi: 'Asia/Kolkata' };

let nlu: TrainedPipeline;
beforeAll(async () => {
  nlu = await train(dataOf({ greet: ['hello'] }), [{ name: 'TypedEntities' }]);
});

async function found(language: string, text: string): Promise<string[]> {
  const { entities } = await nlu.parse(text, { sentAt, timeZone: zones[language] ?? 'Europe/Madrid', language });
  return entities.map(
    ({ entity, value }) => `${entity} ${typeof value === 'string' ? value.slice(0, 16) : shown(value)}`,
  );
}

function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { from, to } = value as { from: unknown; to: unknown };
  return [from, to].map((end) => (typeof end === 'string' ? end.slice(0, 16) : String(end))).join(' to ');
}

describe('typed entities in Spanish', () => {
  it.each([
    ['mañana', 'time 2026-11-22T00:00'],
    ['pasado mañana', 'time 2026-11-23T00:00'],
    ['el próximo viernes a las 15:30', 'time 2026-11-27T15:30'],
    ['a las 3 de la tarde', 'time 2026-11-21T15:00'],
    ['el viernes a las 3 de la tarde', 'time 2026-11-27T15:00'],
    ['a las cinco y media de la tarde', 'time 2026-11-21T17:30'],
    ['mañana por la mañana', 'time 2026-11-22T04:00 to 2026-11-22T12:00'],
    ['el viernes por la tarde', 'time 2026-11-27T12:00 to 2026-11-27T19:00'],
    ['esta noche', 'time 2026-11-21T18:00 to 2026-11-22T00:00'],
    ['la próxima semana', 'time 2026-11-23T00:00'],
    ['el 3 de junio', 'time 2027-06-03T00:00'],
    ['el día 5', 'time 2026-12-05T00:00'],
    ['mañana entre las 15:00 y las 17:00', 'time 2026-11-22T15:00 to 2026-11-22T17:01'],
    ['un millón de euros', 'amount-of-money 1000000'],
    ['03/04', 'time 2027-04-03T00:00'],
    ['en dos horas', 'time 2026-11-21T12:15'],
    ['después de las 15:00', 'time 2026-11-21T15:00 to null'],
    ['dos horas y media', 'duration 150'],
    ['media hora', 'duration 30'],
    ['una hora y 15 minutos', 'duration 75'],
    ['entre 200 y 300 euros', 'amount-of-money 200 to 300'],
    ['mil quinientos euros', 'amount-of-money 1500'],
    ['1.500,50 €', 'amount-of-money 1500.5'],
    ['treinta y dos', 'number 32'],
    ['doscientos cinco', 'number 205'],
    ['veintiún mil', 'number 21000'],
    ['la segunda', 'ordinal 2'],
    ['diez centímetros', 'distance 10'],
  ])('read %j as %s', async (text, mention) => {
    expect(await found('es', text)).toEqual([mention]);
  });
});

describe('typed entities in Hinglish', () => {
  it.each([
    ['kal', 'time 2026-11-22T00:00'],
    ['parso', 'time 2026-11-23T00:00'],
    ['shukravar ko', 'time 2026-11-27T00:00'],
    ['kal shaam 5 baje', 'time 2026-11-22T17:00'],
    ['friday ko subah 11 baje', 'time 2026-11-27T11:00'],
    ['saadhe teen baje', 'time 2026-11-21T15:30'],
    ['kal subah', 'time 2026-11-22T04:00 to 2026-11-22T12:00'],
    ['next friday 3pm', 'time 2026-11-27T15:00'],
    ['do ghante', 'duration 2'],
    ['dedh ghanta', 'duration 90'],
    ['aadha ghanta', 'duration 30'],
    ['paanch hazaar rupaye', 'amount-of-money 5000'],
    ['dhai lakh', 'number 250000'],
    ['pandrah sau', 'number 1500'],
    ['₹1,50,000', 'amount-of-money 150000'],
  ])('read %j as %s', async (text, mention) => {
    expect(await found('hi', text)).toEqual([mention]);
  });
});

describe('typed entities in further languages', () => {
  it.each([
    ['fr', 'après-demain', 'time 2026-11-23T00:00'],
    ['fr', 'vendredi prochain à 15h', 'time 2026-11-27T15:00'],
    ['fr', 'deux heures et demie', 'duration 150'],
    ['fr', 'une demi-heure', 'duration 30'],
    ['fr', 'quatre-vingt-dix-sept', 'number 97'],
    ['fr', 'soixante et onze', 'number 71'],
    ['fr', 'deux cents euros', 'amount-of-money 200'],
    ['fr', '1 500,50 €', 'amount-of-money 1500.5'],
    ['de', 'übermorgen', 'time 2026-11-23T00:00'],
    ['de', 'heute Abend', 'time 2026-11-21T18:00 to 2026-11-22T00:00'],
    ['de', 'zweieinhalb Stunden', 'duration 150'],
    ['de', 'eine halbe Stunde', 'duration 30'],
    ['de', 'einundzwanzig', 'number 21'],
    ['de', 'zweihundertfünfzig Euro', 'amount-of-money 250'],
    ['de', '1.500,50 €', 'amount-of-money 1500.5'],
    ['pt', 'depois de amanhã', 'time 2026-11-23T00:00'],
    ['pt', 'sexta-feira', 'time 2026-11-27T00:00'],
    ['pt', 'duas horas e meia', 'duration 150'],
    ['pt', 'trinta e dois', 'number 32'],
    ['pt', 'duzentos e cinco reais', 'amount-of-money 205'],
    ['it', 'dopodomani', 'time 2026-11-23T00:00'],
    ['it', 'due ore e mezza', 'duration 150'],
    ['it', 'mezz’ora', 'duration 30'],
    ['it', 'ventuno', 'number 21'],
    ['it', 'duecento euro', 'amount-of-money 200'],
    ['nl', 'volgende vrijdag', 'time 2026-11-27T00:00'],
    ['nl', 'een half uur', 'duration 30'],
    ['nl', 'eenentwintig', 'number 21'],
    ['nl', 'tweehonderd euro', 'amount-of-money 200'],
    ['ja', '6月3日', 'time 2027-06-03T00:00'],
    ['ru', 'завтра', 'time 2026-11-22T00:00'],
  ])('in %s read %j as %s', async (language, text, mention) => {
    expect(await found(language, text)).toEqual([mention]);
  });
});

describe('dates that differ by place', () => {
  it.each([
    ['en', '03/04', 'time 2027-03-04T00:00'],
    ['en-GB', '03/04', 'time 2027-04-03T00:00'],
    ['en-IN', '03/04', 'time 2027-04-03T00:00'],
    ['fr', '03/04', 'time 2027-04-03T00:00'],
    ['de', 'nächsten Freitag um 15 Uhr', 'time 2026-11-27T15:00'],
    ['pt', 'amanhã', 'time 2026-11-22T00:00'],
    ['ja', '明日', 'time 2026-11-22T00:00'],
  ])('in %s read %j as %s', async (language, text, mention) => {
    expect(await found(language, text)).toEqual([mention]);
  });
});
