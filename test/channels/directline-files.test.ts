import { describe, expect, it } from 'vitest';
import type { BotMessage } from '../../core/index.js';
import { ParleyError } from '../../core/index.js';
import type { ChannelFiles } from '../../core/media/file.js';
import { directLineDesk, type Granted, silent } from './directline-desk.js';
import { keptFiles } from './kept-files.js';

const { base, begin, open, poll, post } = directLineDesk();

/** The files of a bot that keeps what is uploaded, as long as it is a picture. */
function filesThatTake(): { readonly filesOf: () => ChannelFiles; readonly kept: readonly string[] } {
  const kept: string[] = [];
  const upload: ChannelFiles['upload'] = async ({ stream, name }) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    if (!text.startsWith('picture')) throw new ParleyError('MEDIA_TYPE_REFUSED', { mime: 'text/plain' });
    kept.push(text);
    return { kind: 'image', mime: 'image/png', ...(name ? { name } : {}), size: text.length, media: `m${kept.length}` };
  };
  return { filesOf: () => ({ ...keptFiles(), upload, addressOf: (id) => `/media/${id}?signature=s` }), kept };
}

/** Uploads as Web Chat does. */
function upload(url: string, talk: Granted, activity: object | undefined, ...files: File[]): Promise<Response> {
  const form = new FormData();
  if (activity)
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
  for (const file of files) form.append('file', file, file.name);
  const headers = { authorization: `Bearer ${talk.token}` };
  return fetch(`${url}/conversations/${talk.conversationId}/upload?userId=dl_ann`, {
    method: 'POST',
    body: form,
    headers,
  });
}

describe('Direct Line takes', () => {
  it('files together with the message that they belong to', async () => {
    const { filesOf, kept } = filesThatTake();
    const at = await open(silent, {}, { filesOf });
    const talk = await begin(at);
    const activity = {
      type: 'message',
      text: 'like these',
      attachments: [{ contentType: 'image/png', name: 'a.png' }],
    };
    const files = [new File(['picture of a rose'], 'röse.png'), new File(['picture of a lily'], 'lily.png')];
    const response = await upload(base(at), talk, activity, ...files);
    expect(response.status).toBe(200);
    expect(kept).toEqual(['picture of a rose', 'picture of a lily']);
    expect(at.received).toMatchObject([
      {
        text: 'like these',
        metadata: {
          attachments: [
            { kind: 'image', mime: 'image/png', name: 'röse.png', media: 'm1' },
            { kind: 'image', name: 'lily.png', media: 'm2' },
          ],
        },
      },
    ]);
  });

  it('a file without words, and shows it to all pages under an address', async () => {
    const at = await open(silent, {}, filesThatTake());
    const talk = await begin(at);
    await upload(base(at), talk, undefined, new File(['picture of a rose'], 'rose.png'));
    expect(at.received[0]?.text).toBe('[photo]');
    expect((await poll(at, talk)).activities).toMatchObject([
      { attachments: [{ contentType: 'image/png', contentUrl: `${at.url}/media/m1?signature=s`, name: 'rose.png' }] },
    ]);
  });

  it('a file that is the body itself', async () => {
    const { filesOf, kept } = filesThatTake();
    const at = await open(silent, {}, { filesOf });
    const talk = await begin(at);
    const response = await fetch(`${base(at)}/conversations/${talk.conversationId}/upload?userId=dl_ann`, {
      method: 'POST',
      body: 'picture of a rose',
      headers: {
        authorization: `Bearer ${talk.token}`,
        'content-type': 'image/png',
        'content-disposition': 'name="file"; filename="rose.png"',
      },
    });
    expect(response.status).toBe(200);
    expect(kept).toEqual(['picture of a rose']);
    expect(at.received[0]?.metadata).toMatchObject({ attachments: [{ name: 'rose.png' }] });
  });

  it('the address of a file, which it does not fetch', async () => {
    const at = await open(silent);
    await post(at, await begin(at), { attachments: [{ contentType: 'image/png', contentUrl: 'https://x/rose.png' }] });
    expect(at.received).toMatchObject([
      { text: '[photo]', metadata: { attachments: [{ kind: 'image', url: 'https://x/rose.png', mime: 'image/png' }] } },
    ]);
  });

  it('no file from a page that names one of another conversation', async () => {
    const at = await open(silent);
    const named = { contentType: 'image/png', contentUrl: 'https://x/rose.png', media: 'm1', source: 'secret' };
    await post(at, await begin(at), { attachments: [named] });
    const attachments = [{ kind: 'image', url: 'https://x/rose.png', mime: 'image/png' }];
    expect(at.received[0]?.metadata?.attachments).toEqual(attachments);
  });
});

