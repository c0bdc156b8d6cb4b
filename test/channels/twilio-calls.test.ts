import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nextCallingTime } from '../../channels/voice/twilio/calls/hours.js';
import { calleeOf } from '../../channels/voice/twilio/calls/numbers.js';
import { callTables } from '../../channels/voice/twilio/calls/tables.js';
import { openStore, type Store } from '../../core/store/store.js';
import { temporaryFolder } from '../kit/database.js';
import { ann, botNumber } from '../kit/fake-twilio.js';
import { listeningLog } from '../kit/log.js';
import type { Answer, Desk } from './desk.js';
import { echo, open as openPhone, twilio, useFakeTwilio } from './twilio-desk.js';

const place = temporaryFolder('calls');
let store: Store;
beforeAll(async () => {
  store = await openStore({ folder: place.folder, tables: [callTables], log: listeningLog() });
});
useFakeTwilio();
afterEach(async () => {
  await store.dataSource.query('TRUNCATE phone_calls, phone_campaigns, phone_refusals');
});
afterAll(async () => {
  await store.close();
  place.remove();
});

const bea = '+14155550124';
const carl = '+14155550125';
/** Calling hours that are always open. */
const always = { from: '00:00', until: '23:59', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] };

function open(answer: Answer = echo, calls: object = {}, config: object = {}): Promise<Desk> {
  const settings = { calls: { from: botNumber, ...calls }, ...config };
  return openPhone(answer, settings, { database: store.dataSource, server: { authToken: 'owner' } });
}

interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks the bot's own routes. */
async function ask(at: Desk, method: string, path: string, body?: object, token = 'owner'): Promise<Reply> {
  const response = await fetch(`${at.url}/calls${path}?token=${token}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Reply['body'] };
}

describe('POST /calls', () => {
  it('places a call, which begins with the welcome', async () => {
    const at = await open();
    const { status, body } = await ask(at, 'POST', '', {
      to: ann,
      welcome: 'Hello, this is Ozzy.',
      metadata: { deal: 7 },
    });
    expect(status).toBe(202);
    expect(body).toMatchObject({ to: ann, status: 'dialling' });
    const placed = await twilio.nextPlaced();
    expect(placed.form).toMatchObject({
      To: ann,
      From: botNumber,
      Url: `https://bot.example/webhooks/twilio_voice/webhook?call=${body.id}`,
      StatusCallback: `https://bot.example/webhooks/twilio_voice/status?call=${body.id}`,
      MachineDetection: 'DetectMessageEnd',
    });
    const call = await placed.answered('human');
    expect(call.heard).toEqual(['Hello, this is Ozzy.']);
    await call.says('who is this?');
    expect(at.received).toMatchObject([
      {
        text: 'who is this?',
        recipient: ann,
        metadata: { deal: 7, outbound_call: body.id, direction: 'outbound-api' },
      },
    ]);
    await placed.tells('completed');
    expect((await ask(at, 'GET', `/${body.id}`)).body).toMatchObject({
      status: 'ended',
      outcome: 'human',
      call_sid: placed.sid,
    });
  });

  it('hands the prompt to the bot when somebody answers, by ConversationRelay too', async () => {
    const at = await open(undefined, {}, { mode: 'relay' });
    await ask(at, 'POST', '', { to: ann, prompt: '/remind{"day": "Monday"}' });
    const call = await (await twilio.nextPlaced()).answered('human');
    await call.relay.answer();
    expect(at.received).toMatchObject([{ text: '/remind{"day": "Monday"}', recipient: ann }]);
  });

  it('leaves a message on an answering machine and runs no turn', async () => {
    const at = await open(undefined, { voicemail: 'Please call us back.' });
    const { body } = await ask(at, 'POST', '', { to: ann });
    const placed = await twilio.nextPlaced();
    const call = await placed.answered('machine_end_beep');
    expect(call).toMatchObject({ heard: ['Please call us back.'], state: 'ended' });
    await placed.tells('completed');
    expect((await ask(at, 'GET', `/${body.id}`)).body).toMatchObject({ outcome: 'machine' });
    expect(at.received).toEqual([]);
  });

  it('says nothing to a fax', async () => {
    const at = await open(undefined, { voicemail: 'Please call us back.' });
    await ask(at, 'POST', '', { to: ann });
    expect(await (await twilio.nextPlaced()).answered('fax')).toMatchObject({ heard: [], state: 'ended' });
  });

  it('asks for the token of the server', async () => {
    const at = await open();
    expect((await ask(at, 'POST', '', { to: ann }, 'guess')).status).toBe(401);
    expect(twilio.placed).toEqual([]);
  });

  it('places one call for the same id', async () => {
    const at = await open();
    const id = randomUUID();
    await ask(at, 'POST', '', { id, to: ann });
    expect((await ask(at, 'POST', '', { id, to: ann })).body.id).toBe(id);
    expect(twilio.placed).toHaveLength(1);
  });

  it('tells what Twilio refused', async () => {
    const at = await open();
    twilio.refuse({ status: 400, code: 21211, message: 'The number is not valid' });
    const { status, body } = await ask(at, 'POST', '', { to: ann });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('code 21211');
  });

  it.each(['603 555 0142', '+1', 'Ann'])('calls no "%s"', async (to) => {
    const at = await open();
    expect(await ask(at, 'POST', '', { to })).toMatchObject({ status: 400 });
  });

  it('calls nobody who asked not to be called, be it by the list or by what the bot says', async () => {
    const at = await open(() => [{ text: 'Sorry.', custom: { do_not_call: true, hangup: true } }]);
    await ask(at, 'PUT', `/do-not-call/${encodeURIComponent(bea)}`);
    await twilio.call(at.url);
    for (const to of [bea, ann]) expect(await ask(at, 'POST', '', { to })).toMatchObject({ status: 409 });
    await ask(at, 'DELETE', `/do-not-call/${encodeURIComponent(bea)}`);
    expect(await ask(at, 'POST', '', { to: bea })).toMatchObject({ status: 202 });
  });
});

