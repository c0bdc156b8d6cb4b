import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { FakeCallOptions } from './fake-twilio-call.js';
import { signatureOf } from './fake-twilio-signature.js';
import type { TwimlElement } from './fake-twilio-xml.js';

type Frame = Readonly<Record<string, unknown>>;

/** A session of ConversationRelay, as Twilio holds it. */
export interface FakeRelay {
  /** The attributes of `<ConversationRelay>`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What the bot said, one for each last token. */
  readonly messages: readonly string[];
  /** All that the bot sent. */
  readonly frames: readonly Frame[];
  /** Sends a frame as it is. */
  send(frame: object | string): void;
  /** Says something, in parts first; resolves with what the bot says until its last token. */
  says(text: string): Promise<string>;
  presses(digits: string): Promise<string>;
  /** Cuts the bot off after what was heard. */
  interrupts(heard: string): void;
  /** What the bot says until its next last token. */
  answer(): Promise<string>;
  /** Resolves with the next frame of a type, or with one that has come and was not asked for yet. */
  next(type: string): Promise<Frame>;
  /** The connection breaks, and Twilio tells. */
  breaks(): Promise<void>;
  close(): Promise<void>;
  /** Resolves when the session is over and its action was called. */
  readonly ended: Promise<void>;
}

/** Opens a session: signed handshake, then the set-up. `onEnd` calls the action of `<Connect>`. */
export async function openFakeRelay(
  { botUrl, publicUrl, authToken, accountSid, sid, from, to, direction }: FakeCallOptions,
  { attributes, children }: TwimlElement,
  onEnd: (handoff: string | undefined, status: 'ended' | 'failed') => Promise<void>,
): Promise<FakeRelay> {
  const url = attributes.url ?? '';
  const socket = new WebSocket(url.replace(publicUrl.replace(/^http/, 'ws'), botUrl.replace(/^http/, 'ws')), {
    headers: { 'x-twilio-signature': signatureOf(authToken, url) },
  });
  const frames: Frame[] = [];
  const messages: string[] = [];
  const unseen: Frame[] = [];
  let waiting: { readonly type: string; found(frame: Frame): void }[] = [];
  let said = '';
  let answers: string[] = [];
  let listeners: ((answer: string) => void)[] = [];
  let isOver = false;
  let over: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    over = resolve;
  });

  async function end(handoff: string | undefined, status: 'ended' | 'failed'): Promise<void> {
    if (isOver) return;
    isOver = true;
    socket.close();
    await onEnd(handoff, status);
    over();
  }

  const send = (frame: object | string) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));

  socket.on('message', (data) => {
    const frame: Frame = JSON.parse(String(data));
    frames.push(frame);
    const waiter = waiting.find(({ type }) => type === frame.type);
    waiting = waiting.filter((other) => other !== waiter);
    if (waiter) waiter.found(frame);
    else unseen.push(frame);
    if (frame.type === 'text') said += String(frame.token);
    if (frame.type === 'text' && frame.last === true) {
      messages.push(said.trim());
      const listener = listeners.shift();
      if (listener) listener(said.trim());
      else answers.push(said.trim());
      said = '';
      if (attributes.events?.includes('speaker-events')) {
        for (const value of ['on', 'off']) send({ type: 'info', name: 'agentSpeaking', value, ts: 1_752_091_234_567 });
      }
    }
    if (frame.type === 'end')
      void end(frame.handoffData === undefined ? undefined : String(frame.handoffData), 'ended');
  });
  socket.on('close', () => void end(undefined, 'failed'));
  socket.on('error', () => undefined);
  await once(socket, 'open');

  const parameters = children.filter(({ name }) => name === 'Parameter').map((child) => child.attributes);
  send({
    type: 'setup',
    sessionId: `VX${sid.slice(2)}`,
    accountSid,
    parentCallSid: '',
    callSid: sid,
    from,
    to,
    forwardedFrom: '',
    callType: 'PSTN',
    callerName: '',
    direction: direction === 'inbound' ? 'inbound' : 'outbound-api',
    callStatus: 'RINGING',
    customParameters: Object.fromEntries(parameters.map(({ name = '', value = '' }) => [name, value])),
  });

  const answer = () => {
    const [ready] = answers;
    answers = answers.slice(1);
    return ready === undefined
      ? new Promise<string>((resolve) => {
          listeners.push(resolve);
        })
      : Promise.resolve(ready);
  };
  return {
    attributes,
    messages,
    frames,
    send,
    answer,
    ended,
    says(text) {
      const half = text.slice(0, Math.ceil(text.length / 2));
      if (attributes.partialPrompts === 'true') send({ type: 'prompt', voicePrompt: half, lang: 'en-US', last: false });
      send({ type: 'prompt', voicePrompt: text, lang: 'en-US', last: true });
      return answer();
    },
    presses(digits) {
      for (const digit of digits) send({ type: 'dtmf', digit });
      return answer();
    },
    interrupts: (heard) =>
      send({ type: 'interrupt', utteranceUntilInterrupt: heard, durationUntilInterruptMs: heard.length * 60 }),
    next(type) {
      const index = unseen.findIndex((frame) => frame.type === type);
      const [frame] = index === -1 ? [] : unseen.splice(index, 1);
      if (frame) return Promise.resolve(frame);
      return new Promise((found) => {
        waiting.push({ type, found });
      });
    },
    async breaks() {
      socket.terminate();
      await ended;
    },
    async close() {
      isOver = true;
      const closed = socket.readyState === socket.CLOSED ? Promise.resolve() : once(socket, 'close');
      socket.close();
      await closed;
      listeners = [];
      over();
    },
  };
}
