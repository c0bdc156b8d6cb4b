import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type FormFile, readForm } from './form.js';

/** A request that the fake Graph API got. */
interface GraphRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the fake answers to a request that it does not take. */
interface GraphFault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly error?: { readonly code: number; readonly message: string } & Readonly<Record<string, unknown>>;
}

/** The Graph API of the WhatsApp Cloud API, as far as messages go, and Meta's side of the webhook. */
export interface FakeWhatsApp {
  /** For the setting `api_url`. */
  readonly url: string;
  /** Messages that it took, in order; without read receipts. */
  readonly sent: readonly GraphRequest[];
  /** Read receipts and typing indicators. */
  readonly marks: readonly GraphRequest[];
  /** Files that it was given, by the id that it gave them. */
  readonly uploads: ReadonlyMap<string, FormFile>;
  /** Has a file of a person, at its own address or at another. */
  hold(mediaId: string, bytes: Buffer, address?: string): void;
  /** Resolves when so many messages (or marks) have been taken since the start. */
  has(count: number, of?: 'sent' | 'marks'): Promise<void>;
  /** Refuses the next requests for messages, one fault each; it takes those that have `undefined`. */
  refuse(...faults: (GraphFault | undefined)[]): void;
  close(): Promise<void>;
}

/** The id of the bot's phone number. */
export const phoneNumberId = '106540352242922';
/** The bot's phone number. */
export const botNumber = '15550783881';
/** The secret that the fake signs with. */
export const appSecret = 'app-secret';

/** Starts the fake on a free port. */
export async function startFakeWhatsApp(): Promise<FakeWhatsApp> {
  const sent: GraphRequest[] = [];
  const marks: GraphRequest[] = [];
  const faults: (GraphFault | undefined)[] = [];
  let watchers: (() => void)[] = [];

  const uploads = new Map<string, FormFile>();
  const held = new Map<string, { readonly bytes: Buffer; readonly address: string | undefined }>();

  /** The addresses of files; `true` when the request was one of them. */
  async function answerFiles(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { pathname } = new URL(request.url ?? '', 'http://graph');
    const id = pathname.split('/').at(-1) ?? '';
    const file = held.get(id);
    const json = (status: number, body: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.method === 'POST' && id === 'media') {
      const { file: uploaded } = await readForm(request);
      const mediaId = `up${uploads.size + 1}`;
      if (typeof uploaded === 'object') uploads.set(mediaId, uploaded);
      json(200, { id: mediaId });
    } else if (request.method !== 'GET') return false;
    else if (request.headers.authorization !== 'Bearer token') json(401, {});
    else if (!file) json(400, { error: { code: 100, error_subcode: 33, message: 'Unsupported get request.' } });
    else if (pathname.startsWith('/files/')) response.writeHead(200).end(file.bytes);
    else json(200, { url: file.address ?? `http://${request.headers.host}/files/${id}`, id });
    return true;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await answerFiles(request, response)) return;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const record = { path: String(request.url), authorization: request.headers.authorization, body };
    const isMark = body.status === 'read';
    const fault = isMark ? undefined : faults.shift();
    if (fault) {
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(JSON.stringify(fault.error ? { error: fault.error } : {}));
      return;
    }
    (isMark ? marks : sent).push(record);
    const messages = [{ id: `wamid.out${sent.length}` }];
    const taken = { messaging_product: 'whatsapp', contacts: [{ input: body.to, wa_id: body.to }], messages };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isMark ? { success: true } : taken));
    for (const watch of watchers) watch();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    sent,
    marks,
    refuse: (...more) => void faults.push(...more),
    uploads,
    hold: (mediaId, bytes, address) => void held.set(mediaId, { bytes, address }),
    has: (count, of = 'sent') =>
      new Promise((resolve) => {
        const list = of === 'sent' ? sent : marks;
        const watch = () => {
          if (list.length < count) return;
          watchers = watchers.filter((other) => other !== watch);
          resolve();
        };
        watchers.push(watch);
        watch();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One change of a notification, with what Meta puts around messages and statuses. */
export function change(content: { messages?: object[]; statuses?: object[] }, phoneNumber = phoneNumberId): object {
  const metadata = { display_phone_number: '+1 555-078-3881', phone_number_id: phoneNumber };
  const contacts = content.messages && [{ profile: { name: 'Zoë 🌊' }, wa_id: '16505551234' }];
  return { field: 'messages', value: { messaging_product: 'whatsapp', metadata, contacts, ...content } };
}

/** A notification of several entries, each with its changes. */
export function notification(...entries: object[][]): object {
  return {
    object: 'whatsapp_business_account',
    entry: entries.map((changes, index) => ({ id: `entry${index}`, changes })),
  };
}

/** A message of a person; `content` has the type and what belongs to it. */
export function messageFrom(from: string, id: string, content: object, timestamp = Date.now() / 1_000): object {
  return { from, id, timestamp: String(Math.floor(timestamp)), ...content };
}

/** JSON as Meta writes it: characters beyond ASCII and slashes are escaped. */
export function metaJson(value: object): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, escaped)
    .replaceAll('/', '\\/');
}

/** The signature of a body. */
export function signatureOf(body: string, secret = appSecret): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
