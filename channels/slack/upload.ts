import type { webApi } from '@slack/bolt';
import { type BotMessage, type ChannelFiles, mediaIdIn, mediaIn, ParleyError } from '../../core/index.js';
import type { Target } from './place.js';
import { writeText } from './text.js';

/** A file of the bot's own, and the text that goes with it. */
interface FileToUpload {
  readonly id: string;
  readonly title: string | undefined;
  readonly text: string | undefined;
}

/** Shows a file in a channel or thread. */
export type Upload = (target: Target, file: FileToUpload) => Promise<void>;

/** Takes the files to upload out of a message; a text without anything else goes with the last of them. */
export function splitUploads(message: BotMessage): { uploads: readonly FileToUpload[]; rest: BotMessage } {
  const { image, attachment, ...others } = message;
  const picture = mediaIdIn(image);
  const file = mediaIn(attachment);
  const found = [
    ...(picture === undefined ? [] : [{ id: picture, title: undefined }]),
    ...(file === undefined ? [] : [{ id: file.id, title: file.name }]),
  ];
  const kept = {
    ...(picture === undefined && image !== undefined ? { image } : {}),
    ...(file === undefined && attachment !== undefined ? { attachment } : {}),
  };
  const { text, ...rich } = { ...others, ...kept };
  const isAlone = Object.keys(rich).every((key) => key === 'metadata');
  const uploads = found.map((one, index) => ({
    ...one,
    text: isAlone && index === found.length - 1 ? text : undefined,
  }));
  const rest = found.length > 0 && isAlone ? rich : { ...rich, ...(text === undefined ? {} : { text }) };
  return { uploads, rest };
}

/** Makes it: Slack gives an address for the bytes and is then told where to show them (`files.uploadV2`). */
export function createUpload(client: webApi.WebClient, files: Pick<ChannelFiles, 'describe' | 'read'>): Upload {
  return async ({ channel, thread }, { id, title, text }) => {
    const about = await files.describe(id);
    if (!about) throw new ParleyError('MEDIA_UNKNOWN', { id });
    const filename = about.name ?? 'file';
    await client.filesUploadV2({
      channel_id: await channelIdOf(client, channel),
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...(text?.trim() ? { initial_comment: writeText(text) } : {}),
      file: await files.read(id),
      filename,
      title: title ?? filename,
    } as webApi.FilesUploadV2Arguments);
  };
}

/** A person's id stands for their direct messages when a text is posted, but not for files. */
async function channelIdOf(client: webApi.WebClient, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const { channel: opened } = await client.conversations.open({ users: channel });
  return opened?.id ?? channel;
}
