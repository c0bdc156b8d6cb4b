import { z } from 'zod';
import { ParleyError } from '../../core/index.js';

const account = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  role: z.string().nullish(),
  aadObjectId: z.string().nullish(),
});

/** What is read of an activity (github.com/microsoft/botframework-sdk, specs/botframework-activity). */
const activityShape = z.looseObject({
  type: z.string().min(1),
  id: z.string().nullish(),
  channelId: z.string().min(1),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  conversation: z.looseObject({
    id: z.string().min(1),
    isGroup: z.boolean().nullish(),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  from: account.nullish(),
  recipient: account.nullish(),
  text: z.string().nullish(),
  locale: z.string().nullish(),
  name: z.string().nullish(),
  value: z.unknown().optional(),
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish(),
  membersAdded: z.array(account).nullish(),
});

/** Anything that a channel of the Bot Framework tells the bot. */
export type Activity = z.infer<typeof activityShape>;

/**
 * Reads the body of a request.
 *
 * @throws ParleyError BODY_INVALID
 */
export function parseActivity(body: unknown): Activity {
  const parsed = activityShape.safeParse(body);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
  throw new ParleyError('BODY_INVALID', { problems, expected: 'an activity of the Bot Framework as JSON' });
}
