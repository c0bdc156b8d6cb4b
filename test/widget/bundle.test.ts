import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleWidget, type WidgetBundle } from './browser.js';

describe("the widget's bundle", () => {
  let bundle: WidgetBundle;
  beforeAll(async () => {
    bundle = await bundleWidget();
  });

  it('is one file of under 50 kB gzipped, Socket.IO client included', async () => {
    const code = await readFile(bundle.file);
    expect(gzipSync(code).length).toBeLessThan(50_000);
    expect(code.includes('bot_uttered')).toBe(true);
  });

  it('keeps files and voice in files of their own, of under 20 kB gzipped, which no page loads unasked', async () => {
    const parts = ['widget-files.js', 'widget-voice.js', 'widget-worklet.js'].map((name) =>
      join(dirname(bundle.file), name),
    );
    const sizes = await Promise.all(parts.map(async (file) => gzipSync(await readFile(file)).length));
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(20_000);
    expect(await readFile(bundle.file, 'utf8')).not.toMatch(/getUserMedia|x-file-name/);
  });

  it('prints its size when built', () => {
    expect(bundle.report).toMatch(/widget\.js {2}[\d.]+ kB, [\d.]+ kB gzipped/);
  });

  it('never makes HTML of text', async () => {
    expect(await readFile(bundle.file, 'utf8')).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
  });
});
