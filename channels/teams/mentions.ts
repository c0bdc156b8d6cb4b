import { z } from 'zod';
import type { Activity } from './activity.js';

const mention = z.object({
  type: z.literal('mention'),
  mentioned: z.object({ id: z.string(), name: z.string().nullish() }),
  text: z.string().nullish(),
});

/** Whether a message names the bot. */
export function isMentioned(activity: Activity): boolean {
  return mentionsOfBot(activity).length > 0;
}

/**
 * What a person said, without the name that calls the bot. Teams writes names as `<at>Ann</at>`; those of others stay as
 * plain names.
 */
export function spokenText(activity: Activity): string {
  let text = activity.text ?? '';
  for (const { mentioned, text: written } of mentionsOfBot(activity)) {
    text = text.replaceAll(written || `<at>${mentioned.name ?? ''}</at>`, ' ');
  }
  if (activity.channelId !== 'msteams') return text.trim();
  return text
    .replace(/<\/?at(?: [^<>]*)?>/g, '')
    .replaceAll('&nbsp;', ' ')
    .trim();
}

function mentionsOfBot({ entities, recipient }: Activity): readonly z.infer<typeof mention>[] {
  return (entities ?? []).flatMap((entity) => {
    const parsed = mention.safeParse(entity);
    return parsed.success && parsed.data.mentioned.id === recipient?.id ? [parsed.data] : [];
  });
}
