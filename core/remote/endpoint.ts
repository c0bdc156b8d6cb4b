import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ParleyError } from '../errors.js';
import { didYouMean } from '../nearest.js';
import type { ConfigFile } from '../project/config-file.js';

/** A value of YAML that is sent as text. */
const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const texts = z
  .record(z.string(), text)
  .nullish()
  .transform((value) => value ?? {});
const missing = <Value>(value: Value | null | undefined): Value | undefined => value ?? undefined;

/** What every endpoint of `endpoints.yml` may say (rasa/utils/endpoints.py, `EndpointConfig`), and limits of our own. */
export const endpointFields = {
  url: z.string('is missing').regex(/^https?:\/\/[^/]/, 'has to begin with http:// or https://'),
  params: texts,
  headers: texts,
  basic_auth: z.object({ username: text, password: text }).nullish().transform(missing),
  /** Sent as a parameter of the address, named `token_name`. */
  token: text.nullish().transform(missing),
  token_name: z.string().min(1).default('token'),
  /** The certificate of the authority that signed the server's own. */
  cafile: z.string().min(1).nullish().transform(missing),
  /** Seconds that a call may take, all attempts together. */
  timeout: z.coerce.number().positive().max(3_600).default(60),
  /** Further attempts where no connection came about. */
  retries: z.coerce.number().int().min(0).max(10).default(2),
  /** Calls at the same time; further ones wait. */
  max_connections: z.coerce.number().int().positive().max(10_000).default(100),
  /** Failures in a row after which the server is left alone for a while; 0: never. */
  breaker_failures: z.coerce.number().int().min(0).max(1_000).default(5),
  /** How long it is left alone, in seconds. */
  breaker_seconds: z.coerce.number().positive().max(3_600).default(10),
};

const endpointSchema = z.object(endpointFields);

/** One server that a bot calls, as `endpoints.yml` describes it. */
export type Endpoint = z.infer<typeof endpointSchema>;

/** An endpoint that was read, and what in it means nothing to Parley. */
export interface ReadEndpoint<Settings> {
  readonly settings: Settings;
  readonly notes: readonly string[];
}

/**
 * Reads one endpoint of `endpoints.yml`; `undefined` where the file does not name it. Rasa takes any further key, so one
 * that is not known is only noted.
 *
 * @throws ParleyError ENDPOINT_INVALID, ENDPOINT_CERTIFICATE_MISSING
 */
export function readEndpoint<Fields extends typeof endpointFields>(
  file: ConfigFile,
  name: string,
  fields: Fields,
  botFolder: string,
): ReadEndpoint<z.output<z.ZodObject<Fields>>> | undefined {
  const written = file.value[name];
  if (written === undefined || written === null) return undefined;
  const parsed = z.object(fields).safeParse(written);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.map((step) => (typeof step === 'number' ? step : String(step))) ?? [];
    const where = path.length > 0 ? `\`${path.join('.')}\` ` : '';
    const reason = `${where}${issue?.message ?? 'is not valid'}`;
    throw new ParleyError('ENDPOINT_INVALID', { endpoint: name, reason }, { place: file.placeOf([name, ...path]) });
  }
  const settings = parsed.data as z.output<z.ZodObject<Fields>> & Endpoint;
  const known = [...Object.keys(fields), 'type'];
  const notes = Object.keys(Object(written))
    .filter((key) => !known.includes(key))
    .map((key) => `\`${key}\` of \`${name}\` in endpoints.yml has no effect. ${didYouMean(key, known)}`.trim());
  const cafile = settings.cafile === undefined ? undefined : findCertificate(settings.cafile, name, file, botFolder);
  return { settings: { ...settings, cafile }, notes };
}

function findCertificate(path: string, endpoint: string, file: ConfigFile, botFolder: string): string {
  const found = [resolve(path), join(botFolder, path)].find((one) => existsSync(one));
  if (found !== undefined) return found;
  const place = file.placeOf([endpoint, 'cafile']);
  throw new ParleyError('ENDPOINT_CERTIFICATE_MISSING', { path, endpoint }, { place });
}

/** An address as logs may show it: without what could be a secret. */
export function shownUrl({ url }: Pick<Endpoint, 'url'>): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
