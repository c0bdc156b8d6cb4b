import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { type ChannelContext, ParleyError } from '../../core/index.js';
import { samplesOf } from '../voice/audio/pcm-stream.js';
import { backChannelsOf, isBackChannel } from '../voice/turns/back-channels.js';
import { refusal, type WebAnswer } from './answer.js';
import type { Intake } from './connection.js';
import type { Hearers } from './voice.js';
import type { VoiceConfig } from './voice-config.js';
import { voiceBegin, voiceEnd, voiceFrame, voiceMode, voiceStop } from './voice-events.js';
import { listenTo, type Utterance } from './voice-listen.js';

/** What a microphone is served with. */
export interface MicrophoneOptions {
  readonly context: ChannelContext;
  readonly config: VoiceConfig;
  readonly intake: Intake;
  readonly hearers: Hearers;
}

/** An utterance of a connection. */
interface Current {
  readonly id: string;
  readonly utterance: Utterance;
  /** All of it is said: it becomes a message even if the page goes now. */
  ended: boolean;
}

const fallbackLanguage = 'en-US';

/** Serves the microphone of one page: the sound of an utterance comes in, its words go back, and in as a message. */
export function serveMicrophone(socket: Socket, { context, config, intake, hearers }: MicrophoneOptions): void {
  let session: string | undefined;
  let current: Current | undefined;
  const languageOf = (asked: string | null | undefined): string => config.language ?? asked ?? fallbackLanguage;

  async function setMode(data: unknown): Promise<void> {
    const { session_id, speak, language } = read(voiceMode, data);
    const entered = await intake.enter(session_id);
    if (session !== undefined && session !== entered) hearers.remove(session, socket);
    session = entered;
    if (speak) hearers.add(session, socket, languageOf(language));
    else hearers.remove(session, socket);
  }

  async function begin(data: unknown): Promise<void> {
    const begun = read(voiceBegin, data);
    intake.count();
    current?.utterance.cancel();
    const utterance = listenTo({
      ear: config.listen,
      language: languageOf(begun.language),
      hints: config.hints,
      maxSeconds: config.max_seconds,
      sofar: (text) => socket.emit('voice_text', { id: begun.id, text }),
    });
    current = { id: begun.id, utterance, ended: false };
    follow(begun, utterance).catch((error: unknown) => {
      socket.emit('voice_heard', { id: begun.id, text: '', ...refusal(error, context) });
    });
  }

  /** Waits for the words, and hands them in as the message that the page already shows. */
  async function follow(
    { id, session_id, language, over }: z.infer<typeof voiceBegin>,
    utterance: Utterance,
  ): Promise<void> {
    const text = await utterance.text;
    if (current?.id === id) current = undefined;
    if (text === undefined) return;
    if (text === '' || (over && isBackChannel(text, backChannelsOf(languageOf(language))))) {
      socket.emit('voice_heard', { id, text: '' });
      return;
    }
    if (over && session !== undefined) hearers.hush(session, socket, over);
    const payload = session === undefined ? undefined : hearers.chosen(session, text);
    socket.emit('voice_heard', { id, text, ...(payload === undefined ? {} : { payload }) });
    const answer = await intake
      .hand({ message: payload ?? text, session_id, customData: { message_id: id, spoken: true } })
      .then((): WebAnswer => ({ ok: true }))
      .catch((error: unknown) => refusal(error, context));
    socket.emit('voice_stored', { id, ...answer });
  }

  function end(data: unknown): void {
    const { id, cancel } = read(voiceEnd, data);
    if (current?.id !== id) return;
    current.ended = true;
    if (cancel) current.utterance.cancel();
    else current.utterance.finish();
  }

  /** Answers a client that passes a callback; its page waits for that before it sends much more. */
  const on = (event: string, work: (data: unknown) => void | Promise<void>): void => {
    socket.on(event, async (data: unknown, answer?: unknown) => {
      const tell = (value: WebAnswer) => typeof answer === 'function' && answer(value);
      try {
        await work(data);
        tell({ ok: true });
      } catch (error) {
        tell(refusal(error, context));
      }
    });
  };

  on('voice_mode', setMode);
  on('voice_begin', begin);
  on('voice_frame', (data) => {
    const samples = samplesOf(read(voiceFrame, data));
    current?.utterance.write(samples);
  });
  on('voice_end', end);
  on('voice_stop', (data) => {
    const { at } = read(voiceStop, data);
    if (session !== undefined) hearers.hush(session, socket, at ?? undefined);
  });
  socket.on('disconnect', () => {
    if (current && !current.ended) current.utterance.cancel();
    if (session !== undefined) hearers.remove(session, socket);
  });
}

function read<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
  throw new ParleyError('BODY_INVALID', { problems, expected: 'what docs/channels/web.md says of this event' });
}
