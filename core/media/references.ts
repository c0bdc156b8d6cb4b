import { z } from 'zod';
import type { BotMessage } from '../messages/message.js';

/** How a message names a file that is kept. */
const prefix = 'media:';

/** The id in a reference such as `media:Yx…`; `undefined` for an address or anything else. */
export function mediaIdIn(text: unknown): string | undefined {
  return typeof text === 'string' && text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
}

/** A file that a message names: where it is, and what the message says of it. */
export interface NamedFile {
  /** An address, or `media:<id>`. */
  readonly src: string;
  readonly type: string | undefined;
  readonly name: string | undefined;
}

const words = z.string().min(1).optional().catch(undefined);
const inRasasShape = z.object({
  type: words,
  payload: z.object({ src: words, url: words, filename: words, title: words }),
});

/** The file of an attachment: in Rasa's shape, or its address alone; `undefined` for anything else. */
export function namedFile(attachment: unknown): NamedFile | undefined {
  if (typeof attachment === 'string' && attachment !== '') return { src: attachment, type: undefined, name: undefined };
  const { type, payload } = inRasasShape.safeParse(attachment).data ?? {};
  const src = payload?.src ?? payload?.url;
  return src === undefined ? undefined : { src, type, name: payload?.filename ?? payload?.title };
}

/** The kept file that an attachment of a message names, and what the message says of it. */
export function mediaIn(data: unknown): { id: string; type: string | undefined; name: string | undefined } | undefined {
  const { src, type, name } = namedFile(data) ?? {};
  const id = mediaIdIn(src);
  return id === undefined ? undefined : { id, type, name };
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
