import type { Socket } from 'socket.io';
import type { ChannelContext, Outgoing } from '../../core/index.js';
import { type Choice, choicesAfter, chosenOf } from '../voice/spoken/chosen.js';
import { spokenForm } from '../voice/spoken/spoken-form.js';
import type { Intake } from './connection.js';
import type { VoiceConfig } from './voice-config.js';
import { HEARD_RATE, type Position } from './voice-events.js';
import { serveMicrophone } from './voice-microphone.js';
import { createMouth, type Mouth } from './voice-speak.js';

/** What a page is told that it may use, before `session_confirm`. */
interface VoiceOffer {
  /** The bot can speak, too. */
  readonly speaks: boolean;
  /** Samples a second that the page has to send. */
  readonly rate: number;
}

/** Voice in the browser: what a person says becomes a message, and what the bot says is spoken to whoever wants it. */
export interface Voice {
  readonly offer: VoiceOffer;
  /** Listens to one connection. */
  serve(socket: Socket, intake: Intake): void;
  /** Speaks a message that was sent, where a page of its session wants to hear it. */
  say(outgoing: Outgoing): void;
}

/** What the microphones of pages need of the voices in them. */
export interface Hearers {
  /** Lets a page hear what comes to a session; the page that asked last is the one that hears it. */
  add(session: string, socket: Socket, language: string): void;
  /** What words mean of the choices that the bot offered last: the payload of one of them. */
  chosen(session: string, said: string): string | undefined;
  /** Lets a page hear no more. */
  remove(session: string, socket: Socket): void;
  /** Falls silent in a page; what was not heard is cut from the record. */
  hush(session: string, socket: Socket, at: Position | undefined): void;
}

/** What a session's page hears, and what its bot offered last. */
interface Room {
  readonly socket: Socket;
  readonly mouth: Mouth | undefined;
  readonly language: string;
  choices: readonly Choice[];
}

/** Opens voice for the connections of a channel. */
export function openVoice(context: ChannelContext, config: VoiceConfig): Voice {
  const { log } = context;
  const { speak: tts } = config;
  const rooms = new Map<string, Room>();
  const failed = (error: unknown) => log.error({ err: error }, 'a message could not be spoken');
  const roomOf = (session: string, socket: Socket): Room | undefined => {
    const room = rooms.get(session);
    return room?.socket === socket ? room : undefined;
  };

  const hearers: Hearers = {
    add(session, socket, language) {
      if (roomOf(session, socket)) return;
      const before = rooms.get(session);
      before?.mouth?.stop();
      const mouth = tts && createMouth(socket, { tts, failed });
      rooms.set(session, { socket, mouth, language, choices: before?.choices ?? [] });
    },
    remove(session, socket) {
      const room = roomOf(session, socket);
      room?.mouth?.stop();
      if (room) rooms.delete(session);
    },
    chosen: (session, said) => chosenOf(said, rooms.get(session)?.choices ?? []),
    hush(session, socket, at) {
      for (const { id, heard } of roomOf(session, socket)?.mouth?.stop(at) ?? []) {
        context
          .heard(id, heard)
          .catch((error: unknown) => log.error({ err: error }, 'what was not heard could not be cut from the record'));
      }
    },
  };

  return {
    offer: { speaks: tts !== undefined, rate: HEARD_RATE },
    serve: (socket, intake) => serveMicrophone(socket, { context, config, intake, hearers }),
    say({ id, recipient, message }) {
      const room = rooms.get(recipient);
      if (!room) return;
      room.choices = choicesAfter(message, room.choices);
      const parts = spokenForm(message, { language: room.language });
      if (parts.length > 0) room.mouth?.say({ id, parts, language: room.language });
    },
  };
}
