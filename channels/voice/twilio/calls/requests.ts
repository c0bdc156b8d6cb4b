import { z } from 'zod';
import { isTimeZone } from '../../../../core/index.js';

/** What is said in a call, and what the bot knows of it. */
const content = {
  /** Said first; without it the bot is told the prompt. */
  welcome: z.string().trim().min(1).max(1_000).optional(),
  /** What the bot is told when somebody answers: a text, or `/intent{…}`. */
  prompt: z.string().trim().min(1).max(1_000).optional(),
  /** Comes with every message of the call. */
  metadata: z.record(z.string(), z.unknown()).optional(),
  /** Said to an answering machine, instead of what the settings say. */
  voicemail: z.string().trim().min(1).max(1_000).optional(),
};

/** The body of `POST /calls`. */
export const callRequest = z.strictObject({
  /** An id of the caller's own; the same id twice is one call. */
  id: z.uuid().optional(),
  to: z.string(),
  ...content,
});

/** A call that was asked for. */
export type CallRequest = z.infer<typeof callRequest>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time, such as 09:00');
const day = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** When people may be called, in their own time. */
const hours = z
  .strictObject({
    from: time.default('09:00'),
    until: time.default('20:00'),
    days: z.array(day).min(1).default(['mon', 'tue', 'wed', 'thu', 'fri', 'sat']),
  })
  .refine(({ from, until }) => from < until, { path: ['until'], message: 'is not after `from`' });

/** When people may be called, parsed. */
export type Hours = z.infer<typeof hours>;

const person = z.strictObject({
  to: z.string(),
  metadata: content.metadata,
  /** Where the person is, if not where the number belongs, such as `America/Denver`. */
  time_zone: z.string().refine(isTimeZone, 'is no time zone').optional(),
});

/** The body of `POST /calls/campaigns`. */
export const campaignRequest = z.strictObject({
  /** An id of the caller's own; the same id twice is one campaign. */
  id: z.uuid().optional(),
  name: z.string().trim().min(1).max(100),
  numbers: z
    .array(z.union([z.string().transform((to) => ({ to })), person]))
    .min(1)
    .max(20_000),
  ...content,
  /** Calls a minute at most. */
  rate: z.number().min(1).max(6_000).default(6),
  hours: hours.prefault({}),
  /** How often somebody who was not reached is called again, and after how many minutes. */
  retries: z
    .strictObject({
      times: z.number().int().min(0).max(10).default(2),
      after: z.number().min(0).max(10_080).default(60),
    })
    .prefault({}),
});

/** A campaign that was asked for. */
export type CampaignRequest = z.infer<typeof campaignRequest>;