describe('Direct Line refuses', () => {
  it('files that are too large, or of a type that is not taken', async () => {
    const at = await open(silent, { upload_bytes: 1_000 }, filesThatTake());
    const talk = await begin(at);
    const large = await upload(base(at), talk, undefined, new File(['picture'.repeat(1_000)], 'a.png'));
    expect([large.status, await large.json()]).toMatchObject([413, { error: { code: 'MEDIA_TOO_LARGE' } }]);
    const other = await upload(base(at), talk, undefined, new File(['words'], 'a.txt'));
    expect([other.status, await other.json()]).toMatchObject([415, { error: { code: 'MEDIA_TYPE_REFUSED' } }]);
    expect(at.received).toEqual([]);
  });

  it('uploads without a token, and broken ones', async () => {
    const at = await open(silent, {}, filesThatTake());
    const talk = await begin(at);
    const file = new File(['picture'], 'a.png');
    expect((await upload(base(at), { ...talk, token: 'nonsense' }, undefined, file)).status).toBe(403);
    const headers = { authorization: `Bearer ${talk.token}`, 'content-type': 'multipart/form-data; boundary=x' };
    const address = `${base(at)}/conversations/${talk.conversationId}/upload`;
    expect((await fetch(address, { method: 'POST', body: 'nothing of the kind', headers })).status).toBe(400);
  });
});

describe('Direct Line shows', () => {
  const said = async (message: BotMessage, config: object = {}) => {
    const at = await open(silent, config);
    const talk = await begin(at);
    await at.tell('directline', talk.conversationId, message);
    return (await poll(at, talk)).activities[0];
  };

  it('a file by its address', async () => {
    const attachment = { type: 'file', payload: { src: 'https://x/prices.pdf?v=2' } };
    expect(await said({ text: 'Prices:', attachment })).toMatchObject({
      text: 'Prices:',
      attachments: [
        { contentType: 'application/octet-stream', contentUrl: 'https://x/prices.pdf?v=2', name: 'prices.pdf' },
      ],
    });
  });

  it('buttons as suggested actions, or on a card where that is set', async () => {
    const buttons = [{ title: 'Yes', payload: '/affirm' }];
    expect(await said({ text: 'Sure?', buttons })).toMatchObject({
      suggestedActions: { actions: [{ type: 'messageBack', title: 'Yes', displayText: 'Yes', text: '/affirm' }] },
    });
    expect(await said({ text: 'Sure?', buttons }, { buttons: 'card' })).toMatchObject({
      attachments: [{ content: { buttons: [{ title: 'Yes' }] } }],
    });
  });

  it('an event for the page', async () => {
    const custom = { type: 'event', name: 'open', value: { page: '/prices' } };
    expect(await said({ custom })).toMatchObject({ ...custom, from: { id: 'bot', role: 'bot' } });
  });
});

describe('Direct Line hears', () => {
  const heard = async (activity: object, config: object = {}) => {
    const at = await open(silent, config);
    expect((await post(at, await begin(at), activity)).status).toBe(200);
    return at.received.map(({ text, metadata }) => ({ text, value: metadata?.value }));
  };

  it.each([
    ['a button of the bot', { text: '/affirm', value: { payload: '/affirm' } }, '/affirm', undefined],
    [
      'a button that brings a text back unseen',
      { value: '/affirm', channelData: { postBack: true } },
      '/affirm',
      undefined,
    ],
    ['a button that says its value', { text: 'yes' }, 'yes', undefined],
    ['a form with a payload', { value: { payload: '/book', day: 'Friday' } }, '/book', undefined],
    ['a form without one', { value: { day: 'Friday' } }, '[form]', { day: 'Friday' }],
  ])('%s', async (_what, activity, text, value) => {
    expect(await heard(activity)).toEqual([{ text, value }]);
  });

  it.each([
    ['typing', { type: 'typing' }],
    ['an arrival', { type: 'conversationUpdate', membersAdded: [{ id: 'dl_ann' }] }],
    ['an event that nothing is known of', { type: 'event', name: 'hover' }],
    ['an event of a name that every object has', { type: 'event', name: 'constructor' }],
    ['an empty message', { text: ' ' }],
  ])('no message in %s', async (_what, activity) => {
    expect(await heard(activity)).toEqual([]);
  });

  it('an event that stands for a message', async () => {
    const activity = { type: 'event', name: 'webchat/join', value: { language: 'en' } };
    expect(await heard(activity, { events: { 'webchat/join': '/greet' } })).toMatchObject([{ text: '/greet' }]);
  });
});
