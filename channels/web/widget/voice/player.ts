/** Where the playing stands: which message, which of its sentences, and how much of that one was played, in ms. */
export interface Position {
  readonly id: string;
  readonly part: number;
  readonly playedMs: number;
}

/** Plays sound that comes in packets, one right after the other. */
export interface Player {
  /** What comes next belongs to this sentence. */
  part(id: string, part: number, rate: number): void;
  /** Plays a packet after those before it; `done` is called when it was played. */
  add(bytes: ArrayBuffer, done: () => void): void;
  /** The sentence has no more packets. */
  end(): void;
  /** Falls silent at once; what is there waits. */
  pause(): void;
  resume(): void;
  /** Falls silent at once and forgets everything; returns where it stood, if it was playing. */
  stop(): Position | undefined;
  /** Where it stands; undefined when nothing is played or waits. */
  position(): Position | undefined;
  /** How loud it is now, 0 to 1. */
  level(): number;
}

/** A sentence on its way; times are of the context's clock, in seconds. */
interface Sentence {
  readonly id: string;
  readonly part: number;
  from: number | undefined;
  to: number;
  whole: boolean;
}

const START_S = 0.06; // packets that come unevenly at first do not tear the first word

/** Makes a player; `changed` hears when it begins and ends to be heard. */
export function createPlayer(changed: (isPlaying: boolean) => void): Player {
  let context: AudioContext | undefined;
  let meter: AnalyserNode | undefined;
  let rate = 0;
  let sentences: Sentence[] = [];
  let sources = new Set<AudioBufferSourceNode>();
  let next = 0;
  let isPlaying = false;

  function turn(playing: boolean): void {
    if (playing === isPlaying) return;
    isPlaying = playing;
    changed(playing);
  }

  /** The context runs at the rate of the sound, so that packets join without a seam: none is resampled by itself. */
  function ready(): { readonly context: AudioContext; readonly meter: AnalyserNode } {
    if (context === undefined || meter === undefined || context.sampleRate !== rate) {
      void context?.close();
      context = new AudioContext({ sampleRate: rate });
      meter = new AnalyserNode(context, { fftSize: 512 });
      meter.connect(context.destination);
      next = 0;
    }
    return { context, meter };
  }

  function position(): Position | undefined {
    const now = context?.currentTime ?? 0;
    const begun = sentences.filter(({ from }) => from !== undefined && from <= now);
    const current = begun.at(-1) ?? sentences[0];
    if (current === undefined) return undefined;
    const { id, part, from = now } = current;
    return { id, part, playedMs: Math.max(0, Math.round((now - from) * 1000)) };
  }

  /** Sentences that were played are over; without any left, the player is silent. */
  function tidy(): void {
    const now = context?.currentTime ?? 0;
    sentences = sentences.filter(({ to, whole, from }) => !whole || (from !== undefined && to > now + 0.005));
    if (sentences.length === 0 && sources.size === 0) turn(false);
  }

  return {
    part(id, part, wanted) {
      rate = wanted;
      sentences.push({ id, part, from: undefined, to: 0, whole: false });
    },
    add(bytes, done) {
      const sentence = sentences.at(-1);
      if (sentence === undefined) return;
      const { context, meter } = ready();
      const samples = new Int16Array(bytes);
      const buffer = context.createBuffer(1, samples.length, rate);
      buffer.copyToChannel(
        Float32Array.from(samples, (sample) => sample / 32_768),
        0,
      );
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(meter);
      const at = next > context.currentTime ? next : context.currentTime + START_S;
      source.start(at);
      next = at + buffer.duration;
      sentence.from ??= at;
      sentence.to = next;
      const mine = sources;
      mine.add(source);
      source.onended = () => {
        if (!mine.delete(source) || mine !== sources) return;
        tidy();
        done();
      };
      turn(true);
    },
    end() {
      const sentence = sentences.at(-1);
      if (sentence === undefined) return;
      sentence.whole = true;
      tidy();
    },
    pause: () => void context?.suspend(),
    resume: () => void context?.resume(),
    position,
    stop() {
      const at = isPlaying ? position() : undefined;
      const old = sources;
      sources = new Set();
      for (const source of old) source.stop();
      sentences = [];
      next = 0;
      void context?.resume();
      turn(false);
      return at;
    },
    level() {
      if (!isPlaying || meter === undefined) return 0;
      const wave = new Float32Array(meter.fftSize);
      meter.getFloatTimeDomainData(wave);
      return Math.min(1, 4 * Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length));
    },
  };
}
