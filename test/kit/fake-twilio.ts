import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse as parseForm } from 'node:querystring';
import { text as readText } from 'node:stream/consumers';
import { createFakeCall, type FakeCall } from './fake-twilio-call.js';
import { signatureOf } from './fake-twilio-signature.js';

/** An outbound call that Twilio was asked for. */
interface PlacedCall {
  readonly sid: string;
  readonly form: Readonly<Record<string, string | string[] | undefined>>;
  /** Somebody or something answers: the bot's webhook is called, and the TwiML carried out. */
  answered(by?: string): Promise<FakeCall>;
  /** Tells the bot what becomes of the call. */
  tells(status: string, more?: Readonly<Record<string, string>>): Promise<number>;
}

/** What Twilio answers instead of placing a call. */
interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** A stand-in for Twilio (https://www.twilio.com/docs/voice): its REST interface, and calls over real HTTP and WebSockets. */
export interface FakeTwilio {
  /** For the setting `api_url`. */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** The bot's address as Twilio knows it, for the setting `public_url`. */
  readonly publicUrl: string;
  /** The outbound calls so far. */
  readonly placed: readonly PlacedCall[];
  /** Resolves with the next outbound call, or with one that was placed and not asked for yet. */
  nextPlaced(): Promise<PlacedCall>;
  /** The next outbound call is refused. */
  refuse(refusal: Refusal): void;
  /** Somebody calls the bot; resolves when the bot listens. */
  call(botUrl: string, from?: string): Promise<FakeCall>;
  /** The bot that is told of outbound calls. */
  connect(botUrl: string): void;
  close(): Promise<void>;
}

/** The number of somebody who calls. */
export const ann = '+14155550123';
/** The number of the bot. */
export const botNumber = '+14155550100';

/** Starts it on a free port. */
export async function startFakeTwilio(): Promise<FakeTwilio> {
  const accountSid = `AC${'0123456789abcdef'.repeat(2)}`;
  const authToken = 'fake-auth-token';
  const publicUrl = 'https://bot.example';
  const placed: PlacedCall[] = [];
  const unseen: PlacedCall[] = [];
  const refusals: Refusal[] = [];
  const calls: FakeCall[] = [];
  let waiting: ((call: PlacedCall) => void)[] = [];
  let botUrl = '';
  let count = 0;

  const nextSid = () => `CA${String(++count).padStart(32, '0')}`;

  function newCall(sid: string, from: string, to: string, direction: 'inbound' | 'outbound-api'): FakeCall {
    const call = createFakeCall({
      get botUrl() {
        return botUrl;
      },
      publicUrl,
      authToken,
      accountSid,
      sid,
      from,
      to,
      direction,
    });
    calls.push(call);
    return call;
  }

  function place(form: PlacedCall['form']): PlacedCall {
    const sid = nextSid();
    const to = String(form.To);
    const from = String(form.From);
    const call: PlacedCall = {
      sid,
      form,
      async answered(by) {
        const held = newCall(sid, from, to, 'outbound-api');
        const more = { CallStatus: 'in-progress', ...(by === undefined ? {} : { AnsweredBy: by }) };
        await held.begin(String(form.Url).replace(publicUrl, ''), more);
        return held;
      },
      async tells(status, more = {}) {
        const url = String(form.StatusCallback);
        const said = { CallSid: sid, AccountSid: accountSid, From: from, To: to, CallStatus: status, ...more };
        const body = { ...said, Direction: 'outbound-api' };
        const response = await fetch(url.replace(publicUrl, botUrl), {
          method: 'POST',
          headers: { 'x-twilio-signature': signatureOf(authToken, url, body) },
          body: new URLSearchParams(body),
        });
        return response.status;
      },
    };
    placed.push(call);
    const waiter = waiting.shift();
    if (waiter) waiter(call);
    else unseen.push(call);
    return call;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = parseForm(await readText(request));
    const reply = (status: number, body: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    if (request.headers.authorization !== expected) {
      return reply(401, { code: 20003, message: 'Authenticate', status: 401 });
    }
    const isCreate = request.method === 'POST' && request.url === `/2010-04-01/Accounts/${accountSid}/Calls.json`;
    if (!isCreate) return reply(404, { code: 20404, message: 'The requested resource was not found', status: 404 });
    const refusal = refusals.shift();
    if (refusal) return reply(refusal.status, refusal);
    const { sid } = place(form);
    reply(201, {
      sid,
      account_sid: accountSid,
      to: form.To,
      from: form.From,
      status: 'queued',
      direction: 'outbound-api',
    });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    accountSid,
    authToken,
    publicUrl,
    placed,
    nextPlaced() {
      const ready = unseen.shift();
      if (ready) return Promise.resolve(ready);
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
    refuse: (refusal) => void refusals.push(refusal),
    connect(url) {
      botUrl = url;
    },
    async call(url, from = ann) {
      botUrl = url;
      const call = newCall(nextSid(), from, botNumber, 'inbound');
      await call.begin('/webhooks/twilio_voice/webhook');
      return call;
    },
    async close() {
      waiting = [];
      for (const call of calls) if (call.state === 'talking') await call.relay.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
