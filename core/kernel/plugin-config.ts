import { z } from 'zod';
import { ParleyError } from '../errors.js';
import { didYouMean } from '../nearest.js';

/**
 * Parses the settings of a plugin or channel once, refuses keys that the schema does not know, and freezes the result.
 * Values never show up in the error: a misplaced secret must not reach a log.
 *
 * @throws ParleyError PLUGIN_CONFIG_INVALID
 */
export function parseConfig(owner: string, schema: z.ZodType | undefined, value: unknown): unknown {
  const parsed = strict(schema ?? z.strictObject({})).safeParse(value ?? {});
  if (parsed.success) return deepFreeze(parsed.data);
  const problems = parsed.error.issues.map((issue) => describe(issue, schema)).join('; ');
  throw new ParleyError('PLUGIN_CONFIG_INVALID', { owner, problems }, { owner });
}

/** An object schema that says nothing of unknown keys refuses them; `z.looseObject` stays as it is. */
function strict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject && schema.def.catchall === undefined) return schema.strict();
  return schema;
}

function describe(issue: z.core.$ZodIssue, schema: z.ZodType | undefined): string {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return path === '' ? issue.message : `"${path}": ${issue.message}`;
  const known = schema instanceof z.ZodObject && path === '' ? Object.keys(schema.shape) : [];
  return issue.keys
    .map((key) => `there is no setting "${path === '' ? key : `${path}.${key}`}". ${didYouMean(key, known)}`.trimEnd())
    .join('; ')
    .replace(/\.$/, '');
}

function deepFreeze(value: unknown): unknown {
  const plain = Array.isArray(value) || Object.getPrototypeOf(Object(value)) === Object.prototype;
  if (typeof value !== 'object' || value === null || !plain || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
