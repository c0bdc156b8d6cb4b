import { z } from 'zod';
import { jwtMethods } from '../../core/index.js';
import { voiceConfig } from './voice-config.js';

/** On and off as text, from the environment; what is left of Rasa's template counts as on, as there. */
const onOff = z.union([z.boolean(), z.stringbool(), z.enum(['<true/false>', 'true/false']).transform(() => true)]);

/** Settings of the web channel, in the names of Rasa's `socketio` channel, with Parley's own beside them. */
export function webConfig(defaults: { readonly session_persistence: boolean }) {
  return z.strictObject({
    user_message_evt: z.string().min(1).default('user_uttered'),
    bot_message_evt: z.string().min(1).default('bot_uttered'),
    /** On: a conversation is a session id that the page keeps. Off: it is the connection. */
    session_persistence: onOff.default(defaults.session_persistence),
    namespace: z
      .string()
      .default('/')
      .transform((name) => (name.startsWith('/') ? name : `/${name}`)),
    socketio_path: z.string().startsWith('/').default('/socket.io'),
    metadata_key: z.string().min(1).default('metadata'),
    /** Lets clients of Socket.IO 2 (Engine.IO protocol 3) connect. */
    allow_eio3: z.boolean().default(true),
    /** With it, only those connect who show a JWT that is signed with it, as `auth.token`: a shared secret, or a public key. */
    jwt_key: z.string().min(1).optional(),
    jwt_method: z.enum(jwtMethods).default('HS256'),
    /** Bytes of one packet at most; a client that sends more is disconnected. */
    max_packet_bytes: z.number().int().positive().default(100_000),
    /** How many messages one connection may send within `per_seconds`. */
    rate_limit: z
      .strictObject({ messages: z.number().int().positive(), per_seconds: z.number().positive() })
      .default({ messages: 20, per_seconds: 10 }),
    /** How long a client that acknowledges may take, in seconds, before it counts as gone. */
    ack_timeout: z.number().positive().default(10),
    /** Talking to the bot in the browser; without it the page has no microphone. */
    voice: voiceConfig.optional(),
  });
}

/** Settings of the web channel, parsed. */
export type WebConfig = z.infer<ReturnType<typeof webConfig>>;
