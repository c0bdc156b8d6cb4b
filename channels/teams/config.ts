import { z } from 'zod';

/** Settings of the Bot Framework channel, in Rasa's names where Rasa has them. */
export const botframeworkConfig = z.strictObject({
  app_id: z.string().min(1),
  app_password: z.string().min(1),
  /** The directory that the bot is registered in; the default is for bots that many tenants share. */
  tenant: z
    .string()
    .regex(/^[\w.-]+$/, 'must be a tenant id or a domain name')
    .default('botframework.com'),
  /** A second address for the same requests, such as `/api/messages`. */
  messages_path: z.string().startsWith('/').optional(),
  /** What is taken as the first message when the bot is added to a conversation, such as `/greet`; nothing by default. */
  greeting: z.string().min(1).optional(),
  /** Which messages of a group are for the bot. */
  group_messages: z.enum(['mentions', 'all']).default('mentions'),
  /** How the bot's texts are to be read; `markdown` is what the protocol takes them for. */
  text_format: z.enum(['markdown', 'plain']).default('markdown'),
  /** Buttons as suggested actions above the input line or on a card; `auto` takes cards in Teams. */
  buttons: z.enum(['auto', 'suggested', 'card']).default('auto'),
  /** Whether the Emulator may connect too, with a token that it got for the app's own password. */
  emulator: z.boolean().default(false),
  /** Hosts beside Microsoft's that files of messages may be fetched from, without a token. */
  file_hosts: z
    .array(z.string().regex(/^(\*\.)?[\w.-]+$/, 'is a host, such as files.example or *.files.example'))
    .default([]),
  /** How long the platform may take to answer a request, in seconds. */
  request_timeout: z.number().positive().max(120).default(15),
  /** Where the keys of the platform are listed, and the next three: other values for national clouds. */
  open_id_metadata: z.url().default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  token_issuer: z.string().min(1).default('https://api.botframework.com'),
  /** By default the one of `tenant` at login.microsoftonline.com. */
  token_endpoint: z.url().optional(),
  oauth_scope: z.string().min(1).default('https://api.botframework.com/.default'),
});

/** Settings of the Bot Framework channel, parsed. */
export type BotFrameworkConfig = z.infer<typeof botframeworkConfig>;
