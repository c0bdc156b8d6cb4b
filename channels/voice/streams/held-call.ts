import { performance } from 'node:perf_hooks';
import type { WebSocket } from 'ws';
import { formatError, type Outgoing } from '../../../core/index.js';
import { choicesAfter } from '../spoken/chosen.js';
import { sentencesOf } from '../spoken/sentences.js';
import { spokenText } from '../spoken/spoken-form.js';
import { turnSettings } from '../turns/settings.js';
import { createVoiceCall } from '../turns/voice-call.js';
import { callOf, type Heard, type PhoneCall } from '../twilio/call.js';
import { chosenBy } from '../twilio/choices.js';
import { encode, type Step } from '../twilio/encode.js';
import type { RelayDesk } from '../twilio/relay-session.js';
import type { StreamFrame } from './frames.js';
import { createStreamLine } from './line.js';
import type { StreamsSettings } from './settings.js';

/** How the bot leaves a call. */
export type Leave = Extract<Step, { kind: 'transfer' | 'hangup' }>;

/** What streams are held with. */
export interface StreamDesk extends RelayDesk {
  readonly settings: StreamsSettings;
  /** Notes how the bot leaves a call; Twilio asks what comes next when the stream is closed. */
  leave(callSid: string, how: Leave): void;
}

type Start = Extract<StreamFrame, { event: 'start' }>;

/** Ids of what the bot says beside the answers of the conversation. */
const aside = 'aside';

/** A call that is held. */
export interface HeldCall {
  /** The next sound of the caller. */
  frame(sound: Int16Array): void;
  press(digit: string): void;
  /** All of the bot's sound up to a mark was played. */
  reached(mark: string): void;
  /** The stream is over. */
  end(): void;
}

/** Holds a call from the start of its stream. */
export function holdCall(socket: WebSocket, { streamSid, start }: Start, desk: StreamDesk): HeldCall {
  const { context, config, lines, settings } = desk;
  const { log } = context;
  const { from = '', to = '', direction = 'inbound', attempt = '0', call: outbound } = start.customParameters;
  const form = { CallSid: start.callSid, From: from, To: to, Direction: direction };
  let call: PhoneCall = callOf(form, config.language);
  let asides = 0;
  let running = 0;
  let waitingSince: number | undefined;
  let leaving: Leave | undefined;
  let last: readonly string[] = [];
  let ended = false;

  const failed = (error: unknown) =>
    log.error({ callSid: call.sid, reason: formatError(error) }, 'something on a call went wrong');
  const voice = createVoiceCall({
    line: createStreamLine(socket, streamSid),
    listen: settings.listen,
    speak: settings.speak,
    voice: settings.voice ?? config.assistant_voice,
    hints: config.hints,
    turns: turnSettings.parse({
      ...settings.turns,
      prompt_after_ms: Math.round(config.silence_timeout * 1_000),
      prompts: config.silence_limit - 1,
    }),
    language: () => call.language,
    now: () => performance.now(),
    said: (text, utterance) =>
      hear(`${streamSid}.${utterance}`, { text: chosenBy(text, call.choices) ?? text, metadata: { speech: text } }),
    pressed: (digits, count) =>
      hear(`${streamSid}.k${count}`, { text: chosenBy(digits, call.choices) ?? digits, metadata: { digits } }),
    cut: ({ id, heard }) => {
      if (!id.startsWith(aside)) context.heard(id, heard).catch(failed);
    },
    unclear: () => say(config.reprompt_fallback_phrase),
    silent: () => (last.length > 0 ? repeat(last) : say(config.reprompt_fallback_phrase)),
    leave() {
      leaving = { kind: 'hangup' };
      say(config.goodbye);
    },
    ended: leaveIfDue,
    failed,
    measured(latency) {
      log.debug({ callSid: call.sid, ...latency }, 'a turn on the phone');
      settings.measured?.(latency);
    },
  });

  const say = (text: string) => repeat(sentencesOf(spokenText(text, call.language), call.language));

  function repeat(sentences: readonly string[]): void {
    asides += 1;
    voice.say({ id: `${aside}${asides}`, answers: undefined, sentences }).catch(failed);
  }

  async function begin(): Promise<void> {
    const opening = await desk.openingOf(outbound);
    call = callOf(form, config.language, opening.facts);
    lines.begin({ call, take });
    if (lines.isBehind(call.person)) await context.flush(call.person);
    if (attempt !== '0') return;
    const { welcome, prompt = welcome === undefined ? config.initial_prompt : undefined } = opening;
    if (welcome !== undefined) say(welcome);
    if (prompt) await hear('0', { text: prompt });
  }

  /** Hands in what the caller said; resolves when the bot has ended its turn. */
  async function hear(id: string, heard: Heard): Promise<void> {
    call.choices = [];
    if (leaving?.kind === 'hangup') leaving = undefined;
    const receipt = await desk.take(call, id, heard);
    if (!receipt) return say(config.reprompt_fallback_phrase);
    running += 1;
    waitingSince = voice.soundMs;
    // A turn that has failed has ended too.
    await receipt.settled.catch(failed);
    running -= 1;
    leaveIfDue();
  }

  async function take({ id, inboxId, message }: Outgoing): Promise<'delivered' | 'absent'> {
    if (ended) return 'absent';
    waitingSince = undefined;
    call.choices = choicesAfter(message, call.choices);
    for (const step of encode(message, call.language, log)) await perform(step, id, inboxId);
    if (running === 0) leaveIfDue();
    return 'delivered';
  }

  async function perform(step: Step, id: string, answers: string | undefined): Promise<void> {
    switch (step.kind) {
      case 'say':
        last = step.sentences;
        return voice.say({ id, answers, sentences: step.sentences });
      case 'language':
        call.language = step.language;
        return;
      case 'play':
      case 'digits':
        return log.warn({ step: step.kind }, 'a stream can not do this: it is left out');
      default:
        leaving ??= step;
    }
  }

  /** A call that is to end does so when all was said, and heard. */
  function leaveIfDue(): void {
    if (!leaving || running > 0 || ended || voice.isSpeaking) return;
    desk.leave(call.sid, leaving);
    socket.close(1000);
  }

  /** Time passes with the sound of the caller. */
  function tick(): void {
    if (waitingSince === undefined || voice.soundMs - waitingSince < config.patience * 1_000) return;
    waitingSince = undefined;
    if (running > 0) say(config.filler);
  }

  begin().catch(failed);
  return {
    frame(sound) {
      voice.frame(sound);
      tick();
    },
    reached: voice.reached,
    press: (digit) => voice.key(digit, call.choices[Number(digit) - 1] !== undefined && call.choices.length < 10),
    end() {
      if (ended) return;
      ended = true;
      lines.end(call.sid);
      voice.close();
    },
  };
}
