import { twilioVoice } from '../../../channels/voice/index.js';
import type { ChannelDriver, MatrixPlatform, Shown, Verdict } from '../../kit/channel-matrix.js';
import { botNumber, startFakeTwilio } from '../../kit/fake-twilio.js';
import type { FakeCall } from '../../kit/fake-twilio-call.js';
import { signatureOf } from '../../kit/fake-twilio-signature.js';

/** A spoken message, read like a written one: what may be pressed, and no full stop that only speech has. */
function readSpoken(said: string, to: string): Shown {
  const offer = /For (.+?), press \d\./g;
  const text = said.replace(offer, '').trim().replace(/\.$/, '');
  return { to, text, buttons: [...said.matchAll(offer)].map(([, title = '']) => title) };
}

/** What has become of the request that a verdict is asked of. */
const verdictOf = (status: number): Verdict => (status < 300 ? 'taken' : 'refused');

async function startPhone(mode: 'gather' | 'relay'): Promise<MatrixPlatform> {
  const twilio = await startFakeTwilio();
  const { accountSid: account_sid, authToken: auth_token, publicUrl: public_url } = twilio;
  const caller = '+14155550123';
  let botUrl = '';
  let call: FakeCall | undefined;

  const held = (): FakeCall => {
    if (!call) throw new Error('nobody has called');
    return call;
  };
  const heard = (): readonly string[] => (mode === 'relay' ? held().relay.messages : held().heard);
  const sent = () => heard().map((said) => readSpoken(said, held().sid));

  async function post(path: string, more: Record<string, string>, token = auth_token): Promise<Verdict> {
    const form = { CallSid: held().sid, AccountSid: account_sid, From: caller, To: botNumber, ...more };
    const headers = token === '' ? {} : { 'x-twilio-signature': signatureOf(token, `${public_url}${path}`, form) };
    const { status } = await fetch(`${botUrl}${path}`, { method: 'POST', headers, body: new URLSearchParams(form) });
    return verdictOf(status);
  }

  async function afterWebhook(act: Promise<unknown>): Promise<Verdict> {
    await act;
    return mode === 'relay' ? 'taken' : verdictOf(held().webhooks.at(-1)?.status ?? 500);
  }

  return {
    channel: twilioVoice,
    config: { mode, account_sid, auth_token, public_url, initial_prompt: '' },
    async connect(url) {
      botUrl = url;
      call = await twilio.call(url, caller);
    },
    close: twilio.close,
    sent,
    async shows(count) {
      while (heard().length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    say: (text) => afterWebhook(held().says(text)),
    press: (title) => {
      const offer = sent().findLast(({ buttons }) => buttons.includes(title));
      return afterWebhook(held().presses(String((offer?.buttons.indexOf(title) ?? -1) + 1)));
    },
    status: () => post('/webhooks/twilio_voice/status', { CallStatus: 'in-progress' }),
    async again() {
      const latest = held().webhooks.at(-1);
      return latest ? verdictOf((await held().again(latest)).status) : 'refused';
    },
    forge: (text, forgery) =>
      post('/webhooks/twilio_voice/webhook', { SpeechResult: text }, forgery === 'no signature' ? '' : 'a guess'),
  };
}

const lacks: ChannelDriver['lacks'] = {
  list: 'ten choices are read as "1, Choice 1"; test/channels/twilio.test.ts tries them',
  press: 'a payload can not be spoken, and so not be echoed; test/channels/twilio.test.ts presses keys',
  'picture shown': 'a phone shows no pictures',
  'file shown': 'a phone shows no files',
  picture: 'callers send no pictures',
  file: 'callers send no files',
  location: 'callers send no locations',
  contact: 'callers send no contacts',
  voice: 'all that callers say is speech',
  edit: 'what was said stays said',
  deletion: 'what was said stays said',
  'own message': 'a call has one other side',
  group: 'a call has one other side',
  'group talk': 'a call has one other side',
  thread: 'a call has no threads',
  replay: 'Twilio signs no time; what comes twice has the same answer and no second turn',
  'no JSON': 'webhooks are forms; test/channels/twilio-relay.test.ts sends frames that are no JSON',
  'not stored': 'a caller is asked to say it again, on the same call',
  batch: 'a caller says one thing after the other',
  'wrong order': 'a caller says one thing after the other',
  'rate limit': 'the answer goes back on the connection that asked, which takes it',
  'platform error': 'the answer goes back on the connection that asked, which takes it',
  'dead letter': 'the answer goes back on the connection that asked, which takes it',
  'long answer': 'speech has no length that it would have to be split at',
  scripts: 'emoji are not spoken',
};

/** Calls that are held by `<Gather>`. */
export const phoneByGather: ChannelDriver = {
  name: 'twilio_voice, by Gather',
  lacks,
  start: () => startPhone('gather'),
};

/** Calls that are held by ConversationRelay. */
export const phoneByRelay: ChannelDriver = {
  name: 'twilio_voice, by ConversationRelay',
  lacks: { ...lacks, duplicate: 'a connection delivers once; a session that is opened again greets nobody twice' },
  start: () => startPhone('relay'),
};
