import { afterEach, beforeEach } from 'vitest';
import { whatsapp } from '../../channels/whatsapp/index.js';
import {
  appSecret,
  change,
  type FakeWhatsApp,
  messageFrom,
  metaJson,
  notification,
  phoneNumberId,
  signatureOf,
  startFakeWhatsApp,
} from '../kit/fake-whatsapp.js';
import { type Answer, type Desk, type DeskOptions, openDesk } from './desk.js';

/** The phone number of a person. */
export const ann = '16505551234';

/** The fake of the test that runs. */
export let meta: FakeWhatsApp;
let desk: Desk | undefined;

/** Gives each test a fake of its own, and closes the desk after it. */
export function useFakeWhatsApp(): void {
  beforeEach(async () => {
    meta = await startFakeWhatsApp();
  });
  afterEach(async () => {
    await desk?.close();
    desk = undefined;
    await meta.close();
  });
}

/** Opens a desk with the channel; it says nothing unless told to, and marks nothing as read. */
export async function open({
  answer = () => [],
  config = {},
  fault,
  filesOf,
}: {
  answer?: Answer;
  config?: object;
  fault?: Error;
  filesOf?: DeskOptions['filesOf'];
} = {}): Promise<Desk> {
  const settings = {
    phone_number_id: phoneNumberId,
    access_token: 'token',
    app_secret: appSecret,
    verify_token: 'open sesame',
    api_url: meta.url,
    read_receipts: false,
    typing: false,
    ...config,
  };
  const channels = [{ use: whatsapp, config: settings }];
  desk = await openDesk({ channels, answer, ...(fault ? { fault } : {}), ...(filesOf ? { filesOf } : {}) });
  return desk;
}

/** Posts a body to the webhook. */
export function post({ url }: Desk, body: string, signature: string = signatureOf(body)): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  return fetch(`${url}/webhooks/whatsapp/webhook`, { method: 'POST', body, headers });
}

/** Notifies of messages. */
export function notify(at: Desk, ...messages: object[]): Promise<Response> {
  return post(at, metaJson(notification([change({ messages })])));
}

/** Notifies of statuses. */
export function tellStatus(at: Desk, ...statuses: object[]): Promise<Response> {
  return post(at, metaJson(notification([change({ statuses })])));
}

/** A text that a person wrote, at a time in seconds since 1970. */
export function text(body: string, id = 'wamid.1', timestamp: number = Date.now() / 1_000): object {
  return messageFrom(ann, id, { type: 'text', text: { body } }, timestamp);
}

/** What the fake was asked to send. */
export function sentBodies(): readonly Readonly<Record<string, unknown>>[] {
  return meta.sent.map(({ body }) => body);
}
