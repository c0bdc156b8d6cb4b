import { z } from 'zod';

/** A template that WhatsApp has approved; it is all that may be sent when a person has said nothing for 24 hours. */
const template = z.strictObject({
  name: z.string().min(1),
  language: z.string().min(2).default('en'),
  /** On: `{{1}}` of the template's body is the text. Off: the template asks the person to write; the text waits for that. */
  with_text: z.boolean().default(true),
});

/** Without white space: an HTTP header that can't be sent would show the token in its error. */
const secret = z.string().trim().regex(/^\S+$/, 'is empty, or has white space in it');

const cloud = z.strictObject({
  transport: z.literal('cloud'),
  /** The id of the phone number at Meta, not the number itself. */
  phone_number_id: z.coerce.string().regex(/^\d+$/, 'is the id of the phone number: digits only'),
  access_token: secret,
  /** The secret of the app at Meta; it signs what Meta sends. */
  app_secret: secret,
  /** Any word of your own; it is entered at Meta beside the address of the webhook. */
  verify_token: z.coerce.string().min(1),
  api_url: z.url().default('https://graph.facebook.com'),
  api_version: z
    .string()
    .regex(/^v\d+\.\d+$/, 'looks like v24.0')
    .default('v24.0'),
  /** Shows the person two blue ticks when their message is stored. */
  read_receipts: z.boolean().default(true),
  /** Shows the person that the bot is at work; WhatsApp marks the message as read with it. */
  typing: z.boolean().default(true),
  /** The button that opens a list of choices. */
  list_button: z.string().trim().min(1).max(20).default('Options'),
  /** Stands above choices that come without a text of their own. */
  choices_text: z.string().trim().min(1).max(1_024).default('Please choose:'),
  template: template.optional(),
  /** How long a request to WhatsApp may take, in seconds. */
  timeout: z.number().positive().max(120).default(20),
});

const web = z.strictObject({
  transport: z.literal('web'),
  /** Path of a Chromium or Chrome; by default it is looked for. */
  browser: z.string().min(1).optional(),
  /** More flags for the browser, such as `--no-sandbox` in a container that runs as root. */
  browser_args: z.array(z.string().startsWith('--')).default([]),
  /** Marks a chat as read when its message is stored. */
  read_receipts: z.boolean().default(true),
  /** Shows the person that the bot is at work. */
  typing: z.boolean().default(true),
  /** Messages sent within a minute, to everybody together: numbers that send much are blocked sooner. */
  messages_per_minute: z.number().int().positive().max(600).default(30),
  /** What the bot hears when somebody in a group calls its name and says no more. */
  start_message: z.string().min(1).default('/greet'),
  /** How long the browser may take to send a message or to fetch a file, in seconds. */
  timeout: z.number().positive().max(600).default(60),
});

/** Settings of the WhatsApp channel: by Meta's Cloud API, or by a browser in which WhatsApp Web runs. */
export const whatsappConfig = z.preprocess(
  (given) => (typeof given === 'object' && given !== null ? { transport: 'cloud', ...given } : given),
  z.discriminatedUnion('transport', [cloud, web]),
);

/** Settings of the Cloud API, parsed. */
export type CloudConfig = z.infer<typeof cloud>;

/** Settings of WhatsApp Web, parsed. */
export type WebConfig = z.infer<typeof web>;

/** Settings of the WhatsApp channel, parsed. */
export type WhatsAppConfig = CloudConfig | WebConfig;
