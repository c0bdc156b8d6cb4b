import { z } from 'zod';

/**
 * What Meta posts: many entries, of many changes, of many messages and statuses
 * (developers.facebook.com/documentation/business-messaging/whatsapp/webhooks). Fields that this channel does not read
 * are let through, so that Meta may add some.
 */
const message = z.looseObject({
  id: z.string().min(1),
  /** The phone number; a person with a username may show only `from_user_id`. */
  from: z.string().optional(),
  from_user_id: z.string().optional(),
  /** Seconds since 1970. */
  timestamp: z.coerce.number().default(0),
  type: z.string(),
});

const graphError = z.looseObject({ code: z.number().default(0), title: z.string().default('') });

const status = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  recipient_id: z.string().optional(),
  recipient_user_id: z.string().optional(),
  biz_opaque_callback_data: z.string().optional(),
  errors: z.array(graphError).default([]),
});

const contact = z.looseObject({
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
  profile: z.looseObject({ name: z.string().optional() }).optional(),
});

const value = z.looseObject({
  metadata: z.looseObject({
    display_phone_number: z.coerce.string().default(''),
    phone_number_id: z.coerce.string(),
  }),
  contacts: z.array(contact).default([]),
  messages: z.array(z.unknown()).default([]),
  statuses: z.array(z.unknown()).default([]),
  errors: z.array(graphError).default([]),
});

const notification = z.looseObject({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(z.looseObject({ changes: z.array(z.looseObject({ field: z.string(), value: z.unknown() })) })),
});

/** A message as Meta notifies of it. */
export type WhatsAppMessage = z.infer<typeof message>;

/** What became of a message that was sent. */
export type WhatsAppStatus = z.infer<typeof status>;

/** Somebody who wrote. */
export type WhatsAppContact = z.infer<typeof contact>;

/** A notification taken apart. */
export interface Notification {
  /** In the order in which they were written; those of one second in the order of the batch. */
  readonly messages: readonly { readonly message: WhatsAppMessage; readonly contact: WhatsAppContact | undefined }[];
  readonly statuses: readonly WhatsAppStatus[];
  /** What was passed over and why. */
  readonly skipped: readonly string[];
}

/** Takes a notification apart; what is for another phone number, or no message, is named in `skipped`. */
export function readNotification(body: unknown, phoneNumberId: string): Notification {
  const whole = notification.safeParse(body);
  if (!whole.success) return { messages: [], statuses: [], skipped: ['a notification of another shape'] };
  const messages: { message: WhatsAppMessage; contact: WhatsAppContact | undefined }[] = [];
  const statuses: WhatsAppStatus[] = [];
  const skipped: string[] = [];

  for (const { field, value: content } of whole.data.entry.flatMap((entry) => entry.changes)) {
    const change = field === 'messages' ? value.safeParse(content) : undefined;
    if (!change?.success) {
      skipped.push(`a change of "${field}"`);
      continue;
    }
    const { metadata, contacts } = change.data;
    if (metadata.phone_number_id !== phoneNumberId) {
      skipped.push(`a change for the phone number with the id ${metadata.phone_number_id}`);
      continue;
    }
    skipped.push(...change.data.errors.map(({ code, title }) => `error ${code}: ${title}`));
    for (const raw of change.data.messages) {
      const one = message.safeParse(raw);
      if (!one.success) skipped.push('a message of another shape');
      else if (isOwn(one.data, metadata.display_phone_number)) skipped.push('a message of the bot itself');
      else messages.push({ message: one.data, contact: contactOf(one.data, contacts) });
    }
    for (const raw of change.data.statuses) {
      const one = status.safeParse(raw);
      if (one.success) statuses.push(one.data);
      else skipped.push('a status of another shape');
    }
  }
  messages.sort((a, b) => a.message.timestamp - b.message.timestamp);
  return { messages, statuses, skipped };
}

function isOwn({ from }: WhatsAppMessage, ownNumber: string): boolean {
  return from !== undefined && from === ownNumber.replace(/\D/g, '');
}

function contactOf(
  { from, from_user_id }: WhatsAppMessage,
  contacts: readonly WhatsAppContact[],
): WhatsAppContact | undefined {
  return contacts.find(
    ({ wa_id, user_id }) =>
      (wa_id !== undefined && wa_id === from) || (user_id !== undefined && user_id === from_user_id),
  );
}
