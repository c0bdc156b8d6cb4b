import { z } from 'zod';

/** What can stand in a header as it is (RFC 6750, section 2.1). */
const secret = z.string().regex(/^[\w.~+/-]{16,}=*$/, 'must have 16 characters or more: letters, digits, - . _ ~ + /');

/** Settings of the Direct Line channel. */
export const directLineConfig = z.strictObject({
  /** Known to your own servers only: whoever has it may begin conversations, read them and speak in them. */
  secret,
  /** An earlier secret that is still taken, so that the secret can be changed while people talk. */
  old_secret: secret.optional(),
  /** Where the protocol is served; Web Chat's `domain` is the bot's address with this behind it. */
  path: z.string().startsWith('/').default('/v3/directline'),
  /** The bot's own address, such as `https://bot.example`; by default the one that a request names. */
  public_url: z.url({ protocol: /^https?$/ }).optional(),
  /** How long a token is good for, in seconds; Web Chat renews its token every 15 minutes, whatever is set. */
  token_lifetime: z.number().int().min(60).max(86_400).default(1_800),
  /** What is taken as the first message when a conversation begins, such as `/greet`; nothing by default. */
  greeting: z.string().min(1).optional(),
  /** What an event activity of this name is taken for, such as `webchat/join: /greet`; others are no messages. */
  events: z.record(z.string(), z.string().min(1)).default({}),
  bot_name: z.string().min(1).default('Bot'),
  /** How the bot's texts are to be read. */
  text_format: z.enum(['markdown', 'plain']).default('markdown'),
  /** Buttons as suggested actions above the input line, or on a card that stays. */
  buttons: z.enum(['suggested', 'card']).default('suggested'),
  /** How many messages one conversation may send within `per_seconds`. */
  rate_limit: z
    .strictObject({ messages: z.number().int().positive(), per_seconds: z.number().positive() })
    .default({ messages: 20, per_seconds: 10 }),
  /** Activities of one conversation that a page gets again when it is loaded anew. */
  history: z.number().int().min(10).max(10_000).default(500),
  /** Bytes of one upload at most, all its files together; `media` of endpoints.yml says what one file may be. */
  upload_bytes: z.number().int().positive().max(100_000_000).default(20_000_000),
  /** A stream on which nothing is said gets a sign of life this often, in seconds. */
  keep_alive: z.number().positive().max(300).default(15),
  /** How long the other end of a stream may take to have a message, in seconds, before it counts as gone. */
  ack_timeout: z.number().positive().max(120).default(10),
});

/** Settings of the Direct Line channel, parsed. */
export type DirectLineConfig = z.infer<typeof directLineConfig>;
