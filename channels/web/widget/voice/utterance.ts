import { decodeReceipt } from '../decode.js';
import type { Wire } from '../link.js';
import type { Position } from './player.js';

/** One utterance on its way to the bot. */
export interface Utterance {
  readonly id: string;
  /** Takes the next 20 ms. */
  push(frame: Int16Array): void;
  /** All of it is said. */
  end(): void;
  /** Nothing shall come of it. */
  cancel(): void;
}

/** What an utterance begins with. */
export interface UtteranceOptions {
  readonly id: string;
  readonly session: string;
  readonly language: string;
  /** What the bot was saying, and may go on saying. */
  readonly over: Position | undefined;
  /** The server does not want it; with what it says of it. */
  readonly refused: (problem: string | undefined) => void;
  /** The line takes sound more slowly than it comes. */
  readonly slow: () => void;
}

const FRAMES = 5; // in a packet: 100 ms, so that few packets carry it and the words come soon
const AHEAD = 50; // packets on their way at most: 5 s; a line that is slower than that is no line for voice

/** Begins an utterance. */
export function beginUtterance(wire: Wire, options: UtteranceOptions): Utterance {
  const { id, session, language, over, refused, slow } = options;
  let held: Int16Array[] = [];
  let ahead = 0;
  let isOver = false;

  wire.emit('voice_begin', { id, session_id: session, language, over }, (answer: unknown) => {
    const { ok, problem } = decodeReceipt(answer);
    if (!ok && !isOver) refused(problem);
  });

  function send(): void {
    if (held.length === 0) return;
    const packet = new Int16Array(held.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const frame of held) {
      packet.set(frame, at);
      at += frame.length;
    }
    held = [];
    ahead += 1;
    wire.emit('voice_frame', packet.buffer, () => {
      ahead -= 1;
    });
  }

  return {
    id,
    push(frame) {
      if (isOver) return;
      held.push(frame);
      if (held.length < FRAMES) return;
      send();
      if (ahead > AHEAD) slow();
    },
    end() {
      if (isOver) return;
      isOver = true;
      send();
      wire.emit('voice_end', { id });
    },
    cancel() {
      if (isOver) return;
      isOver = true;
      wire.emit('voice_end', { id, cancel: true });
    },
  };
}
