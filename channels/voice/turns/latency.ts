/** How long the stages of a spoken turn took, in ms. */
export interface TurnLatency {
  /** From the last sound of the person until it counted as the end of speech: the pause that is waited for. */
  readonly silence: number;
  /** From the end of speech to its last words. */
  readonly recogniser: number;
  /** From the last words to the bot's first message. */
  readonly bot: number;
  /** From the first sentence asked for to its first sound. */
  readonly synthesiser: number;
  /** From the end of speech to the first sound handed out. */
  readonly total: number;
  /** Of that, all but the recogniser and the synthesiser. */
  readonly own: number;
}

/** Measures one turn after the other. Times are in ms of one clock that rises. */
export interface LatencyMeter {
  speechEnded(at: number, quietMs: number): void;
  words(at: number): void;
  message(at: number): void;
  asked(at: number): void;
  sound(at: number): void;
  /** The first sound was handed out; gives the turn, if one was being measured. */
  handedOut(at: number): TurnLatency | undefined;
}

/** Makes a meter. Only the first time of each stage counts. */
export function createLatencyMeter(): LatencyMeter {
  let times:
    | { ended: number; quietMs: number; words?: number; message?: number; asked?: number; sound?: number }
    | undefined;
  return {
    speechEnded(at, quietMs) {
      times = { ended: at, quietMs };
    },
    words(at) {
      if (times) times.words ??= at;
    },
    message(at) {
      if (times?.words !== undefined) times.message ??= at;
    },
    asked(at) {
      if (times?.message !== undefined) times.asked ??= at;
    },
    sound(at) {
      if (times?.asked !== undefined) times.sound ??= at;
    },
    handedOut(at) {
      if (times?.sound === undefined) return undefined;
      const { ended, quietMs, words = ended, message = words, asked = message, sound } = times;
      times = undefined;
      const [recogniser, synthesiser, total] = [words - ended, sound - asked, at - ended];
      return {
        silence: quietMs,
        recogniser,
        bot: message - words,
        synthesiser,
        total,
        own: total - recogniser - synthesiser,
      };
    },
  };
}
