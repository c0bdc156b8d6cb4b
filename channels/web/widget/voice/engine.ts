import type { Fault } from './microphone.js';

/** What is told while the microphone is open. */
export interface EarEvents {
  /** How loud it is, 0 to 1, some fifty times a second. */
  level(value: number): void;
  /** Hands-free: the person began to speak. */
  began(): void;
  /** Hands-free: the person has stopped, and what was said is being understood. */
  ended(): void;
  /** The words so far. */
  text(text: string): void;
  /** What was said and is in the conversation now; empty when it was nothing. */
  heard(text: string): void;
  /** Nothing comes of it, and the microphone is closed. */
  failed(fault: Fault): void;
}

/** An open ear. */
export interface Ear {
  /** Push to talk: that was all. */
  finish(): void;
  /** Closes the microphone; what was not finished is forgotten. */
  cancel(): void;
}

/** `hold` listens until it is told to stop, `free` finds the ends of what is said by itself. */
export type Manner = 'hold' | 'free';

/** Something that hears the person and speaks for the bot. */
export interface Engine {
  /** Opens the microphone. Rejects with a {@link Fault}. */
  listen(manner: Manner, events: EarEvents): Promise<Ear>;
  /** Whether what the bot says from now on is spoken. */
  setSpeaking(on: boolean): void;
  isSpeaking(): boolean;
  /** Falls silent at once and forgets what was to be said. */
  hush(): void;
  /** How loud the bot speaks now, 0 to 1. */
  level(): number;
}
