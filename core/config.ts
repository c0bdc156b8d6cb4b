import { z } from 'zod';
import { ParleyError } from './errors.js';
import { jwtMethods } from './server/auth-keys.js';

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
  /** Serves the HTTP API, also to everybody where neither a token nor a secret for JWTs is set. */
  enableApi: z.stringbool().default(false),
  /** What JWTs are checked with: a shared secret, or a public key as PEM. */
  jwtSecret: z.string().min(1).optional(),
  jwtMethod: z.enum(jwtMethods).default('HS256'),
  /** The certificate of the server as a PEM file; with it the server speaks HTTPS. */
  sslCertificate: z.string().min(1).optional(),
  sslKeyfile: z.string().min(1).optional(),
  sslCaFile: z.string().min(1).optional(),
  sslPassword: z.string().min(1).optional(),
  /** Seconds that a request may take to arrive. */
  requestTimeout: z.coerce.number().positive().max(86_400).default(30),
  /** Seconds that an answer may take; Rasa's default. */
  responseTimeout: z.coerce.number().positive().max(86_400).default(3_600),
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
  enableApi: 'PARLEY_ENABLE_API',
  jwtSecret: 'PARLEY_JWT_SECRET',
  jwtMethod: 'PARLEY_JWT_METHOD',
  sslCertificate: 'PARLEY_SSL_CERTIFICATE',
  sslKeyfile: 'PARLEY_SSL_KEYFILE',
  sslCaFile: 'PARLEY_SSL_CA_FILE',
  sslPassword: 'PARLEY_SSL_PASSWORD',
  requestTimeout: 'PARLEY_REQUEST_TIMEOUT',
  responseTimeout: 'PARLEY_RESPONSE_TIMEOUT',
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
