import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { web } from '../../channels/web/index.js';
import { createChannelFiles } from '../../core/media/channel-files.js';
import { mediaRoute } from '../../core/media/serve-route.js';
import type { Store } from '../../core/store/store.js';
import { type Answer, type Desk, openDesk } from '../channels/desk.js';
import { createDatabases, recordingLog } from '../inbox/desk.js';
import { type MediaBench, openBench } from '../media/bench.js';
import { pdf, png } from '../media/files.js';
import { violations } from './axe.js';
import { describeInBrowser, type Visit } from './browser.js';

const site = fileURLToPath(new URL('../../domains/tattoo-studio/site', import.meta.url));
const picture = fileURLToPath(new URL('../../docs/chat.png', import.meta.url));

describeInBrowser('files in the web chat', ({ visitAt }) => {
  const databases = createDatabases();
  let store: Store;
  let bench: MediaBench;
  let desk: Desk;
  beforeAll(async () => {
    store = await (await databases.create('PGlite')).open();
  }, 60_000);
  afterEach(async () => {
    await desk.close();
    bench.remove();
  });
  afterAll(async () => {
    await store.close();
    await databases.stop();
  });

  const openAt = async (answer: Answer = () => [], options = {}): Promise<Visit> => {
    bench = await openBench(store, { limits: { max_bytes: 400_000 } });
    desk = await openDesk({
      channels: [{ use: web, config: {} }],
      answer,
      filesOf: (channel) => createChannelFiles(bench.media, channel),
    });
    desk.server.mountSite(site);
    desk.server.mount('/media', mediaRoute(bench.media, recordingLog()));
    const visit = await visitAt(desk.url, options);
    await visit.open();
    await visit.panel.getByRole('button', { name: 'Attach a file' }).waitFor();
    return visit;
  };
  const pick = (visit: Visit, files: Parameters<Visit['field']['setInputFiles']>[0]) =>
    visit.panel.locator('input[type=file]').setInputFiles(files);
  const said = () => desk.received.filter(({ text }) => text !== '/greet');

  it('sends a picture with words: a preview while it is uploaded, a reference in the message', async () => {
    const visit = await openAt();
    await pick(visit, picture);
    await visit.panel.getByText('chat.png is ready to be sent').waitFor();
    await visit.write('like this one');
    await visit.sees('like this one');
    await visit.log.getByRole('img', { name: 'chat.png' }).waitFor();
    await expect.poll(() => said().length).toBe(1);
    const size = (await readFile(picture)).length;
    expect(said()[0]).toMatchObject({
      text: 'like this one',
      metadata: {
        attachments: [{ kind: 'image', mime: 'image/png', name: 'chat.png', size, media: expect.any(String) }],
      },
    });
  });

  it('sends files without a word, dropped on the chat', async () => {
    const visit = await openAt();
    const dropped = await visit.page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File(['%PDF-1.4 a sketch'], 'sketch.pdf', { type: 'application/pdf' }));
      return data;
    })()`);
    await visit.panel.dispatchEvent('dragover', { dataTransfer: dropped });
    await visit.panel.getByText('Drop files here').waitFor();
    await visit.panel.dispatchEvent('drop', { dataTransfer: dropped });
    await visit.panel.getByText('sketch.pdf is ready to be sent').waitFor();
    await visit.panel.getByRole('button', { name: 'Send' }).click();
    await visit.log.getByText('sketch.pdf').waitFor();
    await expect.poll(() => said().map(({ text }) => text)).toEqual(['[document]']);
  });

  it('takes one away again, and says what the bot refuses', async () => {
    const visit = await openAt();
    await pick(visit, picture);
    await visit.panel.getByRole('button', { name: 'Remove chat.png' }).click();
    await visit.panel.getByRole('button', { name: 'Remove chat.png' }).waitFor({ state: 'detached' });
    await pick(visit, { name: 'huge.png', mimeType: 'image/png', buffer: Buffer.alloc(500_000, 7) });
    await visit.panel.getByRole('alert').filter({ hasText: 'huge.png:' }).waitFor();
    await visit.write('never mind');
    await expect.poll(() => said().length).toBe(1);
    expect(said()[0]?.metadata).not.toHaveProperty('attachments');
  });

  it('shows a file of the bot by its name, which opens it', async () => {
    const attachment = { type: 'file', payload: { url: 'https://studio.example/after%20care.pdf' } };
    const visit = await openAt(({ text }) => (text === 'care?' ? [{ attachment }] : []));
    await visit.write('care?');
    const link = visit.log.getByRole('link', { name: 'after care.pdf' });
    expect(await link.getAttribute('href')).toBe('https://studio.example/after%20care.pdf');
  });

  it('gives axe nothing to complain about', async () => {
    const visit = await openAt(undefined, { reducedMotion: 'reduce' });
    await pick(visit, [
      { name: 'grey.png', mimeType: 'image/png', buffer: png() },
      { name: 'sketch.pdf', mimeType: 'application/pdf', buffer: pdf },
    ]);
    await expect.poll(() => visit.panel.locator('.chip[data-state=ready]').count()).toBe(2);
    expect(await violations(visit.page)).toEqual([]);
  });
});
