import type { WebSocket } from 'ws';
import { type ChannelContext, formatError, type Outgoing } from '../../../core/index.js';
import { choicesAfter } from '../spoken/chosen.js';
import { callOf, type Heard, type Opening, type PhoneCall } from './call.js';
import { chosenBy } from './choices.js';
import type { PhoneConfig } from './config.js';
import { encode, type Step, sayOf } from './encode.js';
import { createKeys } from './keys.js';
import type { Lines } from './lines.js';
import { createPatience } from './patience.js';
import { handoffOf } from './relay.js';
import { type RelayFrame, readFrame, type TwilioFrame } from './relay-frames.js';
import { createSaid } from './said.js';
import type { TakeHeard } from './take.js';

/** What sessions are held with. */
export interface RelayDesk {
  readonly context: ChannelContext;
  readonly config: PhoneConfig;
  readonly lines: Lines;
  readonly take: TakeHeard;
  /** What an outbound call begins with, by its id. */
  openingOf(call: string | undefined): Promise<Opening>;
}

type Setup = Extract<TwilioFrame, { type: 'setup' }>;

/** Holds a session of ConversationRelay: what the caller says comes in as text, and what the bot says goes out so. */
export function holdRelay(socket: WebSocket, desk: RelayDesk): void {
  const { context, config, lines } = desk;
  const { log } = context;
  let call: PhoneCall | undefined;
  let session = '';
  /** Counts what the caller said in this session. */
  let turns = 0;
  let running = 0;
  /** Something was said that Twilio was not told the end of. */
  let isOpen = false;
  let leave: Extract<Step, { kind: 'transfer' | 'hangup' }> | undefined;
  let work: Promise<unknown> = Promise.resolve();
  /** The messages of these turns are not said any more: the caller has interrupted them. */
  const interrupted = new Set<string>();
  const spokenIn = new Set<string>();
  const said = createSaid();

  const send = (frame: RelayFrame) => socket.send(JSON.stringify(frame));
  const patience = createPatience(config, { filler, silence, spoken });
  const keys = createKeys((digits) => void inTurn(() => press(digits)));

  /** Frames are worked on one after the other; what goes wrong with one does not end the call. */
  function inTurn(handle: () => Promise<void> | void): Promise<unknown> {
    work = work.then(handle).catch((error: unknown) => {
      log.error({ callSid: call?.sid, reason: formatError(error) }, 'something in a session could not be worked on');
    });
    return work;
  }

  async function handle(frame: TwilioFrame): Promise<void> {
    if (frame.type === 'setup') return begin(frame);
    if (!call) return;
    switch (frame.type) {
      case 'prompt':
        patience.callerSpeaks();
        if (frame.last && frame.voicePrompt.trim() !== '') await hear(call, speechOf(frame, call));
        return;
      case 'dtmf':
        patience.callerSpeaks();
        return keys.press(frame.digit, call.choices);
      case 'interrupt':
        return interrupt(frame.utteranceUntilInterrupt);
      case 'info':
        if (frame.name === 'clientSpeaking' && frame.value === 'on') patience.callerSpeaks();
        if (frame.name === 'agentSpeaking') patience.botSpeaks(frame.value === 'on');
        return;
      case 'error':
        return log.error({ callSid: call.sid, reason: frame.description }, 'Twilio tells of a fault in a session');
    }
  }

  async function begin({ sessionId, callSid, from, to, direction, customParameters }: Setup): Promise<void> {
    if (call) return;
    const opening = await desk.openingOf(customParameters.call);
    const form = { CallSid: callSid, From: from, To: to, Direction: direction };
    call = callOf(form, config.language, opening.facts);
    session = sessionId;
    lines.begin({ call, take: (outgoing) => takeMessage(outgoing) });
    if (lines.isBehind(call.person)) await context.flush(call.person);
    const { welcome, prompt = welcome === undefined ? config.initial_prompt : undefined } = opening;
    if (welcome !== undefined) perform(sayOf(welcome));
    if (prompt) await hear(call, { text: prompt }, '0');
    else closeTurn();
  }

  /** Hands in what the caller said; the next frame does not wait for the answer. */
  async function hear(caller: PhoneCall, heard: Heard, id = `${session}.${++turns}`): Promise<void> {
    said.clear();
    caller.choices = [];
    caller.silences = 0;
    const receipt = await desk.take(caller, id, heard);
    if (!receipt) return perform(sayOf(config.reprompt_fallback_phrase), true);
    if (receipt.duplicate) {
      await context.flush(caller.person);
      return closeTurn();
    }
    running += 1;
    patience.turnBegins();
    const done = () => {
      running -= 1;
      if (running === 0) closeTurn();
    };
    void receipt.settled.then(done, done);
  }

  function takeMessage({ id, inboxId, message }: Outgoing): 'delivered' | 'absent' {
    if (!call || socket.readyState !== socket.OPEN) return 'absent';
    if (inboxId !== undefined && interrupted.has(inboxId)) {
      log.debug({ outgoingId: id }, 'what the caller had interrupted is not said');
      void inTurn(() => context.heard(id, ''));
      return 'delivered';
    }
    if (inboxId !== undefined) spokenIn.add(inboxId);
    call.choices = choicesAfter(message, call.choices);
    const steps = encode(message, call.language, log);
    const says = steps.filter(({ kind }) => kind === 'say');
    if (says.length > 0) call.lastSaid = says;
    for (const step of steps) {
      if (step.kind === 'say') said.add(id, step.sentences.join(' '));
      perform(step);
    }
    if (running === 0) closeTurn();
    return 'delivered';
  }

  /** `closes` tells that nothing follows. */
  function perform(step: Step, closes = false): void {
    switch (step.kind) {
      case 'say':
        for (const sentence of step.sentences) send({ type: 'text', token: `${sentence} `, last: false });
        patience.says(step.sentences.join(' ').length);
        isOpen = true;
        break;
      case 'play':
        send({ type: 'play', source: step.url });
        break;
      case 'digits':
        send({ type: 'sendDigits', digits: step.digits });
        break;
      case 'language':
        if (call) call.language = step.language;
        send({ type: 'language', ttsLanguage: step.language, transcriptionLanguage: step.language });
        break;
      default:
        leave ??= step;
    }
    if (closes) closeTurn();
  }

  /** The bot has said all: Twilio speaks what it has kept back, and the caller has the word. */
  function closeTurn(): void {
    if (socket.readyState !== socket.OPEN) return;
    if (isOpen) send({ type: 'text', token: '', last: true });
    isOpen = false;
    patience.turnEnds();
  }

  /** All was spoken; a session that is to end does so now, not before, since its end would cut the speech. */
  function spoken(): void {
    if (!leave || running > 0 || socket.readyState !== socket.OPEN) return;
    send({ type: 'end', handoffData: handoffOf(leave.kind === 'transfer' ? { transfer: leave.to } : {}) });
  }

  async function interrupt(utterance: string): Promise<void> {
    patience.callerSpeaks();
    if (running > 0) for (const inboxId of spokenIn) interrupted.add(inboxId);
    if (leave?.kind === 'hangup') leave = undefined;
    for (const { outgoingId, text } of said.cutAfter(utterance)) await context.heard(outgoingId, text);
  }

  async function press(digits: string): Promise<void> {
    if (call) await hear(call, { text: chosenBy(digits, call.choices) ?? digits, metadata: { digits } });
  }

  function filler(): void {
    perform(sayOf(config.filler));
    if (isOpen) send({ type: 'text', token: '', last: true });
    isOpen = false;
  }

  function silence(): void {
    if (!call || running > 0 || leave) return;
    call.silences += 1;
    if (call.silences >= config.silence_limit) {
      leave = { kind: 'hangup' };
      perform(sayOf(config.goodbye), true);
      return;
    }
    const again = call.lastSaid.length > 0 ? call.lastSaid : [sayOf(config.reprompt_fallback_phrase)];
    for (const step of again) perform(step);
    closeTurn();
  }

  socket.on('message', (data) => {
    const frame = readFrame(String(data));
    if (frame) void inTurn(() => handle(frame));
    else log.warn({ callSid: call?.sid }, 'a frame of a session is not known');
  });
  socket.on('error', (error) => log.warn({ callSid: call?.sid, reason: error.message }, 'a session has failed'));
  socket.on('close', () => {
    patience.end();
    keys.end();
    if (call) lines.end(call.sid);
  });
}

function speechOf({ voicePrompt, lang }: Extract<TwilioFrame, { type: 'prompt' }>, { choices }: PhoneCall): Heard {
  const speech = voicePrompt.trim();
  return { text: chosenBy(speech, choices) ?? speech, metadata: { speech, ...(lang === undefined ? {} : { lang }) } };
}
