import { z } from 'zod';
import { ParleyError } from './errors.js';

const origins = z.string().transform((text) => (text === '*' ? ('*' as const) : text.split(/[\s,]+/).filter(Boolean)));

/** Where a bot is run, and how: from the environment, overridden by the flags of the command. */
const settingsSchema = z.strictObject({
  /** 0 takes any free port. */
  port: z.coerce.number().int().min(0).max(65_535).default(5005),
  /** The address listened on; `0.0.0.0` for every network of the machine. */
  host: z.string().min(1).default('localhost'),
  /** A PostgreSQL URL; without it the embedded database is used. */
  databaseUrl: z.string().min(1).optional(),
  /** Origins whose pages may show the chat, or `*`. */
  cors: origins.default([]),
  /** Opens the HTTP API to callers that know it. */
  authToken: z.string().min(8).optional(),
  /** Where people and platforms reach the bot, when a proxy stands before it. */
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  /** Days after which finished rows of the inbox and the outbox are deleted; 0 keeps them. */
  keepDays: z.coerce.number().int().min(0).max(36_500).default(30),
  /** Actions after which a turn is stopped, so that no rule or story can loop forever; Rasa's setting. */
  maxPredictions: z.coerce.number().int().min(1).max(1_000).default(10),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** Settings, parsed and frozen. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** The environment variable of each setting. */
const variables = {
  port: 'PORT',
  host: 'HOST',
  databaseUrl: 'DATABASE_URL',
  cors: 'PARLEY_CORS',
  authToken: 'PARLEY_AUTH_TOKEN',
  publicUrl: 'PARLEY_PUBLIC_URL',
  keepDays: 'PARLEY_KEEP_DAYS',
  maxPredictions: 'MAX_NUMBER_OF_PREDICTIONS',
  logLevel: 'PARLEY_LOG_LEVEL',
} as const satisfies Record<keyof Settings, string>;

/** Flags of a command, as text; what is not given comes from the environment. */
export type SettingFlags = { readonly [Name in keyof Settings]?: string | undefined };

/**
 * Reads the settings once, at the border.
 *
 * @throws ParleyError `CONFIG_INVALID`, which names the setting and never its value.
 */
export function readSettings(flags: SettingFlags = {}, environment: NodeJS.ProcessEnv = process.env): Settings {
  const given: Record<string, string> = {};
  for (const [name, variable] of Object.entries(variables)) {
    const value = flags[name as keyof Settings] ?? environment[variable];
    if (value !== undefined && value !== '') given[name] = value;
  }
  const settings = settingsSchema.safeParse(given);
  if (settings.success) return Object.freeze(settings.data);
  const reason = settings.error.issues.map((issue) => `${nameOf(issue.path[0])}: ${issue.message}`).join('; ');
  throw new ParleyError('CONFIG_INVALID', { reason });
}

const nameOf = (setting: PropertyKey | undefined): string => variables[setting as keyof Settings] ?? String(setting);
