import { afterEach, beforeEach } from 'vitest';
import { twilioVoice } from '../../channels/voice/index.js';
import { type FakeTwilio, startFakeTwilio } from '../kit/fake-twilio.js';
import { type Answer, type Desk, type DeskOptions, openDesk } from './desk.js';

/** The Twilio of the test that runs. */
export let twilio: FakeTwilio;
let desk: Desk | undefined;

/** Gives each test a Twilio of its own, and closes the desk after it. */
export function useFakeTwilio(): void {
  beforeEach(async () => {
    twilio = await startFakeTwilio();
  });
  afterEach(async () => {
    await twilio.close();
    await desk?.close();
    desk = undefined;
  });
}

/** An answer to any text. */
export const echo: Answer = ({ text }) => [{ text: `You said: ${text}` }];

/** Opens a desk with the phone; it echoes unless told otherwise. */
export async function open(
  answer: Answer = echo,
  config: object = {},
  options: Partial<DeskOptions> = {},
): Promise<Desk> {
  const { accountSid: account_sid, authToken: auth_token, publicUrl: public_url, url: api_url } = twilio;
  const settings = { account_sid, auth_token, public_url, api_url, ...config };
  desk = await openDesk({ channels: [{ use: twilioVoice, config: settings }], answer, ...options });
  twilio.connect(desk.url);
  return desk;
}
