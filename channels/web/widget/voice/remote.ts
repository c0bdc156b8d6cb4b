import { loudnessOf } from '../../../voice/audio/energy.js';
import { createSpeechDetector, type SpeechProfile } from '../../../voice/turns/end-of-speech.js';
import { decodeReceipt } from '../decode.js';
import { newId } from '../entries.js';
import type { VoiceHost } from '../voice-host.js';
import type { Ear, EarEvents, Engine, Manner } from './engine.js';
import { type Fault, type Microphone, openMicrophone } from './microphone.js';
import { createPlayer } from './player.js';
import { beginUtterance, type Utterance } from './utterance.js';

const FRAME_MS = 20;
const ALONE: SpeechProfile = { marginDb: 10, startMs: 120, silenceMs: 900 };
/** While the bot speaks, what is left of its own voice after the browser's echo cancellation must not count. */
const OVER: SpeechProfile = { marginDb: 16, startMs: 240, silenceMs: 900 };
const PREROLL = 20; // frames kept from before speech was noticed: 400 ms, so that no first sound is lost
const PATIENCE_MS = 20_000; // for the words, once all was said

/** A loudness in dBFS as 0 to 1: what a room is like is 0, a voice close by is 1. */
const levelOf = (loudness: number): number => Math.max(0, Math.min(1, (loudness + 55) / 40));

/** Hears and speaks through the bot: sound goes there and comes from there, over the connection of the chat. */
export function createRemoteEngine(host: VoiceHost, rate: number, changed: () => void): Engine {
  const { wire, conversation, options } = host;
  const player = createPlayer(changed);
  let isOn = false;
  /** Stops that the server has not confirmed: what comes until then is of what was stopped. */
  let stops = 0;
  let listener: EarEvents | undefined;
  /** The utterance whose words are awaited. */
  let awaited: string | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let abandon: (fault: Fault) => void = () => undefined;

  const session = (): string | undefined => conversation.state().session;

  /** Words that came, or did not come: a bot that was only paused goes on where nothing was said to it. */
  function settle(text: string): void {
    clearTimeout(patience);
    awaited = undefined;
    if (text === '') player.resume();
    else player.stop();
    listener?.heard(text);
  }

  wire.on('voice_text', (data) => {
    const { id, text } = Object(data);
    if (id === awaited && typeof text === 'string') listener?.text(text);
  });
  wire.on('voice_heard', (data) => {
    const { id, text, payload } = Object(data);
    if (typeof id !== 'string' || typeof text !== 'string') return;
    if (text !== '') conversation.spoke(id, text, typeof payload === 'string' ? payload : undefined);
    if (id !== awaited) return;
    const { ok, problem } = decodeReceipt(data);
    if (ok) settle(text);
    else abandon(problem === undefined ? 'failed' : { problem });
  });
  wire.on('voice_stored', (data) => conversation.stored(Object(data).id, data));
  wire.on('voice_say', (data) => {
    const { id, part, rate: spoken } = Object(data);
    if (isOn && stops === 0) player.part(String(id), Number(part), Number(spoken));
  });
  wire.on('voice_audio', (bytes, done) => {
    const played = typeof done === 'function' ? () => done({ ok: true }) : () => undefined;
    if (isOn && stops === 0 && bytes instanceof ArrayBuffer) player.add(bytes, played);
    else played();
  });
  wire.on('voice_said', () => stops === 0 && player.end());
  conversation.on('link', (state) => {
    if (state === 'online') {
      if (isOn) setMode();
      return;
    }
    stops = 0;
    player.stop();
    abandon('lost');
  });

  function setMode(): void {
    const id = session();
    if (id !== undefined) wire.emit('voice_mode', { session_id: id, speak: isOn, language: options.lang });
  }

  function hush(): void {
    const at = player.stop();
    if (!isOn || conversation.linkState() !== 'online') return;
    stops += 1;
    wire.emit('voice_stop', { at }, () => {
      stops = Math.max(0, stops - 1);
    });
  }

  async function listen(manner: Manner, events: EarEvents): Promise<Ear> {
    const detector = createSpeechDetector();
    let utterance: Utterance | undefined;
    let before: Int16Array[] = [];
    let microphone: Microphone | undefined;
    let isOpen = true;

    function fail(fault: Fault): void {
      if (!isOpen && awaited === undefined) return;
      close();
      player.resume();
      events.failed(fault);
    }

    function begin(): void {
      const id = session();
      if (id === undefined || conversation.linkState() !== 'online') {
        fail('lost');
        return;
      }
      const over = player.position();
      player.pause();
      clearTimeout(patience);
      utterance = beginUtterance(wire, {
        id: newId(),
        session: id,
        language: options.lang,
        over,
        refused: (problem) => (problem === undefined ? fail('failed') : fail({ problem })),
        slow: () => fail('slow'),
      });
      awaited = utterance.id;
    }

    function end(): void {
      utterance?.end();
      utterance = undefined;
      patience = setTimeout(() => fail('lost'), PATIENCE_MS);
    }

    /** Hands-free: sound leaves the page only while somebody speaks. */
    function frame(samples: Int16Array): void {
      const loudness = loudnessOf(samples);
      events.level(levelOf(loudness));
      if (manner === 'hold') {
        utterance?.push(samples);
        return;
      }
      const isOver = player.position() !== undefined && utterance === undefined;
      const change = detector.hear(loudness, FRAME_MS, isOver ? OVER : ALONE);
      before = [...before.slice(1 - PREROLL), samples];
      if (change === 'began') {
        begin();
        for (const earlier of before) utterance?.push(earlier);
        events.began();
      } else utterance?.push(samples);
      if (change === 'ended') {
        end();
        events.ended();
      }
    }

    function close(): void {
      isOpen = false;
      clearTimeout(patience);
      utterance?.cancel();
      utterance = undefined;
      awaited = undefined;
      microphone?.close();
    }

    const worklet = new URL('widget-worklet.js', options.home).href;
    microphone = await openMicrophone({ worklet, rate, frame, ended: () => fail('missing') });
    listener = events;
    abandon = fail;
    if (manner === 'hold') begin();
    return {
      finish() {
        microphone?.close();
        isOpen = false;
        end();
      },
      cancel() {
        close();
        player.resume();
      },
    };
  }

  return {
    listen,
    hush,
    setSpeaking(on) {
      if (on === isOn) return;
      if (!on) hush();
      isOn = on;
      setMode();
    },
    isSpeaking: () => player.position() !== undefined,
    level: player.level,
  };
}
