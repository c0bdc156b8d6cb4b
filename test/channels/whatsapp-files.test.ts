import { describe, expect, it } from 'vitest';
import { messageFrom } from '../kit/fake-whatsapp.js';
import { png } from '../media/files.js';
import { bytesOf, keptFiles } from './kept-files.js';
import { ann, meta, notify, open, text, useFakeWhatsApp } from './whatsapp-desk.js';

useFakeWhatsApp();
const never = new AbortController().signal;

describe('files on whatsapp', () => {
  it('are named when they come in, and fetched when they are asked for', async () => {
    const desk = await open();
    meta.hold('m1', png());
    const image = { type: 'image', image: { id: 'm1', mime_type: 'image/png', caption: 'this' } };
    await notify(desk, messageFrom(ann, 'wamid.9', image));
    expect(desk.received).toMatchObject([
      { metadata: { attachments: [{ kind: 'image', source: 'm1', caption: 'this' }] } },
    ]);
    const file = await desk.channels.get('whatsapp')?.fetch?.('m1', never);
    expect(file && (await bytesOf(file))).toEqual(png());
  });

  it("are left alone when they are at an address that is not Meta's", async () => {
    const desk = await open();
    meta.hold('m2', png(), 'http://169.254.169.254/latest/meta-data');
    const fetched = desk.channels.get('whatsapp')?.fetch?.('m2', never);
    await expect(fetched).rejects.toMatchObject({ code: 'MEDIA_HOST_REFUSED', permanent: true });
  });

  it('are handed to Meta before they are sent', async () => {
    const desk = await open({ answer: () => [{ text: 'Like this?', image: 'media:rose' }], filesOf: keptFiles });
    await notify(desk, text('show me'));
    await meta.has(1);
    expect(meta.uploads.get('up1')).toEqual({ filename: 'rose.png', type: 'image/png', bytes: png() });
    expect(meta.sent[0]?.body).toMatchObject({ type: 'image', image: { id: 'up1', caption: 'Like this?' } });
  });

  it('keep their name when they are documents', async () => {
    const desk = await open({ answer: () => [{ attachment: 'media:rose' }], filesOf: keptFiles });
    await notify(desk, text('show me'));
    await meta.has(1);
    expect(meta.sent[0]?.body).toMatchObject({ type: 'document', document: { id: 'up1', filename: 'rose.png' } });
  });
});
