import { describe, expect, it } from 'vitest';
import { png } from '../media/files.js';
import { bytesOf, keptFiles } from './kept-files.js';
import { open, platform, silence, useSlack } from './slack-desk.js';
import { direct, inChannel } from './slack-people.js';

useSlack();
const never = new AbortController().signal;
const withFiles = { filesOf: keptFiles };

describe('files on Slack', () => {
  it('are named when they come in, and fetched with the token when they are asked for', async () => {
    const at = await open(silence);
    const url_private = platform.hold('rose.png', png());
    const file = { id: 'F1', name: 'rose.png', mimetype: 'image/png', url_private, original_w: 640, original_h: 480 };
    await platform.sendEvent(at.url, direct('this one', { subtype: 'file_share', files: [file] }));
    const attachment = { kind: 'image', source: url_private, name: 'rose.png', width: 640, height: 480 };
    expect(at.received).toMatchObject([{ metadata: { attachments: [attachment] } }]);
    const fetched = await at.channels.get('slack')?.fetch?.(url_private, never);
    expect(fetched && (await bytesOf(fetched))).toEqual(png());
  });

  it.each([
    'https://drive.example/secret',
    'https://slack.com.evil.example/f',
    'http://files.slack.com/f',
    'file:///etc/passwd',
  ])('at %s are left alone', async (address) => {
    const at = await open(silence);
    const fetched = at.channels.get('slack')?.fetch?.(address, never);
    await expect(fetched).rejects.toMatchObject({ code: 'MEDIA_HOST_REFUSED', permanent: true });
  });

  it('are no page for signing in', async () => {
    const at = await open(silence);
    const address = new URL('not-for-bots.png', platform.hold('rose.png', png()));
    const fetched = at.channels.get('slack')?.fetch?.(address.href, never);
    await expect(fetched).rejects.toThrow(/files:read/);
  });

  it('go out with the text that belongs to them, in the thread', async () => {
    const at = await open(() => [{ text: 'Like **this**?', image: 'media:rose' }], {}, withFiles);
    await platform.sendEvent(at.url, inChannel('<@UBOT> show me', { thread_ts: '1700000000.5', type: 'app_mention' }));
    const [shared] = await platform.posted(1);
    expect(shared).toMatchObject({
      channel_id: 'C1',
      thread_ts: '1700000000.5',
      initial_comment: 'Like *this*?',
      files: JSON.stringify([{ id: 'F1', title: 'rose.png' }]),
    });
    expect(platform.uploads.get('F1')?.includes(png())).toBe(true);
  });

  it('come before the buttons of their message', async () => {
    const buttons = [{ title: 'Yes', payload: '/affirm' }];
    const at = await open(() => [{ text: 'This?', image: 'media:rose', buttons }], {}, withFiles);
    await platform.sendEvent(at.url, direct('show me'));
    const [shared, post] = await platform.posted(2);
    expect(shared?.initial_comment).toBeUndefined();
    expect(post).toMatchObject({ channel: 'D1', text: expect.stringContaining('This?') });
  });
});
