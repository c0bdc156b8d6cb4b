import { z } from 'zod';
import { ParleyError } from '../../core/index.js';
import { directlineError } from './errors.js';

const postedShape = z.looseObject({
  type: z.string().min(1),
  id: z.string().nullish(),
  from: z.looseObject({ id: z.string().max(255).nullish(), name: z.string().max(255).nullish() }).nullish(),
  text: z.string().nullish(),
  locale: z.string().nullish(),
  name: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: z.array(z.unknown()).nullish(),
  channelData: z
    .looseObject({ clientActivityID: z.string().max(150).optional().catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** An activity that a client posts. */
export type Posted = z.infer<typeof postedShape>;

const user = z.object({ id: z.string().min(1).max(64), name: z.string().max(255).nullish() });

const aboutToken = z
  .object({ user: user.nullish(), trustedOrigins: z.array(z.string()).max(50).nullish() })
  .nullish()
  .transform((body) => body ?? {});

/** What a token is asked for with. */
export type AboutToken = z.infer<typeof aboutToken>;

/**
 * Reads the body of a request for an activity.
 *
 * @throws ParleyError BODY_INVALID
 */
export function parsePosted(body: unknown): Posted {
  return parse(postedShape, body, 'an activity, such as {"type": "message", "from": {"id": "me"}, "text": "hi"}');
}

/**
 * Reads for whom a token is to be. Ids in tokens begin with `dl_`, so that they are no ids of other channels
 * (learn.microsoft.com/azure/bot-service/rest-api, "Direct Line authentication").
 *
 * @throws ParleyError BODY_INVALID, DIRECTLINE_USER_INVALID
 */
export function parseAboutToken(body: unknown): AboutToken {
  const about = parse(aboutToken, body, '{"user": {"id": "dl_…"}, "trustedOrigins": ["https://…"]}, or nothing');
  if (about.user && !about.user.id.startsWith('dl_')) throw directlineError('DIRECTLINE_USER_INVALID');
  return about;
}

function parse<Shape extends z.ZodType>(shape: Shape, body: unknown, expected: string): z.infer<Shape> {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
  throw new ParleyError('BODY_INVALID', { problems, expected });
}
