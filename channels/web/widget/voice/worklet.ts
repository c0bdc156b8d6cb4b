import { createResampler } from '../../../voice/audio/resample.js';

// What an AudioWorkletGlobalScope has beyond the language (https://www.w3.org/TR/webaudio-1.1/#AudioWorkletGlobalScope).
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: unknown): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
  constructor(options: AudioWorkletNodeOptions);
}

/** Hands the microphone's sound out in frames of 20 ms: 16-bit samples at the rate that is asked for. */
class Microphone extends AudioWorkletProcessor {
  readonly #resampler;
  readonly #length: number;
  #frame: Int16Array<ArrayBuffer>;
  #filled = 0;

  constructor(options: AudioWorkletNodeOptions) {
    super(options);
    const rate = Number(options.processorOptions.rate);
    this.#resampler = createResampler(sampleRate, rate);
    this.#length = rate / 50;
    this.#frame = new Int16Array(this.#length);
  }

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const channel = input?.[0];
    if (channel === undefined) return true;
    for (const sample of this.#resampler.push(Int16Array.from(channel, whole))) {
      this.#frame[this.#filled++] = sample;
      if (this.#filled < this.#length) continue;
      this.port.postMessage(this.#frame, [this.#frame.buffer]);
      this.#frame = new Int16Array(this.#length);
      this.#filled = 0;
    }
    return true;
  }
}

const whole = (sample: number): number => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));

registerProcessor('parley-microphone', Microphone);
