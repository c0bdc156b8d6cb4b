import { type FakeRelay, openFakeRelay } from './fake-twilio-relay.js';
import { signatureOf } from './fake-twilio-signature.js';
import { parseTwiml, type TwimlElement } from './fake-twilio-xml.js';

/** What a call is made of. */
export interface FakeCallOptions {
  /** The bot, as the fake reaches it; it may change when the bot starts again. */
  readonly botUrl: string;
  /** The bot, as Twilio knows it. */
  readonly publicUrl: string;
  readonly authToken: string;
  readonly accountSid: string;
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly direction: 'inbound' | 'outbound-api';
}

/** A webhook that the bot was sent, and its answer; the status is 0 when the bot was not there. */
interface Webhook {
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
  readonly status: number;
  readonly twiml: string;
}

/** A call as Twilio carries it out: it acts on the TwiML that the bot answers with. */
export interface FakeCall {
  readonly sid: string;
  readonly webhooks: readonly Webhook[];
  /** All that was said to the caller. */
  readonly heard: readonly string[];
  readonly played: readonly string[];
  /** `listening` in a `<Gather>`, `talking` in a session, `dialling` another number, or `ended`. */
  readonly state: 'listening' | 'talking' | 'dialling' | 'ended';
  /** The attributes of the latest `<Gather>`. */
  readonly gather: Readonly<Record<string, string>>;
  readonly transferredTo: string | undefined;
  /** The open session of ConversationRelay. */
  readonly relay: FakeRelay;
  /** Begins the call with its first webhook at a path of the bot. */
  begin(path: string, more?: Readonly<Record<string, string>>): Promise<void>;
  /** Says something; resolves with what the bot says until it listens again. */
  says(text: string, confidence?: number): Promise<string>;
  presses(digits: string): Promise<string>;
  isSilent(): Promise<string>;
  /** The number that was dialled has answered and hung up, or did not answer. */
  transferEnds(status: 'completed' | 'no-answer' | 'busy'): Promise<string>;
  /** Sends a webhook once more; resolves with the answer. */
  again(webhook: Webhook): Promise<Webhook>;
  hangsUp(): Promise<void>;
}

/** Makes a call; nothing happens before it begins. */
export function createFakeCall(options: FakeCallOptions): FakeCall {
  const { publicUrl, authToken, accountSid, sid } = options;
  const webhooks: Webhook[] = [];
  const heard: string[] = [];
  const played: string[] = [];
  let state: FakeCall['state'] = 'ended';
  let gather: Readonly<Record<string, string>> = {};
  let action = '';
  let transferredTo: string | undefined;
  let relay: FakeRelay | undefined;

  async function post(url: string, more: Readonly<Record<string, string>>): Promise<Webhook> {
    const { from: From, to: To, direction: Direction } = options;
    const form = { CallSid: sid, AccountSid: accountSid, From, To, Direction, ApiVersion: '2010-04-01', ...more };
    const request = {
      method: 'POST',
      headers: { 'x-twilio-signature': signatureOf(authToken, url, form) },
      body: new URLSearchParams(form),
    };
    const response = await fetch(url.replace(publicUrl, options.botUrl), request).catch(() => undefined);
    const webhook = { url, form, status: response?.status ?? 0, twiml: (await response?.text()) ?? '' };
    webhooks.push(webhook);
    return webhook;
  }

  /** Fetches TwiML and carries it out; Twilio ends a call whose webhook fails. */
  async function follow(url: string, more: Readonly<Record<string, string>>): Promise<void> {
    const { status, twiml } = await post(url, more);
    if (status === 200) state = await carryOut(parseTwiml(twiml).children, url);
    else state = 'ended';
  }

  async function carryOut(verbs: readonly TwimlElement[], base: string): Promise<FakeCall['state']> {
    for (const { name, attributes, children, text } of verbs) {
      action = new URL(attributes.action ?? base, base).href;
      if (name === 'Say') heard.push(text);
      else if (name === 'Play') played.push(attributes.digits ?? text);
      else if (name === 'Gather') {
        gather = attributes;
        await carryOut(children, base);
        action = new URL(attributes.action ?? base, base).href;
        return 'listening';
      } else if (name === 'Redirect') {
        await follow(new URL(text, base).href, { CallStatus: 'in-progress' });
        return state;
      } else if (name === 'Dial') {
        transferredTo = text;
        return 'dialling';
      } else if (name === 'Hangup') break;
      else if (name === 'Connect') {
        await connect(children);
        return 'talking';
      } else if (name !== 'Pause') throw new Error(`<${name}> is not known to the fake`);
    }
    return 'ended';
  }

  async function connect(children: readonly TwimlElement[]): Promise<void> {
    const [session] = children;
    if (session?.name !== 'ConversationRelay') throw new Error('only ConversationRelay is known to the fake');
    relay = await openFakeRelay(options, session, async (handoff, status) => {
      await follow(action, {
        CallStatus: 'in-progress',
        SessionStatus: status,
        ...(handoff === undefined ? {} : { HandoffData: handoff }),
      });
    });
  }

  /** Goes on with the call, and tells what was said meanwhile. */
  async function next(more: Readonly<Record<string, string>>, expected: FakeCall['state']): Promise<string> {
    if (state !== expected) throw new Error(`the call is not ${expected} but ${state}`);
    const before = heard.length;
    await follow(action, { CallStatus: 'in-progress', ...more });
    return heard.slice(before).join(' ');
  }

  return {
    sid,
    webhooks,
    heard,
    played,
    get state() {
      return state;
    },
    get gather() {
      return gather;
    },
    get transferredTo() {
      return transferredTo;
    },
    get relay() {
      if (!relay) throw new Error('no session is open');
      return relay;
    },
    begin: (path, more = {}) => follow(`${publicUrl}${path}`, { CallStatus: 'ringing', ...more }),
    says: (text, confidence = 0.9) =>
      state === 'talking' && relay
        ? relay.says(text)
        : next({ SpeechResult: text, Confidence: String(confidence) }, 'listening'),
    presses: (digits) =>
      state === 'talking' && relay ? relay.presses(digits) : next({ Digits: digits, FinishedOnKey: '' }, 'listening'),
    isSilent: () => next({}, 'listening'),
    transferEnds: (status) => next({ DialCallStatus: status }, 'dialling'),
    async again({ url, form }) {
      return post(url, form);
    },
    async hangsUp() {
      state = 'ended';
      await relay?.close();
      await post(`${publicUrl}/webhooks/twilio_voice/status`, { CallStatus: 'completed' });
    },
  };
}
