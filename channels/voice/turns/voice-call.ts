import { loudnessOf } from '../audio/energy.js';
import type { SpeechToText, TextToSpeech } from '../speech/speech.js';
import { backChannelsOf } from './back-channels.js';
import { createEar } from './ear.js';
import { createLatencyMeter, type TurnLatency } from './latency.js';
import { createMouth, type Line, type Speech } from './mouth.js';
import type { Cut } from './played.js';
import type { TurnSettings } from './settings.js';
import { createTurns, type TurnCommand } from './turns.js';

/** What a spoken conversation is made of. */
export interface VoiceCallOptions {
  readonly line: Line;
  readonly listen: SpeechToText;
  readonly speak: TextToSpeech;
  readonly voice?: string | undefined;
  readonly hints?: readonly string[];
  readonly turns: TurnSettings;
  language(): string;
  /** ms of a clock that rises, for what is measured; turns are timed by the sound itself. */
  now(): number;
  /** The person said something; resolves when the bot has ended its turn. `utterance` is unique within the call. */
  said(text: string, utterance: number): Promise<void>;
  /** The person pressed keys; resolves when the bot has ended its turn. */
  pressed(keys: string, count: number): Promise<void>;
  /** A message was not heard to its end. */
  cut(cut: Cut): void;
  /** Something was said, but no words were found in it. */
  unclear(): void;
  /** The person says nothing, for the so manieth time. */
  silent(count: number): void;
  /** The person has said nothing for too long. */
  leave(): void;
  /** All that the bot said was played. */
  ended?(): void;
  failed(error: unknown): void;
  /** How long a turn took. */
  measured?(latency: TurnLatency): void;
}

/** A spoken conversation, from sound to words to sound. */
export interface VoiceCall {
  /** Takes the next sound of the person, at the rate of the line. */
  frame(frame: Int16Array): void;
  /** A key of the telephone; `isChoice` when one key is a whole answer. */
  key(key: string, isChoice: boolean): void;
  /** The line has played all up to a mark. */
  reached(mark: string): void;
  /** Says something; resolves when its sound was handed out, or nobody wants to hear it any more. */
  say(speech: Speech): Promise<void>;
  /** Something was handed to the line that was not played yet, or waits to be said. */
  readonly isSpeaking: boolean;
  /** How much sound of the person has come, in ms. */
  readonly soundMs: number;
  close(): void;
}

/** Begins a spoken conversation. */
export function createVoiceCall(options: VoiceCallOptions): VoiceCall {
  const { line, turns: settings } = options;
  const turns = createTurns(settings, settings.back_channels ?? backChannelsOf(options.language()));
  const meter = createLatencyMeter(options.now, (latency) => options.measured?.(latency));
  const now = () => soundMs;
  /** Time passes with the sound of the person, which a line sends all the time. */
  let soundMs = 0;
  let presses = 0;
  let closed = false;
  const yielded: (() => void)[] = [];

  const ear = createEar({
    recogniser: options.listen,
    sampleRate: line.sampleRate,
    hints: options.hints ?? [],
    language: options.language,
    words: (utterance, text) => follow(turns.words(utterance, text)),
    recognised(utterance, text) {
      meter.words();
      follow(turns.recognised(now(), utterance, text));
    },
    failed: options.failed,
  });
  const mouth = createMouth({
    line,
    synthesiser: options.speak,
    voice: options.voice,
    meter,
    language: options.language,
    now,
    turn: () => (turns.personHasTurn ? new Promise((resolve) => yielded.push(resolve)) : Promise.resolve()),
    began: () => turns.botBegan(),
    ended() {
      turns.botEnded(now());
      options.ended?.();
    },
    cut: options.cut,
  });

  function follow(commands: readonly TurnCommand[]): void {
    for (const command of commands) obey(command);
    if (turns.personHasTurn) return;
    for (const resolve of yielded.splice(0)) resolve();
  }

  function obey(command: TurnCommand): void {
    switch (command.do) {
      case 'listen':
        return void ear.listen(command.utterance);
      case 'finish':
        meter.speechEnded(turns.quietMs);
        return void ear.finish(command.utterance);
      case 'cancel':
        return void ear.cancel(command.utterance);
      case 'interrupt':
        return void mouth.hush();
      case 'take':
        return void settle(options.said(command.text, command.utterance));
      case 'keys':
        presses += 1;
        return void settle(options.pressed(command.keys, presses));
      case 'unclear':
        return void options.unclear();
      case 'prompt':
        return void options.silent(command.count);
      case 'leave':
        return void options.leave();
    }
  }

  function settle(turn: Promise<void>): void {
    void turn.catch(options.failed).finally(() => turns.settled(now()));
  }

  return {
    frame(frame) {
      if (closed) return;
      const ms = (frame.length * 1_000) / line.sampleRate;
      soundMs += ms;
      ear.frame(frame);
      follow(turns.frame(now(), loudnessOf(frame), ms));
      mouth.tick();
    },
    key: (key, isChoice) => follow(turns.key(now(), key, isChoice)),
    reached: mouth.reached,
    say: mouth.say,
    get isSpeaking() {
      return mouth.isBusy;
    },
    get soundMs() {
      return soundMs;
    },
    close() {
      closed = true;
      ear.close();
      mouth.close();
      for (const resolve of yielded.splice(0)) resolve();
    },
  };
}
