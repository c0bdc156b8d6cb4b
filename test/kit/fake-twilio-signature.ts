import { createHmac } from 'node:crypto';

/** Signs a request as Twilio does (https://www.twilio.com/docs/usage/security): address, then fields by name. */
export function signatureOf(authToken: string, url: string, form: Readonly<Record<string, string>> = {}): string {
  const fields = Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1));
  const data = fields.reduce((sum, [name, value]) => sum + name + value, url);
  return createHmac('sha1', authToken).update(data, 'utf8').digest('base64');
}