describe('a campaign', () => {
  const numbers = [ann, { to: bea, metadata: { name: 'Bea' } }, ann, carl];
  const quick = { name: 'spring', rate: 6_000, hours: always, numbers };

  it('calls each number once, with what is known of it', async () => {
    const at = await open();
    const { status, body } = await ask(at, 'POST', '/campaigns', { ...quick, welcome: 'Hi.' });
    expect(status).toBe(202);
    const calls = [await twilio.nextPlaced(), await twilio.nextPlaced(), await twilio.nextPlaced()];
    expect(new Set(calls.map(({ form }) => form.To))).toEqual(new Set([ann, bea, carl]));
    for (const one of calls) {
      const call = await one.answered('human');
      await call.says('hi');
      await one.tells('completed');
    }
    expect(at.received.find(({ recipient }) => recipient === bea)?.metadata).toMatchObject({
      name: 'Bea',
      campaign: body.id,
    });
    expect((await ask(at, 'GET', `/campaigns/${body.id}`)).body).toMatchObject({ status: 'done', calls: { human: 3 } });
    expect(twilio.placed).toHaveLength(3);
  });

  it('keeps its rate', async () => {
    const at = await open();
    await ask(at, 'POST', '/campaigns', { ...quick, rate: 1 });
    await twilio.nextPlaced();
    const { body } = await ask(at, 'POST', '/campaigns', { ...quick, name: 'another', numbers: [bea] });
    await twilio.nextPlaced();
    expect(twilio.placed).toHaveLength(2);
    expect(body).toMatchObject({ name: 'another' });
  });

  it('calls again who was not reached, as often as it says', async () => {
    const at = await open();
    const { body } = await ask(at, 'POST', '/campaigns', { ...quick, numbers: [ann], retries: { times: 1, after: 0 } });
    await (await twilio.nextPlaced()).tells('no-answer');
    await (await twilio.nextPlaced()).tells('busy');
    expect((await ask(at, 'GET', `/campaigns/${body.id}`)).body).toMatchObject({ status: 'done', calls: { busy: 1 } });
  });

  it('goes on after a restart and calls nobody twice', async () => {
    const first = await open();
    const { body } = await ask(first, 'POST', '/campaigns', { ...quick, rate: 60, numbers: [ann, bea] });
    const placed = await twilio.nextPlaced();
    await first.close();
    const second = await open();
    const next = await twilio.nextPlaced();
    expect([placed.form.To, next.form.To].sort()).toEqual([ann, bea]);
    for (const one of [placed, next]) await one.tells('completed');
    expect((await ask(second, 'GET', `/campaigns/${body.id}`)).body).toMatchObject({
      status: 'done',
      calls: { human: 2 },
    });
  });

  it('does not dial again a call that it was dialling when it was killed', async () => {
    const id = randomUUID();
    await store.dataSource.query(`INSERT INTO phone_campaigns (id, name, settings) VALUES ($1, 'spring', $2)`, [
      id,
      JSON.stringify({ rate: 6_000, hours: always, retries: { times: 2, after: 0 } }),
    ]);
    await store.dataSource.query(
      `INSERT INTO phone_calls (id, campaign_id, number, request, status, attempts, due_at, dialled_at) VALUES
       (gen_random_uuid(), $1, '${ann}', '{}', 'dialling', 1, now(), now() - interval '1 hour'),
       (gen_random_uuid(), $1, '${bea}', '{}', 'waiting', 0, now(), NULL)`,
      [id],
    );
    const at = await open();
    const placed = await twilio.nextPlaced();
    expect(placed.form.To).toBe(bea);
    await placed.tells('completed');
    expect((await ask(at, 'GET', `/campaigns/${id}`)).body).toMatchObject({
      status: 'done',
      calls: { human: 1, lost: 1 },
    });
    expect(twilio.placed).toHaveLength(1);
  });

  it('rests when Twilio takes no calls, and does not count that as a try', async () => {
    const at = await open();
    twilio.refuse({ status: 401, code: 20003, message: 'Authenticate' });
    const { body } = await ask(at, 'POST', '/campaigns', { ...quick, numbers: [ann] });
    await expect
      .poll(async () => store.dataSource.query(`SELECT status, attempts, error FROM phone_calls`))
      .toMatchObject([{ status: 'waiting', attempts: 0, error: expect.stringContaining('Authenticate') }]);
    expect((await ask(at, 'GET', `/campaigns/${body.id}`)).body).toMatchObject({ status: 'running' });
  });

  it('can be stopped', async () => {
    const at = await open();
    const { body } = await ask(at, 'POST', '/campaigns', { ...quick, rate: 1 });
    await twilio.nextPlaced();
    expect((await ask(at, 'POST', `/campaigns/${body.id}/stop`)).body).toMatchObject({ status: 'stopped' });
    expect((await ask(at, 'POST', `/campaigns/${randomUUID()}/stop`)).status).toBe(404);
  });

  it('is refused when its hours never come, or a number is none', async () => {
    const at = await open();
    const short = { ...always, from: '09:00', until: '10:00' };
    expect(await ask(at, 'POST', '/campaigns', { ...quick, hours: short })).toMatchObject({ status: 400 });
    expect(await ask(at, 'POST', '/campaigns', { ...quick, numbers: ['12'] })).toMatchObject({ status: 400 });
  });
});

describe('calling hours', () => {
  const day = { from: '09:00', until: '20:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const };
  const hours = { ...day, days: [...day.days] };

  it.each([
    ['a number of Berlin in its day', '+493012345678', '2026-11-20T12:00:00Z', '2026-11-20T12:00:00.000Z'],
    ['a number of Berlin in its night', '+493012345678', '2026-11-20T03:00:00Z', '2026-11-20T08:00:00.000Z'],
    ['a number of Berlin on its Friday evening', '+493012345678', '2026-11-20T19:30:00Z', '2026-11-23T08:00:00.000Z'],
    [
      'a number of the United States, day from Honolulu to New York',
      '+14155550123',
      '2026-11-20T12:00:00Z',
      '2026-11-20T19:00:00.000Z',
    ],
  ])('%s', (_, number, now, expected) => {
    expect(nextCallingTime(hours, calleeOf(number).zones, new Date(now))?.toISOString()).toBe(expected);
  });
});
