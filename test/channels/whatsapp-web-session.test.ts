import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPace } from '../../channels/whatsapp/web/pace.js';
import { type WebState, watch } from '../../channels/whatsapp/web/watchdog.js';
import { type FakeWhatsAppWeb, fakeWhatsAppWeb } from '../kit/fake-whatsapp-web.js';
import { listeningLog } from '../kit/log.js';
import { open, openUnlinked, useFakeWhatsAppWeb, web } from './whatsapp-web-desk.js';

const authToken = 'token-of-the-server';

describe('linking', () => {
  useFakeWhatsAppWeb();

  it('shows the QR code to those who know the token, and to nobody else', async () => {
    const at = await openUnlinked({ authToken });
    web.client.emit('qr', '2@code-of-whatsapp,key,key,key');
    expect((await fetch(`${at.url}/webhooks/whatsapp/qr`)).status).toBe(401);
    const response = await fetch(`${at.url}/webhooks/whatsapp/qr?token=${authToken}`);
    const page = await response.text();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(page).toContain('<svg');
    expect(page).toContain('waits for its QR code to be scanned');
    expect(page).not.toContain('code-of-whatsapp');
  });

  it('shows no code where the server has no token, nor when it is linked', async () => {
    const at = await openUnlinked();
    web.client.emit('qr', 'code');
    expect((await fetch(`${at.url}/webhooks/whatsapp/qr?token=`)).status).toBe(401);
    await at.close();
    const linked = await open({ authToken });
    expect(await (await fetch(`${linked.url}/webhooks/whatsapp/qr?token=${authToken}`)).text()).not.toContain('<svg');
  });

  it.each([
    ['a terminal', true, /█/],
    ['anything else, such as a log file', false, /^$/],
  ])('draws the code on %s', async (_case, isTTY, drawn) => {
    const stderr = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const before = process.stderr.isTTY;
    process.stderr.isTTY = isTTY;
    await openUnlinked();
    web.client.emit('qr', '2@code-of-whatsapp');
    const written = stderr.mock.calls.map(([text]) => String(text)).join('');
    process.stderr.isTTY = before;
    stderr.mockRestore();
    expect(written).toMatch(drawn);
  });

  it('tells how it stands', async () => {
    const at = await openUnlinked();
    const state = async () => Object(await (await fetch(`${at.url}/webhooks/whatsapp/`)).json()).state;
    expect(await state()).toBe('the browser is starting');
    web.client.emit('qr', 'code');
    expect(await state()).toBe('waits for its QR code to be scanned');
    web.client.emit('authenticated');
    expect(await state()).toBe('linked, WhatsApp is loading');
    web.client.emit('ready');
    expect(await state()).toBe('connected');
  });

  it('warns of what it may cost, and never logs the code', async () => {
    const at = await openUnlinked();
    web.client.emit('qr', '2@code-of-whatsapp');
    expect(at.log[0]).toMatchObject({ level: 'warn', message: expect.stringContaining('can be banned') });
    expect(JSON.stringify(at.log)).not.toContain('code-of-whatsapp');
  });
});

