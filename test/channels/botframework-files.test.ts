import { describe, expect, it } from 'vitest';
import { png } from '../media/files.js';
import { botFrameworkDesk } from './botframework-desk.js';
import { bytesOf } from './kept-files.js';

const { platform, open, post, inTeams } = botFrameworkDesk();
const never = new AbortController().signal;
const silent = () => [];

/** The source of the only file of a message. */
async function sourceOf(contentUrl: string): Promise<{ source: string; fetch: (source: string) => unknown }> {
  const at = await open(silent);
  await post(at, inTeams({ text: undefined, attachments: [{ contentType: 'image/png', contentUrl }] }));
  const [file] = Object(at.received[0]?.metadata).attachments;
  return { source: file.source, fetch: async (source) => at.channels.get('botframework')?.fetch?.(source, never) };
}

describe('files from the Bot Framework', () => {
  it('are fetched from the service that told of them, with the token of the bot', async () => {
    const { source, fetch } = await sourceOf(platform().hold(png()));
    expect(await bytesOf(Object(await fetch(source)))).toEqual(png());
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'https://sharepoint.com.evil.example/file',
    'http://studio.sharepoint.com/file',
  ])('at %s are left alone', async (address) => {
    const { source, fetch } = await sourceOf(address);
    await expect(fetch(source)).rejects.toMatchObject({ code: 'MEDIA_HOST_REFUSED' });
  });

  it('are not followed to somewhere else', async () => {
    const { source, fetch } = await sourceOf(platform().hold(png(), 'http://169.254.169.254/latest/meta-data'));
    await expect(fetch(source)).rejects.toMatchObject({ code: 'MEDIA_HOST_REFUSED' });
  });
});
