import type { Socket } from 'socket.io';
import type { TextToSpeech } from '../voice/speech/speech.js';
import { type Position, SPOKEN_RATE } from './voice-events.js';
import { bytesOf, packetsOf } from './voice-packets.js';

/** A message that is to be spoken, in the parts that are spoken one by one (sentences). */
interface Speech {
  /** The id of the message, as the outbox has it. */
  readonly id: string;
  readonly parts: readonly string[];
  readonly language: string;
}

/** A message that was not heard to its end, and what was heard of it. */
interface Unheard {
  readonly id: string;
  readonly heard: string;
}

/** The voice that one page hears. */
export interface Mouth {
  /** Speaks after what it is speaking now. */
  say(speech: Speech): void;
  /** Falls silent and forgets what was to come; `at` is where the playing stood, nowhere when it had not begun. */
  stop(at?: Position): readonly Unheard[];
}

/** What a voice is made of. */
export interface MouthOptions {
  readonly tts: TextToSpeech;
  /** Told when a message could not be spoken. */
  readonly failed: (error: unknown) => void;
}

/** Sound of one packet, and the most that is on its way to the page or waits there to be played, in ms. */
const packetMs = 200;
const aheadMs = 4_000;
/** Messages that wait at most: a page that plays nothing piles up no more than these. */
const mostWaiting = 50;

/** A message that was not played to its end yet. */
interface Line {
  readonly speech: Speech;
  /** For each part that was begun: how long it is as far as it is known, in ms, and whether that is all of it. */
  readonly lengths: { ms: number; whole: boolean }[];
  /** Packets that the page has not played. */
  unplayed: number;
  /** All of it has left. */
  sent: boolean;
}

/** Makes the voice of a page: sentence after sentence, never more ahead than the page has room for. */
export function createMouth(socket: Socket, { tts, failed }: MouthOptions): Mouth {
  let lines: Line[] = [];
  let abort = new AbortController();
  let working = false;
  let ahead = 0;
  let roomier: () => void = () => undefined;

  async function work(): Promise<void> {
    const { signal } = abort;
    working = true;
    for (let line = next(); line !== undefined; line = next()) {
      await speak(line, signal).catch(failed);
      if (signal.aborted) return;
      line.sent = true;
      tidy();
    }
    working = false;
  }

  const next = () => lines.find((line) => !line.sent);

  /** What was played to its end can no longer be unheard. */
  function tidy(): void {
    lines = lines.filter((line) => !line.sent || line.unplayed > 0);
  }

  async function speak(line: Line, signal: AbortSignal): Promise<void> {
    const { id, parts, language } = line.speech;
    for (const [part, text] of parts.entries()) {
      if (signal.aborted) return;
      socket.emit('voice_say', { id, part, rate: SPOKEN_RATE });
      const chunks = tts.speak(text, { sampleRate: SPOKEN_RATE, language, signal });
      const length = { ms: 0, whole: false };
      line.lengths.push(length);
      for await (const packet of packetsOf(chunks, (SPOKEN_RATE * packetMs) / 1_000)) {
        await room(signal);
        if (signal.aborted) return;
        length.ms += (packet.length / SPOKEN_RATE) * 1_000;
        post(line, packet, signal);
      }
      if (signal.aborted) return;
      length.whole = true;
      socket.emit('voice_said', { id, part, last: part === parts.length - 1 });
    }
  }

  function post(line: Line, packet: Int16Array, signal: AbortSignal): void {
    ahead += packetMs;
    line.unplayed += 1;
    socket.emit('voice_audio', bytesOf(packet), () => {
      if (signal.aborted) return;
      ahead -= packetMs;
      line.unplayed -= 1;
      tidy();
      roomier();
    });
  }

  /** Waits until the page has room for more, or nothing is to be said any longer. */
  function room(signal: AbortSignal): Promise<void> {
    if (ahead < aheadMs || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      roomier = resolve;
    });
  }

  return {
    say(speech) {
      if (lines.length >= mostWaiting) return;
      lines.push({ speech, lengths: [], unplayed: 0, sent: false });
      if (!working) void work();
    },
    stop(at) {
      const unheard = unheardOf(lines, at);
      abort.abort();
      abort = new AbortController();
      lines = [];
      working = false;
      ahead = 0;
      roomier();
      return unheard;
    },
  };
}

/** Lines before the one that was playing were heard; of that one some words were, of those behind it none. */
function unheardOf(lines: readonly Line[], at: Position | undefined): Unheard[] {
  const playing = Math.max(
    0,
    lines.findIndex(({ speech }) => speech.id === at?.id),
  );
  return lines.slice(playing).map((line) => ({
    id: line.speech.id,
    heard: line.speech.id === at?.id ? heardOf(line, at) : '',
  }));
}

/** How long a character is spoken, in ms, for what was not synthesised to its end yet. */
const characterMs = 65;

/** Speech runs evenly enough for the share of the sound to be the share of the words; a word begun is not counted. */
function heardOf({ speech: { parts }, lengths }: Line, { part, playedMs }: Position): string {
  const text = parts[part] ?? '';
  const { ms, whole } = lengths[part] ?? { ms: 0, whole: false };
  const words = text.split(/\s+/);
  const length = whole ? ms : Math.max(ms, text.length * characterMs);
  const begun = words.slice(0, Math.floor((words.length * playedMs) / length));
  return [...parts.slice(0, part), ...begun].join(' ').trim();
}
