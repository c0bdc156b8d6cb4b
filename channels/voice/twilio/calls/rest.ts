import type { PhoneConfig } from '../config.js';
import { twilioError } from '../errors.js';

/** A call to be placed. */
interface Dial {
  readonly to: string;
  /** The call's own id, which comes back with its webhooks. */
  readonly id: string;
}

/** Places calls. @throws ParleyError TWILIO_REFUSED; TWILIO_UNREACHABLE, after which nobody knows whether there is a call */
export type PlaceCall = (dial: Dial) => Promise<{ readonly sid: string }>;

/** Asks Twilio's REST interface for calls; its library is loaded with the first one. */
export function createPlaceCall(config: PhoneConfig): PlaceCall {
  let client: ReturnType<typeof open> | undefined;

  async function open() {
    const { default: twilio } = await import('twilio');
    const httpClient = new twilio.RequestClient({ timeout: 20_000, autoRetry: true });
    const request = httpClient.request.bind(httpClient);
    httpClient.request = (options) =>
      request({ ...options, uri: options.uri.replace('https://api.twilio.com', config.api_url.replace(/\/+$/, '')) });
    return twilio(config.account_sid, config.auth_token, { httpClient });
  }

  return async ({ to, id }) => {
    const { calls: outbound, public_url } = config;
    const address = `${public_url}/webhooks/twilio_voice`;
    client ??= open();
    const { calls } = await client;
    try {
      return await calls.create({
        to,
        from: outbound?.from ?? '',
        url: `${address}/webhook?call=${id}`,
        statusCallback: `${address}/status?call=${id}`,
        statusCallbackEvent: ['ringing', 'answered', 'completed'],
        timeout: outbound?.ring ?? 30,
        ...(outbound?.machine_detection ? { machineDetection: 'DetectMessageEnd' } : {}),
      });
    } catch (error) {
      const { status = 0, code = 0, message }: { status?: number; code?: number; message?: string } = Object(error);
      const parameters = { status, code, reason: message ?? String(error) };
      throw twilioError(status === 0 ? 'TWILIO_UNREACHABLE' : 'TWILIO_REFUSED', parameters, { cause: error });
    }
  };
}
