import { existsSync } from 'node:fs';
import { z } from 'zod';
import { parseConfig } from '../kernel/plugin-config.js';
import { type Environment, readConfigFile } from '../project/config-file.js';
import { usualTypes } from './file-types.js';

const limits = {
  /** Bytes of one file at most. */
  max_bytes: z.coerce.number().int().positive().max(2_000_000_000).default(20_000_000),
  /** Files of one message at most; more are left where they are. */
  max_files: z.coerce.number().int().positive().max(100).default(10),
  /** Types that are taken, such as `image/png` or `image/*`. */
  types: z
    .array(z.string().regex(/^(\*|[\w.+-]+\/[\w.+*-]+)$/, 'looks like image/png or image/*'))
    .default([...usualTypes]),
  /** How long all files of a message may take to come, in seconds, all attempts together. */
  timeout: z.coerce.number().positive().max(600).default(60),
  /** How long files are kept, in days; without it, as long as their conversation. */
  keep_days: z.coerce.number().positive().optional(),
  /** How long the address of a file is valid, in seconds. */
  address_lifetime: z.coerce.number().int().positive().default(86_400),
};

const onDisk = z.strictObject({
  ...limits,
  store: z.literal('disk').default('disk'),
  /** Default: `.parley/media` in the bot's folder. */
  folder: z.string().min(1).optional(),
});

const inBucket = z.strictObject({
  ...limits,
  store: z.literal('s3'),
  bucket: z
    .string()
    .regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/, 'is 3 to 63 lower-case letters, digits, dots and hyphens'),
  region: z.string().min(1).default('us-east-1'),
  endpoint: z.url({ protocol: /^https?$/ }).optional(),
  path_style: z.boolean().optional(),
  prefix: z
    .string()
    .regex(/^([\w.-]+\/)*$/, 'is empty, or ends in a slash')
    .default(''),
  access_key_id: z.string().min(1),
  secret_access_key: z.string().min(1),
  session_token: z.string().min(1).optional(),
});

/** Settings of the files of a bot, parsed. */
export type MediaSettings = z.infer<typeof onDisk> | z.infer<typeof inBucket>;

/** What of the settings says how much is taken, and for how long. */
export type MediaLimits = Pick<MediaSettings, 'max_bytes' | 'max_files' | 'types' | 'timeout' | 'keep_days'>;

/**
 * Reads `media` of a bot's `endpoints.yml`; the keys of a bucket come from there, as `${NAME}`, or from the variables that
 * Amazon's own tools read.
 *
 * @throws ParleyError PROJECT_INVALID, PLUGIN_CONFIG_INVALID
 */
export async function readMediaSettings(path: string, environment: Environment = process.env): Promise<MediaSettings> {
  const written = existsSync(path) ? (await readConfigFile(path, environment)).value.media : undefined;
  const isBucket = Object(written).store === 's3';
  const given = isBucket ? { ...fromEnvironment(environment), ...Object(written) } : (written ?? {});
  return parseConfig('media', isBucket ? inBucket : onDisk, given) as MediaSettings;
}

function fromEnvironment(environment: Environment): Record<string, string> {
  const found = {
    access_key_id: environment.AWS_ACCESS_KEY_ID,
    secret_access_key: environment.AWS_SECRET_ACCESS_KEY,
    session_token: environment.AWS_SESSION_TOKEN,
    region: environment.AWS_REGION,
  };
  return Object.fromEntries(Object.entries(found).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}
