import { z } from 'zod';

const plain = (most: number) => z.looseObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most) });
const mrkdwn = z.looseObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(3_000) });
const address = z.url({ protocol: /^https?$/ }).max(3_000);
const image = z.strictObject({ type: z.literal('image'), image_url: address, alt_text: z.string().min(1).max(2_000) });

const button = z.strictObject({
  type: z.literal('button'),
  action_id: z.string().max(255),
  text: plain(75),
  value: z.string().min(1).max(2_000).optional(),
  url: address.optional(),
});

const menu = z.strictObject({
  type: z.literal('static_select'),
  action_id: z.string().max(255),
  placeholder: plain(150),
  options: z
    .array(z.strictObject({ text: plain(75), value: z.string().min(1).max(150) }))
    .min(1)
    .max(100),
});

const unique = (elements: readonly { action_id: string }[]) =>
  new Set(elements.map(({ action_id }) => action_id)).size === elements.length;

const blocks = z
  .array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('section'), text: mrkdwn, accessory: image.optional() }),
      z.strictObject({
        type: z.literal('actions'),
        elements: z
          .array(z.discriminatedUnion('type', [button, menu]))
          .min(1)
          .max(25)
          .refine(unique, 'action_id has to be unique'),
      }),
      image,
    ]),
  )
  .min(1)
  .max(50);

/** What Slack would not take of a message's blocks, by its documented limits (https://docs.slack.dev/reference/block-kit). */
export function refusedBlocks(given: unknown): string | undefined {
  if (given === undefined) return undefined;
  const { error } = blocks.safeParse(given);
  return error && z.prettifyError(error);
}
