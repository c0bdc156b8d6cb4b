import { isBackChannel } from './back-channels.js';
import { createSpeechDetector, type SpeechProfile } from './end-of-speech.js';
import { createKeys } from './keys.js';
import type { TurnSettings } from './settings.js';

/** What is to be done; the machine itself does nothing. */
export type TurnCommand =
  /** Speech began: open the recogniser, beginning a little before now. */
  | { readonly do: 'listen'; readonly utterance: number }
  /** Speech is over: the recogniser may finish. */
  | { readonly do: 'finish'; readonly utterance: number }
  /** The recogniser takes too long: give it up. */
  | { readonly do: 'cancel'; readonly utterance: number }
  /** Stop speaking, and find out what was heard. */
  | { readonly do: 'interrupt' }
  /** This is what the person says. */
  | { readonly do: 'take'; readonly utterance: number; readonly text: string }
  /** These keys were pressed. */
  | { readonly do: 'keys'; readonly keys: string }
  /** Something was said, but no words were found in it. */
  | { readonly do: 'unclear' }
  /** Nothing was said for a while, for the so manieth time. */
  | { readonly do: 'prompt'; readonly count: number }
  /** Nothing was said for too long. */
  | { readonly do: 'leave' };

/**
 * Who has the turn in a spoken conversation. Free of input and output: what happens comes in with its time `at`, in ms of
 * any clock that rises; what is to be done goes out.
 */
export interface Turns {
  /** The next `ms` of sound from the person, by its loudness in dBFS. */
  frame(at: number, loudness: number, ms: number): readonly TurnCommand[];
  /** The words of an utterance so far. */
  words(utterance: number, text: string): readonly TurnCommand[];
  /** The words of an utterance at last; empty when there were none. */
  recognised(at: number, utterance: number, text: string): readonly TurnCommand[];
  /** A key; `isChoice` when one key is a whole answer. */
  key(at: number, key: string, isChoice: boolean): readonly TurnCommand[];
  /** The bot begins to sound. */
  botBegan(): void;
  /** The last of what the bot said was played. */
  botEnded(at: number): void;
  /** The bot has ended its turn, whether it said something or not. */
  settled(at: number): void;
  /** Whether the person is speaking and has the turn; the bot begins nothing new then. */
  readonly personHasTurn: boolean;
  /** How long the person has been quiet, in ms. */
  readonly quietMs: number;
}

/** Speech of a person. `over` the bot's own, it does not interrupt until it is known to be more than a back-channel. */
interface Utterance {
  readonly number: number;
  over: boolean;
  text: string;
  /** Since when it sounds, and since when the recogniser finishes, in ms of the clock. */
  readonly since: number;
  finishing: number | undefined;
  /** The bot was still speaking when it ended. */
  endedOver: boolean;
}

const nothing: readonly TurnCommand[] = [];

