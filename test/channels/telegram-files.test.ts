import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { png } from '../media/files.js';
import { bytesOf, keptFiles } from './kept-files.js';
import { message, says, startTelegramBench, type TelegramBench, update } from './telegram-bench.js';

let bench: TelegramBench;
beforeEach(async () => {
  bench = await startTelegramBench();
});
afterEach(() => bench.close());

const never = new AbortController().signal;
const photo = update({ message: message({ photo: [{ file_id: 'p7', width: 640, height: 480 }], caption: 'this' }) });

describe('files on telegram', () => {
  it('are named when they come in, and fetched when they are asked for', async () => {
    const { url, received, channels } = await bench.open();
    bench.platform.hold('p7', png());
    await bench.platform.post(url, photo);
    const attachment = { kind: 'image', source: 'p7', width: 640, height: 480, caption: 'this' };
    expect(received).toMatchObject([{ metadata: { attachments: [attachment] } }]);
    const file = await channels.get('telegram')?.fetch?.('p7', never);
    expect(file && (await bytesOf(file))).toEqual(png());
  });

  it('are too large where Telegram says so', async () => {
    const { channels } = await bench.open();
    bench.platform.refuse('getFile', { error_code: 400, description: 'Bad Request: file is too big' });
    await expect(channels.get('telegram')?.fetch?.('p7', never)).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' });
  });

  it('are not asked for again when Telegram knows no such file', async () => {
    const { channels } = await bench.open();
    bench.platform.refuse('getFile', { error_code: 400, description: 'Bad Request: invalid file_id' });
    await expect(channels.get('telegram')?.fetch?.('p7', never)).rejects.toMatchObject({ permanent: true });
  });

  it('show no access token when they can not be fetched', async () => {
    const { channels } = await bench.open();
    const fetched = channels.get('telegram')?.fetch?.('unknown', never);
    await expect(fetched).rejects.toSatisfy((error: Error) => !error.message.includes(bench.platform.token));
  });

  it('go out as bytes with the text under the picture', async () => {
    const { url } = await bench.open(() => [{ text: 'Like this?', image: 'media:rose' }], {}, { filesOf: keptFiles });
    await bench.platform.post(url, says('show me'));
    expect(await bench.platform.next('sendPhoto')).toEqual({
      chat_id: 77,
      caption: 'Like this?',
      photo: { filename: 'rose.png', type: expect.any(String), bytes: png() },
    });
  });

  it('go out as a document where Telegram takes no such picture', async () => {
    const { url } = await bench.open(() => [{ image: 'media:rose' }], {}, { filesOf: keptFiles });
    bench.platform.refuse('sendPhoto', { error_code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' });
    await bench.platform.post(url, says('show me'));
    expect(await bench.platform.next('sendDocument')).toMatchObject({
      document: { filename: 'rose.png', bytes: png() },
    });
  });
});
