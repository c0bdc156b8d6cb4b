import { z } from 'zod';
import { askedPause, ParleyError, permanent, retryAfter } from '../../core/index.js';
import type { CloudConfig } from './config.js';
import type { Content } from './encode.js';
import { whatsappError } from './errors.js';

/** What the channel asks of the Graph API. */
export interface Graph {
  /** Sends something and returns its id (wamid). `reference` comes back with each status. */
  send(recipient: string, content: Content, reference: string): Promise<string>;
  /** Marks a message as read, with or without showing that the bot is writing. */
  markRead(messageId: string, show: 'receipt' | 'typing'): Promise<void>;
  /** Hands a file over and returns the id under which it can be sent, for 30 days. */
  upload(bytes: Uint8Array, mime: string, name: string): Promise<string>;
  /** Where a file of a person can be fetched, for five minutes. */
  addressOf(mediaId: string, signal: AbortSignal): Promise<URL>;
}

/**
 * More than 24 hours have passed since the person wrote; this and the other codes are those of
 * developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes.
 */
export const windowClosedCode = 131_047;

/** Too many requests, or a fault at Meta: later it works. */
const transient = new Set([1, 2, 4, 80_007, 130_429, 131_000, 131_016, 131_048, 131_056, 131_057, 133_004]);
/** The account, its token or its payment: somebody mends that while the message waits. */
const account = new Set([0, 3, 10, 190, 368, 131_005, 131_031, 131_042, 131_045, 133_010]);

/** The subcode for a phone number id that there is not, or that the token may not use (its code is a general one, 100). */
const unknownObject = 33;

const accepted = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) });
const uploaded = z.object({ id: z.string() });
const located = z.object({ url: z.url() });
const graphError = z.object({
  code: z.number(),
  error_subcode: z.number().optional(),
  message: z.string().default(''),
  is_transient: z.boolean().default(false),
  error_data: z.object({ details: z.string().optional() }).optional().catch(undefined),
});
const refused = z.object({ error: graphError });
type GraphError = z.infer<typeof graphError>;

/** A person known by a business-scoped user id, such as `US.13491208655302741918`, and not by a phone number. */
const userId = /^[A-Z]{2}\.[A-Za-z\d.]+$/;

/** Speaks with the Graph API for one phone number. */
export function createGraph(config: CloudConfig): Graph {
  const { api_url, api_version, phone_number_id, access_token, timeout } = config;
  const base = `${api_url.replace(/\/+$/, '')}/${api_version}`;

  async function request(path: string, { headers, signal, ...init }: RequestInit): Promise<unknown> {
    const late = AbortSignal.timeout(timeout * 1_000);
    const response = await fetch(`${base}/${path}`, {
      ...init,
      headers: { ...headers, authorization: `Bearer ${access_token}` },
      signal: signal ? AbortSignal.any([signal, late]) : late,
      redirect: 'error',
    }).catch((cause: unknown) => {
      throw whatsappError('WHATSAPP_UNREACHABLE', { reason: reasonOf(cause) }, { cause });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw refusalOf(response, answer);
    return answer;
  }

  const post = (body: object): Promise<unknown> =>
    request(`${phone_number_id}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messaging_product: 'whatsapp', ...body }),
    });

  return {
    async upload(bytes, mime, name) {
      const body = new FormData();
      body.set('messaging_product', 'whatsapp');
      body.set('type', mime);
      body.set('file', new Blob([new Uint8Array(bytes)], { type: mime }), name);
      return uploaded.parse(await request(`${phone_number_id}/media`, { method: 'POST', body })).id;
    },
    async addressOf(mediaId, signal) {
      const about = await request(`${encodeURIComponent(mediaId)}?phone_number_id=${phone_number_id}`, { signal });
      return new URL(located.parse(about).url);
    },
    async send(recipient, content, reference) {
      const to = userId.test(recipient) ? { recipient } : { to: recipient };
      const about = { recipient_type: 'individual', ...to, biz_opaque_callback_data: reference };
      const answer = accepted.safeParse(await post({ ...content, ...about }));
      // Accepted is accepted: sending again because the id can't be read would show the message twice.
      return answer.data?.messages[0]?.id ?? '';
    },
    async markRead(message_id, show) {
      const typing = show === 'typing' ? { typing_indicator: { type: 'text' } } : {};
      await post({ status: 'read', message_id, ...typing });
    },
  };
}

/** The code of an error that came from the Graph API; `undefined` for any other. */
export function refusedWith(error: unknown): number | undefined {
  return error instanceof ParleyError && 'graphCode' in error && typeof error.graphCode === 'number'
    ? error.graphCode
    : undefined;
}

function refusalOf(response: Response, answer: unknown): ParleyError {
  const { data } = refused.safeParse(answer);
  const { code: graphCode = 0, message = '', error_data } = data?.error ?? {};
  const reason = [message, error_data?.details].filter(Boolean).join(': ') || 'no reason given';
  const error = Object.assign(whatsappError('WHATSAPP_REFUSED', { status: response.status, graphCode, reason }), {
    graphCode,
  });
  if (!isPassing(response.status, data?.error)) return permanent(error);
  const wait = askedPause(response.headers);
  return wait === undefined ? error : retryAfter(error, wait);
}

/** Whether the same request may succeed later: the message itself is not what is wrong. */
function isPassing(status: number, error: GraphError | undefined): boolean {
  if (status >= 500 || [401, 403, 408, 429].includes(status)) return true;
  if (error === undefined) return false;
  const { code, error_subcode, is_transient } = error;
  return (
    is_transient || error_subcode === unknownObject || transient.has(code) || account.has(code) || isPermission(code)
  );
}

/** Codes 200 to 299: a permission is missing. */
function isPermission(code: number): boolean {
  return code >= 200 && code <= 299;
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
