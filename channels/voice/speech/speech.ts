/**
 * Speech to text and text to speech, as every voice channel uses them. Sound is mono PCM of 16 bits in `Int16Array`s.
 * A provider brings it from or to the sample rate that is asked for (see `channels/voice/audio`).
 */

/** What a recogniser made of what it heard. */
export interface Transcript {
  readonly text: string;
  /** Partial texts replace the partial one before; final texts stand, and several follow one another. */
  readonly kind: 'partial' | 'final';
  /** When the words began and ended, in ms of sound since the first frame. */
  readonly startMs: number;
  readonly endMs: number;
  /** From 0 to 1, where the recogniser says it. */
  readonly confidence?: number;
}

/** How an utterance is to be listened to. */
export interface ListenOptions {
  /** Samples a second of the frames that will be written. */
  readonly sampleRate: number;
  /** BCP 47, such as `en-US`. */
  readonly language: string;
  /** Words that are likely to be said, where the recogniser can use them. */
  readonly hints?: readonly string[];
  /** Ends the recognition at once; no more texts come then, and nothing is thrown. */
  readonly signal: AbortSignal;
}

/** One utterance on its way into a recogniser. */
export interface Recognition {
  /** Takes the next frame and never waits; the array belongs to the caller again when this returns. */
  write(frame: Int16Array): void;
  /** No more frames come: the person has stopped speaking. */
  finish(): void;
  /**
   * The texts, as they come; ends after the last final one. To be iterated once. When nothing was understood it ends
   * without a final text.
   *
   * @throws ParleyError SPEECH_FAILED while iterating
   */
  readonly transcripts: AsyncIterable<Transcript>;
}

/** A recogniser. One utterance is one call of `listen`. */
export interface SpeechToText {
  /** For logs and errors. */
  readonly name: string;
  listen(options: ListenOptions): Recognition;
}

/** How a text is to be spoken. */
export interface SpeakOptions {
  /** Samples a second that are wanted. */
  readonly sampleRate: number;
  /** BCP 47, such as `en-US`. */
  readonly language: string;
  /** The provider's name of a voice; its own default without. */
  readonly voice?: string;
  /** Ends the speech at once: the chunks end, and nothing is thrown. */
  readonly signal: AbortSignal;
}

/** A synthesiser. */
export interface TextToSpeech {
  /** For logs and errors. */
  readonly name: string;
  /**
   * Speaks a plain text (see `channels/voice/spoken`); chunks of any length come as soon as there is sound.
   *
   * @throws ParleyError SPEECH_FAILED while iterating
   */
  speak(text: string, options: SpeakOptions): AsyncIterable<Int16Array>;
}
