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

/** Measures one turn after the other, by what happens in it. */
export interface LatencyMeter {
  /** The person has been quiet for so many ms, which is the end of speech. */
  speechEnded(quietMs: number): void;
  words(): void;
  message(): void;
  /** The first sentence is asked for. */
  asked(): void;
  sound(): void;
  /** The first sound was handed out. */
  handedOut(): void;
}

interface Times {
  readonly ended: number;
  readonly quietMs: number;
  words?: number;
  message?: number;
  asked?: number;
  sound?: number;
}

/** Makes a meter; `now` is in ms. Only the first time of each stage counts, and only in their order. */
export function createLatencyMeter(now: () => number, report: (latency: TurnLatency) => void): LatencyMeter {
  let times: Times | undefined;
  return {
    speechEnded(quietMs) {
      times = { ended: now(), quietMs };
    },
    words() {
      if (times) times.words ??= now();
    },
    message() {
      if (times?.words !== undefined) times.message ??= now();
    },
    asked() {
      if (times?.message !== undefined) times.asked ??= now();
    },
    sound() {
      if (times?.asked !== undefined) times.sound ??= now();
    },
    handedOut() {
      const { ended, quietMs, words, message, asked, sound } = times ?? {};
      if (ended === undefined || quietMs === undefined || words === undefined || message === undefined) return;
      if (asked === undefined || sound === undefined) return;
      times = undefined;
      const [recogniser, synthesiser, total] = [words - ended, sound - asked, now() - ended];
      const own = total - recogniser - synthesiser;
      report({ silence: quietMs, recogniser, bot: message - words, synthesiser, total, own });
    },
  };
}
