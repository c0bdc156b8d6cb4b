import type { IncomingMessage } from 'node:http';
import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks.js';
import type { RawRequest } from '../../../core/index.js';

/** What tells whether Twilio sent a request (https://www.twilio.com/docs/usage/security). */
export interface SignatureKey {
  readonly auth_token: string;
  /** The address that Twilio knows; without it, the address is what the request's own `Host` says. */
  readonly public_url?: string | undefined;
}

type Form = Readonly<Record<string, unknown>>;
type Schemes = { readonly secure: readonly string[]; readonly plain: readonly string[] };

const webhook: Schemes = { secure: ['https'], plain: ['http'] };
const handshake: Schemes = { secure: ['wss', 'https'], plain: ['ws', 'http'] };

/**
 * Whether Twilio signed a webhook: the HMAC covers its address as Twilio called it and the fields of its form, or, with
 * `bodySHA256` in the address, the bytes of its body.
 */
export function isSignedWebhook(
  { auth_token, public_url }: SignatureKey,
  request: RawRequest & { readonly originalUrl: string; readonly body?: unknown },
): boolean {
  const signature = signatureOf(request);
  if (signature === undefined) return false;
  const raw = request.rawBody?.toString('utf8') ?? '';
  return addressesOf(request, request.originalUrl, public_url, webhook).some((url) =>
    hasBodyHash(url)
      ? validateRequestWithBody(auth_token, signature, url, raw)
      : validateRequest(auth_token, signature, url, formOf(request.body)),
  );
}

/**
 * Whether Twilio signed the handshake of a WebSocket, of ConversationRelay or Media Streams. The address is the one in
 * the TwiML, with `wss`; some of Twilio's hosts sign it with a slash at the end or with `https`.
 */
export function isSignedHandshake({ auth_token, public_url }: SignatureKey, request: IncomingMessage): boolean {
  const signature = signatureOf(request);
  if (signature === undefined) return false;
  return addressesOf(request, request.url ?? '/', public_url, handshake)
    .flatMap((url) => [url, `${url}/`])
    .some((url) => validateRequest(auth_token, signature, url, {}));
}

function signatureOf({ headers }: IncomingMessage): string | undefined {
  const signature = headers['x-twilio-signature'];
  return typeof signature === 'string' && signature !== '' ? signature : undefined;
}

function addressesOf(
  { headers }: IncomingMessage,
  path: string,
  publicUrl: string | undefined,
  { secure, plain }: Schemes,
): string[] {
  const [scheme, place] = publicUrl?.split('://') ?? [undefined, headers.host ?? 'localhost'];
  const schemes = scheme === undefined ? [...secure, ...plain] : scheme === 'https' ? secure : plain;
  return schemes.map((one) => `${one}://${place}${path}`);
}

/** A form that came as anything else has no fields that could be signed. */
function formOf(body: unknown): Form {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Form) : {};
}

function hasBodyHash(url: string): boolean {
  return /[?&]bodySHA256=/.test(url);
}