describe('the watchdog', () => {
  let fake: FakeWhatsAppWeb;
  let stop: AbortController;
  let states: WebState[];
  let watching: Promise<void>;

  beforeEach(() => {
    vi.useFakeTimers();
    fake = fakeWhatsAppWeb();
    stop = new AbortController();
    states = [];
    watching = watch({
      makeClient: fake.library.makeClient,
      onState: (state) => states.push(state),
      onReady: () => {},
      onMessage: () => {},
      log: listeningLog(),
      signal: stop.signal,
    });
  });

  afterEach(async () => {
    stop.abort();
    await vi.advanceTimersByTimeAsync(10_000);
    await watching;
    vi.useRealTimers();
  });

  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const pauses = () => states.flatMap((state) => (state.phase === 'pausing' ? [state.ms] : []));

  it('closes the browser when the bot stops', async () => {
    stop.abort();
    await watching;
    expect(fake.client.destroyed).toBe(true);
    expect(states.at(-1)).toEqual({ phase: 'closed' });
  });

  it('starts again when WhatsApp disconnects, after a short pause', async () => {
    fake.client.emit('ready');
    fake.client.emit('disconnected', 'LOGOUT');
    await pass(5_000);
    expect(fake.clients.length).toBe(2);
    expect(fake.clients[0]?.destroyed).toBe(true);
    expect(pauses()).toEqual([5_000]);
  });

  it('waits longer each time it does not get ready, 5 minutes at most', async () => {
    for (let times = 0; times < 8; times++) {
      fake.client.fault(new Error('net::ERR_INTERNET_DISCONNECTED'));
      await pass(0);
      await pass(pauses().at(-1) ?? 0);
    }
    expect(pauses()).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);
    fake.client.emit('ready');
    fake.client.emit('disconnected', 'NAVIGATION');
    await pass(0);
    expect(pauses().at(-1)).toBe(5_000);
  });

  it('starts again when nothing happens at the start', async () => {
    await pass(130_000);
    expect(states).toContainEqual(expect.objectContaining({ reason: 'nothing happened for 120 s while starting' }));
    expect(fake.clients.length).toBe(2);
  });

  it('starts again when it is linked and never gets ready, unless it shows that it is loading', async () => {
    fake.client.emit('authenticated');
    await pass(170_000);
    fake.client.emit('loading_screen', 50, 'WhatsApp');
    await pass(170_000);
    expect(fake.clients.length).toBe(1);
    await pass(20_000);
    expect(fake.clients.length).toBe(2);
  });

  it('waits for the code to be scanned as long as WhatsApp shows new ones', async () => {
    for (let times = 0; times < 10; times++) {
      fake.client.emit('qr', `code ${times}`);
      await pass(60_000);
    }
    expect(fake.clients.length).toBe(1);
    expect(states.at(-1)).toEqual({ phase: 'scan', qr: 'code 9' });
  });

  it('bears a short loss of the network, and starts again after a long one', async () => {
    fake.client.emit('ready');
    fake.client.state.answer = 'TIMEOUT';
    await pass(130_000);
    fake.client.state.answer = 'CONNECTED';
    await pass(130_000);
    expect(fake.clients.length).toBe(1);
    fake.client.state.answer = 'TIMEOUT';
    await pass(190_000);
    expect(fake.clients.length).toBe(2);
  });

  it('looks after a browser on whose page WhatsApp was loaded again', async () => {
    fake.client.emit('ready');
    await pass(30_000);
    fake.client.emit('ready');
    fake.client.state.answer = 'TIMEOUT';
    await pass(190_000);
    expect(fake.clients.length).toBe(2);
  });

  it('asks nothing more of a browser that has ended while it was asked', async () => {
    fake.client.emit('ready');
    fake.client.state.answer = undefined;
    await pass(61_000);
    stop.abort();
    await pass(20_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('kills a browser that neither answers nor closes', async () => {
    fake.client.emit('ready');
    const [first] = fake.clients;
    if (first) Object.assign(first.state, { answer: undefined, closes: false });
    await pass(3 * 75_000);
    expect(first?.state.killed()).toBe(false);
    await pass(7_000);
    expect(first?.state.killed()).toBe(true);
    await pass(5_000);
    expect(fake.clients.length).toBe(2);
  });
});

describe('the pace', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('lets so many messages pass in a minute', async () => {
    const pace = createPace(2);
    const passed: number[] = [];
    const start = Date.now();
    for (let count = 0; count < 5; count++) {
      void pace(AbortSignal.timeout(1_000_000)).then(() => passed.push(Date.now() - start));
    }
    await vi.advanceTimersByTimeAsync(150_000);
    expect(passed).toEqual([0, 0, 60_000, 60_000, 120_000]);
  });
});