/** Makes the machine; `backChannels` are the words that do not interrupt. */
export function createTurns(settings: TurnSettings, backChannels: readonly string[]): Turns {
  const detector = createSpeechDetector();
  const keys = createKeys(settings.key_pause_ms);
  const listening: SpeechProfile = {
    marginDb: settings.margin_db,
    startMs: settings.speech_ms,
    silenceMs: settings.silence_ms,
  };
  const talking: SpeechProfile = {
    marginDb: settings.margin_over_db,
    startMs: settings.speech_over_ms,
    silenceMs: settings.silence_ms,
  };
  const open = new Map<number, Utterance>();
  let current: Utterance | undefined;
  let count = 0;
  let botSpeaks = false;
  /** Turns that the bot has not ended yet. */
  let working = 0;
  let quietSince: number | undefined;
  let prompts = 0;

  const isMore = (text: string) => text.trim() !== '' && !isBackChannel(text, backChannels);

  function begin(at: number): readonly TurnCommand[] {
    if (botSpeaks && settings.interrupted_by !== 'any') return nothing;
    count += 1;
    const since = at - (botSpeaks ? talking : listening).startMs;
    current = { number: count, over: botSpeaks, text: '', since, finishing: undefined, endedOver: false };
    open.set(count, current);
    return [{ do: 'listen', utterance: count }];
  }

  function end(at: number): readonly TurnCommand[] {
    if (!current) return nothing;
    const { number } = current;
    current.finishing = at;
    current.endedOver = current.over && botSpeaks;
    current = undefined;
    return [{ do: 'finish', utterance: number }];
  }

  function interrupt(utterance: Utterance): readonly TurnCommand[] {
    utterance.over = false;
    if (!botSpeaks) return nothing;
    botSpeaks = false;
    return [{ do: 'interrupt' }];
  }

  /** What time alone brings about. */
  function wait(at: number): readonly TurnCommand[] {
    const sounded = at - detector.quietMs - (current?.since ?? at);
    if (current?.over && current.text === '' && sounded >= settings.interrupt_after_ms) return interrupt(current);
    if (current && at - current.since >= settings.longest_ms) return end(at);
    for (const utterance of open.values()) {
      if (utterance.finishing === undefined || at - utterance.finishing < settings.recogniser_ms) continue;
      return [{ do: 'cancel', utterance: utterance.number }, ...settle(at, utterance, '')];
    }
    const pressed = keys.due(at);
    if (pressed !== undefined) return take(at, { do: 'keys', keys: pressed });
    return silence(at);
  }

  function silence(at: number): readonly TurnCommand[] {
    if (botSpeaks || working > 0 || open.size > 0 || keys.waiting) {
      quietSince = undefined;
      return nothing;
    }
    quietSince ??= at;
    if (at - quietSince < settings.prompt_after_ms) return nothing;
    quietSince = undefined;
    prompts += 1;
    return [prompts > settings.prompts ? { do: 'leave' } : { do: 'prompt', count: prompts }];
  }

  function settle(at: number, utterance: Utterance, text: string): readonly TurnCommand[] {
    open.delete(utterance.number);
    if (current === utterance) current = undefined;
    if (text.trim() === '') return utterance.over ? nothing : [{ do: 'unclear' }];
    if (utterance.endedOver && utterance.over && !isMore(text)) return nothing;
    const stop = interrupt(utterance);
    return [...stop, ...take(at, { do: 'take', utterance: utterance.number, text: text.trim() })];
  }

  function take(at: number, command: TurnCommand): readonly TurnCommand[] {
    prompts = 0;
    quietSince = at;
    working += 1;
    return [command];
  }

  return {
    frame(at, loudness, ms) {
      const change = detector.hear(loudness, ms, botSpeaks ? talking : listening);
      if (change === 'ended' && current) return end(at);
      // Speech may have begun when it did not count, or gone on after it was cut off.
      if (detector.speaking && !current) return begin(at);
      return wait(at);
    },
    words(number, text) {
      const utterance = open.get(number);
      if (!utterance) return nothing;
      utterance.text = text;
      return utterance.over && isMore(text) ? interrupt(utterance) : nothing;
    },
    recognised(at, number, text) {
      const utterance = open.get(number);
      return utterance ? settle(at, utterance, text) : nothing;
    },
    key(at, key, isChoice) {
      if (botSpeaks && settings.interrupted_by === 'none') return nothing;
      const stop: readonly TurnCommand[] = botSpeaks ? [{ do: 'interrupt' }] : nothing;
      botSpeaks = false;
      const pressed = keys.press(at, key, isChoice);
      return pressed === undefined ? stop : [...stop, ...take(at, { do: 'keys', keys: pressed })];
    },
    botBegan() {
      botSpeaks = true;
    },
    botEnded(at) {
      botSpeaks = false;
      quietSince = at;
    },
    settled(at) {
      working = Math.max(0, working - 1);
      quietSince = at;
    },
    get quietMs() {
      return detector.quietMs;
    },
    get personHasTurn() {
      return current !== undefined && !(current.over && botSpeaks);
    },
  };
}
