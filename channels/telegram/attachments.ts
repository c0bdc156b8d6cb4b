import type { Message } from './update.js';

/** A file, place or contact that came with a message, as actions find it in the metadata. */
export type Attachment = Readonly<Record<string, string | number>> & { readonly kind: string };

/** Telegram sets `document` beside `animation`, so the more telling kind comes first. */
const fileKinds = ['animation', 'audio', 'voice', 'video', 'video_note', 'sticker', 'document'] as const;

/** What came with a message; a photo counts once, in its largest size. */
export function attachmentsOf(message: Message): Attachment[] {
  const { photo, location, venue, contact } = message;
  const kind = fileKinds.find((one) => message[one] !== undefined);
  const file = photo?.at(-1) ?? (kind && message[kind]);
  if (file) {
    const { file_id: id, mime_type: mime, file_name: name, file_size: size, duration, width, height } = file;
    const about = { mime, name, size, duration, width, height, caption: message.caption };
    return [present({ kind: photo ? 'image' : (kind ?? ''), id, source: id, ...about })];
  }
  if (location) return [present({ kind: 'location', ...location, name: venue?.title, address: venue?.address })];
  if (contact) {
    const { phone_number: phone, first_name, last_name, user_id } = contact;
    return [present({ kind: 'contact', phone, first_name, last_name, user_id })];
  }
  return [];
}

function present({ kind, ...rest }: { kind: string } & Record<string, string | number | undefined>): Attachment {
  const known: [string, string | number][] = Object.entries(rest).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  return { ...Object.fromEntries(known), kind };
}
