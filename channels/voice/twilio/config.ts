import { z } from 'zod';
import { streamsSettings } from '../streams/settings.js';

/** Without white space: an HTTP header that can't be sent would show the token in its error. */
const secret = z.string().trim().regex(/^\S+$/, 'is empty, or has white space in it');

/** Rasa writes `enhanced: "false"`. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

/** Rasa writes `speech_timeout: "5"`. */
const pause = z
  .union([z.number(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^(auto|[1-9]\d*)$/, 'is a number of seconds, or auto'));

/** `https://bot.example`, with a path where a proxy strips one; without a slash at the end. */
const publicUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'is a number with its country, such as +14155550100');

/** Settings of ConversationRelay beyond those that all modes share. */
const relay = z.strictObject({
  tts_provider: z.string().optional(),
  transcription_provider: z.string().optional(),
  interruptible: z.enum(['none', 'dtmf', 'speech', 'any']).default('any'),
  interrupt_sensitivity: z.enum(['low', 'medium', 'high']).default('high'),
  /** Words such as "uh-huh" do not interrupt. */
  ignore_backchannel: z.boolean().default(true),
});

/** Outbound calls; without it there is no `POST /calls`. The token of the server guards it. */
const calls = z.strictObject({
  /** The number that calls come from. */
  from: e164,
  /** Finds out whether a person or an answering machine took the call. */
  machine_detection: z.boolean().default(true),
  /** Said to an answering machine after its beep; without it the call ends without a word. */
  voicemail: z.string().optional(),
  /** How long it rings, in seconds. */
  ring: z.number().int().min(5).max(600).default(30),
});

/** Settings of the phone: Rasa's first, then Parley's. */
export const phoneConfig = z
  .strictObject({
    /** What the bot is told when a call begins; when it is empty, the bot waits for the caller. */
    initial_prompt: z.string().trim().default('hello'),
    reprompt_fallback_phrase: z.string().default("I'm sorry I didn't get that could you rephrase."),
    assistant_voice: z.string().optional(),
    speech_timeout: pause.default('5'),
    speech_model: z.string().default('default'),
    enhanced: flag.default(false),

    mode: z.enum(['gather', 'relay', 'streams']).default('gather'),
    account_sid: z
      .string()
      .regex(/^AC[\da-f]{32}$/i, 'is AC and 32 hexadecimal digits')
      .optional(),
    /** Signs what Twilio sends, and lets the bot place calls. */
    auth_token: secret,
    public_url: publicUrl.optional(),
    language: z.string().default('en-US'),
    /** Words that the caller is likely to say. */
    hints: z.array(z.string()).default([]),
    /** What a caller may answer with. */
    input: z
      .array(z.enum(['speech', 'dtmf']))
      .min(1)
      .default(['speech', 'dtmf']),
    /** How long a caller may be silent before the bot repeats itself, in seconds. */
    silence_timeout: z.number().positive().max(60).default(7),
    /** After so many silences in a row the bot takes its leave. */
    silence_limit: z.number().int().min(1).default(3),
    goodbye: z.string().default('I cannot hear you any more. Please call again. Goodbye.'),
    /** How long a turn may take before the caller is told to wait, in seconds; Twilio itself gives up after 15. */
    patience: z.number().positive().max(12).default(4),
    filler: z.string().default('One moment, please.'),
    transfer_failed: z.string().default('Nobody could take your call just now.'),
    relay: relay.prefault({}),
    /** What recognises and speaks where `mode` is `streams`. */
    streams: streamsSettings.optional(),
    calls: calls.optional(),
    /** The address of Twilio's REST interface. */
    api_url: z.url().default('https://api.twilio.com'),
  })
  .refine(({ enhanced, speech_model }) => !enhanced || speech_model === 'phone_call', {
    path: ['enhanced'],
    message: 'needs `speech_model: phone_call`, as Twilio has it',
  })
  .refine(({ mode, public_url }) => mode === 'gather' || public_url !== undefined, {
    path: ['public_url'],
    message: 'is needed: Twilio connects to it',
  })
  .refine(({ mode, streams }) => mode !== 'streams' || streams !== undefined, {
    path: ['streams'],
    message: 'is needed for this mode: it says what recognises and speaks',
  })
  .refine(({ calls: outbound, account_sid, public_url }) => !outbound || (account_sid && public_url), {
    path: ['calls'],
    message: 'needs `account_sid` and `public_url` too',
  });

/** Settings of the phone, parsed. */
export type PhoneConfig = z.infer<typeof phoneConfig>;
