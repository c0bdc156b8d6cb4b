import { z } from 'zod';
import type { BotMessage } from '../messages/message.js';

/** How a message names a file that is kept. */
const prefix = 'media:';

/** The id in a reference such as `media:Yx…`; `undefined` for an address or anything else. */
export function mediaIdIn(text: unknown): string | undefined {
  return typeof text === 'string' && text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
}

const attachment = z.union([
  z.string().transform((src) => ({ type: undefined, src, name: undefined })),
  z
    .object({
      type: z.string().optional(),
      payload: z.object({
        src: z.string().optional(),
        url: z.string().optional(),
        filename: z.string().optional(),
        title: z.string().optional(),
      }),
    })
    .transform(({ type, payload }) => ({
      type,
      src: payload.src ?? payload.url,
      name: payload.filename ?? payload.title,
    })),
]);

/** The file that an attachment of a message names, and what the message says of it. */
export function mediaIn(data: unknown): { id: string; type: string | undefined; name: string | undefined } | undefined {
  const { data: parsed } = attachment.safeParse(data);
  const id = mediaIdIn(parsed?.src);
  return parsed && id !== undefined ? { id, type: parsed.type, name: parsed.name } : undefined;
}

/** Which references of a message become addresses. */
type Scope = 'all' | 'all but files to upload';

/**
 * A message with addresses in place of references. For a channel that uploads files, those of `image` and `attachment` stay,
 * since it wants their bytes.
 */
export function withAddresses(message: BotMessage, scope: Scope, addressOf: (id: string) => string): BotMessage {
  const { image, attachment, elements, custom, ...rest } = message;
  const uploads = scope !== 'all';
  const keepsFile = uploads && mediaIn(attachment) !== undefined;
  return {
    ...rest,
    ...(image === undefined ? {} : { image: uploads ? image : replace(image, addressOf) }),
    ...(attachment === undefined ? {} : { attachment: keepsFile ? attachment : replace(attachment, addressOf) }),
    ...(elements === undefined ? {} : { elements: replace(elements, addressOf) }),
    ...(custom === undefined ? {} : { custom: replace(custom, addressOf) }),
  };
}

function replace<Value>(value: Value, addressOf: (id: string) => string): Value {
  const id = mediaIdIn(value);
  if (id !== undefined) return addressOf(id) as Value;
  if (Array.isArray(value)) return value.map((item) => replace(item, addressOf)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replace(one, addressOf)])) as Value;
}
