import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { z } from 'zod';
import type { TextToSpeech } from '../../channels/voice/speech/speech.js';
import { openFakeStream } from '../kit/fake-twilio-stream.js';
import { type ScriptedRecogniser, scriptedRecogniser } from '../kit/scripted-recogniser.js';
import { createTally } from '../kit/tally.js';
import type { BookingPlatform } from './booking.js';

/** A person's voice, as sound: a tone that is loud enough to be speech. */
const voice = (ms: number, rate: number): Int16Array =>
  Int16Array.from({ length: (ms * rate) / 1_000 }, (_, at) => 12_000 * Math.sin(at / 5));

/** A voice of the bot that says everything in 20 ms, and what it has said. */
function shortVoice() {
  const said = createTally<string>();
  const speak: TextToSpeech = {
    name: 'short',
    async *speak(text, { sampleRate }) {
      said.add(text);
      yield voice(20, sampleRate);
    },
  };
  return { speak, said };
}

const uttered = z.object({
  text: z.string().default(''),
  quick_replies: z.array(z.object({ title: z.string() })).default([]),
});

/** Somebody who talks to the page: `voice` is for the settings of the channel `web`. */
export function talkingVisitor() {
  const listen: ScriptedRecogniser = scriptedRecogniser();
  const { speak } = shortVoice();

  async function visit(botUrl: string): Promise<BookingPlatform & { close(): void }> {
    const socket = io(botUrl, { transports: ['websocket'], forceNew: true, auth: { offers: true } });
    const shown = createTally<z.infer<typeof uttered>>();
    const session_id = randomUUID();
    socket.on('bot_uttered', (message: unknown) => shown.add(uttered.parse(message)));
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    await socket.emitWithAck('voice_mode', { session_id, speak: true });

    async function say(text: string): Promise<'taken' | 'refused'> {
      const id = randomUUID();
      listen.hear(text);
      const stored = new Promise<{ ok: boolean }>((resolve) => socket.once('voice_stored', resolve));
      await socket.emitWithAck('voice_begin', { id, session_id });
      await socket.emitWithAck('voice_frame', Buffer.from(voice(300, 16_000).buffer));
      await socket.emitWithAck('voice_end', { id });
      return (await stored).ok ? 'taken' : 'refused';
    }

    return {
      say,
      // A choice is made by saying its title.
      press: say,
      sent: () =>
        shown.list.map(({ text, quick_replies }) => ({
          to: 'the page',
          text,
          buttons: quick_replies.map(({ title }) => title),
        })),
      shows: shown.has,
      close: () => void socket.disconnect(),
    };
  }
  return { voice: { listen, speak, language: 'en-US' }, visit };
}

/** Who calls by Media Streams. */
export interface StreamCaller {
  /** Speaks, and is silent then. */
  says(text: string): Promise<void>;
  presses(keys: string): Promise<void>;
  /** Waits for the bot to say something that matches, after what was waited for before. */
  hears(expected: RegExp): Promise<string>;
  hangsUp(): Promise<void>;
}

/** Somebody on the phone: `config` is for the channel `twilio_voice`. */
export function streamCaller() {
  const listen: ScriptedRecogniser = scriptedRecogniser();
  const { speak, said } = shortVoice();
  const accountSid = `AC${'0123456789abcdef'.repeat(2)}`;
  const [authToken, publicUrl] = ['fake-auth-token', 'https://bot.example'];

  async function call(botUrl: string): Promise<StreamCaller> {
    const sid = `CA${'1'.repeat(32)}`;
    const from = '+16035550144';
    const stream = await openFakeStream({ botUrl, publicUrl, authToken, accountSid, sid, from, to: '+14155550100' });
    let read = 0;
    return {
      async says(text) {
        // What the bot has said is played first, so that nobody interrupts it.
        await stream.isSilent(500);
        listen.hear(text);
        await stream.says(voice(600, 8_000));
        await stream.isSilent(700);
      },
      async presses(keys) {
        for (const key of keys) await stream.presses(key);
      },
      async hears(expected) {
        for (;;) {
          await said.has(++read);
          const sentence = said.list[read - 1] ?? '';
          if (expected.test(sentence)) return sentence;
        }
      },
      hangsUp: stream.hangsUp,
    };
  }
  const streams = { listen, speak };
  const config = { mode: 'streams', account_sid: accountSid, auth_token: authToken, public_url: publicUrl, streams };
  return { config, call };
}
