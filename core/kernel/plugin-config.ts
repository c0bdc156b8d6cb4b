import { z } from 'zod';
import { ParleyError } from '../errors.js';
import { didYouMean } from '../nearest.js';

/** Settings that were looked at; `config` is there when there are no problems. */
interface CheckedConfig {
  readonly config: unknown;
  readonly problems: readonly string[];
}

/**
 * Parses the settings of a plugin or channel once, refuses keys that the schema does not know, and freezes the result.
 * Values never show up in the error: a misplaced secret must not reach a log.
 *
 * @throws ParleyError PLUGIN_CONFIG_INVALID
 */
export function parseConfig(owner: string, schema: z.ZodType | undefined, value: unknown): unknown {
  const { config, problems } = checkConfig(schema, value);
  if (problems.length === 0) return config;
  throw new ParleyError('PLUGIN_CONFIG_INVALID', { owner, problems: problems.join('; ') }, { owner });
}

/** The same without an error: the settings, or what is wrong with them, each in a few words that hold no value. */
export function checkConfig(schema: z.ZodType | undefined, value: unknown): CheckedConfig {
  const parsed = strict(schema ?? z.strictObject({})).safeParse(value ?? {});
  if (parsed.success) return { config: deepFreeze(parsed.data), problems: [] };
  return { config: undefined, problems: parsed.error.issues.map((issue) => describe(issue, schema)) };
}

/** An object schema that says nothing of unknown keys refuses them; `z.looseObject` stays as it is. */
function strict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject && schema.def.catchall === undefined) return schema.strict();
  return schema;
}

function describe(issue: z.core.$ZodIssue, schema: z.ZodType | undefined): string {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return path === '' ? issue.message : `"${path}" ${wordsOf(issue)}`;
  const known = schema instanceof z.ZodObject && path === '' ? Object.keys(schema.shape) : [];
  return issue.keys
    .map((key) => `there is no setting "${path === '' ? key : `${path}.${key}`}". ${didYouMean(key, known)}`.trimEnd())
    .join('; ')
    .replace(/\.$/, '');
}

/** Zod's own words for what is not there say so only to those who know JavaScript. */
function wordsOf({ code, message }: z.core.$ZodIssue): string {
  if (code === 'invalid_type' && message.endsWith('received undefined')) return 'is missing';
  return /^(?:is|has|needs|looks|takes|must)\b/.test(message) ? message : `is not valid: ${message}`;
}

function deepFreeze(value: unknown): unknown {
  const plain = Array.isArray(value) || Object.getPrototypeOf(Object(value)) === Object.prototype;
  if (typeof value !== 'object' || value === null || !plain || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
