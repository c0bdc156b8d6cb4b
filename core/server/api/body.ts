import type { Request, RequestHandler } from 'express';
import express from 'express';
import { parse } from 'yaml';
import type { z } from 'zod';
import { ParleyError } from '../../errors.js';
import type { Event } from '../../tracker/events.js';
import { parseKnownEvent } from '../../tracker/parse-event.js';

/** Bytes of a body at most: long conversations, and all of a project's training data. */
const mostBytes = 64_000_000;

/** Reads a body as bytes, behind the guard: strangers send nothing that large. */
export const readBytes: RequestHandler = express.raw({ type: () => true, limit: mostBytes });

const isYaml = (type: string): boolean => /^(application|text)\/(x-)?ya?ml$/.test(type);

/** The media type of a body, in lower case. */
const mediaType = (request: Request): string =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * A body as text.
 *
 * @throws ParleyError BODY_INVALID when it is empty, BODY_NOT_UTF8
 */
export function textBody(request: Request, expected: string): string {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) {
    throw new ParleyError('BODY_INVALID', { problems: 'there is none', expected });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ParleyError('BODY_NOT_UTF8', {}, { cause });
  }
}

/**
 * A body that is JSON, or YAML where the content type says so, as a schema understands it.
 *
 * @throws ParleyError BODY_INVALID, BODY_NOT_JSON, BODY_NOT_UTF8
 */
export function bodyAs<Body>(request: Request, schema: z.ZodType<Body>, expected: string): Body {
  const parsed = schema.safeParse(plainBody(request, expected));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  throw new ParleyError('BODY_INVALID', { problems: problems.join('; '), expected });
}

/** One event or a list of them. @throws ParleyError BODY_INVALID */
export function eventsIn(request: Request): Event[] {
  const expected = '{"event": "resume"} or a list of events';
  const body = plainBody(request, expected);
  const given = Array.isArray(body) ? body : [body];
  return given.map((event, index) => {
    try {
      return parseKnownEvent(event);
    } catch (error) {
      const problems = error instanceof Error ? error.message : String(error);
      throw new ParleyError('BODY_INVALID', {
        problems: `event ${index + 1} of ${given.length}: ${problems}`,
        expected,
      });
    }
  });
}

function plainBody(request: Request, expected: string): unknown {
  const text = textBody(request, expected);
  const yaml = isYaml(mediaType(request));
  try {
    return yaml ? parse(text) : JSON.parse(text);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new ParleyError(yaml ? 'BODY_NOT_YAML' : 'BODY_NOT_JSON', { problem }, { cause });
  }
}
