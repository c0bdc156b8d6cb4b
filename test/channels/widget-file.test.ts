import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { widgetRoute } from '../../channels/web/widget-file.js';
import { type Desk, openDesk } from './desk.js';

let desk: Desk;
let folder: string;
beforeEach(async () => {
  desk = await openDesk({ channels: [] });
  folder = await mkdtemp(join(tmpdir(), 'widget-'));
  desk.server.mount('/widget.js', widgetRoute('widget.js', [join(folder, 'none'), folder]));
});
afterEach(async () => {
  await desk.close();
  await rm(folder, { recursive: true });
});

it('is served with an ETag, so that a browser loads it once', async () => {
  await writeFile(join(folder, 'widget.js'), 'export {};');
  const first = await fetch(`${desk.url}/widget.js`);
  expect(await first.text()).toBe('export {};');
  expect(first.headers.get('content-type')).toContain('javascript');
  expect(first.headers.get('cache-control')).toBe('public, max-age=300');
  const headers = { 'if-none-match': String(first.headers.get('etag')), 'cache-control': 'max-age=0' };
  const again = await fetch(`${desk.url}/widget.js`, { headers });
  expect(again.status).toBe(304);
});

it('says how to build it when it is not there', async () => {
  const response = await fetch(`${desk.url}/widget.js`);
  expect(await response.json()).toMatchObject({ code: 404, details: { code: 'WIDGET_NOT_BUILT' } });
});
