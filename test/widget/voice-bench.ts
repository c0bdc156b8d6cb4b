import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import express, { Router } from 'express';
import { type Browser, type BrowserContextOptions, chromium, type Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { web } from '../../channels/web/index.js';
import { type Answer, type Desk, openDesk } from '../channels/desk.js';
import { CHROMIUM_FLAGS, findChromium } from '../kit/chromium.js';
import { asVisit, bundleWidget, type Visit, type WidgetBundle } from './browser.js';
import { canSpeak, recordingOf, type Said, type ScriptedEar, scriptedEar, tone } from './voice-kit.js';

/** A page with a microphone into which something is said, and a bot that understands the lines of a script. */
export interface VoiceVisit extends Visit {
  readonly desk: Desk;
  readonly ear: ScriptedEar;
  readonly hold: Locator;
  readonly hands: Locator;
  readonly strip: Locator;
  /** Every packet that was given to the audio hardware: when it began and how long it is, in seconds. */
  played(): Promise<readonly { readonly at: number; readonly seconds: number }[]>;
}

/** What a visit with voice is opened with. */
export interface VoiceOptions {
  /** What is said into the microphone from the moment it is opened; undefined for a machine without one. */
  readonly said?: Said;
  readonly lines?: readonly string[];
  readonly answer?: Answer;
  /** Attributes of the script tag. */
  readonly attributes?: string;
  readonly voice?: object | undefined;
  readonly context?: BrowserContextOptions;
  /** Run in the page before anything else. */
  readonly prepare?: string;
}

/** Notes what is given to the audio hardware. */
const listenIn = `
  window.played = [];
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (at) {
    window.played.push({ at, seconds: this.buffer.duration });
    return start.call(this, at);
  };
`;

/** Describes tests with sound; where there is no Chromium or espeak-ng they are skipped, and one line says so. */
export function describeWithSound(
  name: string,
  tests: (open: (options?: VoiceOptions) => Promise<VoiceVisit>) => void,
): void {
  const executablePath = findChromium();
  if (executablePath === undefined || !canSpeak()) {
    console.warn(
      `Skipped "${name}": no Chromium or no espeak-ng found (on Debian: apt-get install chromium espeak-ng).`,
    );
    describe.skip(name, () => tests(() => Promise.reject(new Error('There is no sound here.'))));
    return;
  }
  describe(name, () => {
    let bundle: WidgetBundle;
    let folder: string;
    const closers: (() => Promise<unknown>)[] = [];

    beforeAll(async () => {
      bundle = await bundleWidget();
      folder = await mkdtemp(join(tmpdir(), 'parley-voice-'));
    });
    afterEach(async () => {
      for (const close of closers.splice(0).reverse()) await close();
    });
    afterAll(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    async function launch({ said }: VoiceOptions): Promise<Browser> {
      const flags = ['--autoplay-policy=user-gesture-required', '--use-fake-ui-for-media-stream'];
      if (said !== undefined) {
        const file = join(folder, 'microphone.wav');
        await writeFile(file, await recordingOf(said));
        flags.push('--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${file}%noloop`);
      }
      const args = [...CHROMIUM_FLAGS, ...flags];
      return await chromium.launch({ executablePath: executablePath ?? '', args, ignoreDefaultArgs: ['--mute-audio'] });
    }

    tests(async (options = {}) => {
      const { lines = [], answer, attributes = '', context = {}, prepare = '' } = options;
      const ear = scriptedEar(lines);
      const voice = 'voice' in options ? options.voice : { listen: ear, speak: tone };
      // The bundle of the sources as they are now lies under a path of its own, since /widget.js is that of `dist`.
      const config = { socketio_path: '/fresh/socket.io', ...(voice === undefined ? {} : { voice }) };
      const desk = await openDesk({ channels: [{ use: web, config }], ...(answer ? { answer } : {}) });
      closers.push(() => desk.close());
      desk.server.mount('/fresh', Router().use(express.static(dirname(bundle.file))));
      const script = `<script src="/fresh/widget.js" data-title="Ozzy" ${attributes} async></script>`;
      const html = `<!doctype html><html lang="en"><title>Page</title><meta name="viewport" content="width=device-width">
        <body><main><h1>Page</h1></main>${script}</body></html>`;
      desk.server.mount(
        '/page',
        Router().get('/', (_request, response) => void response.type('html').send(html)),
      );
      const browser = await launch(options);
      closers.push(() => browser.close());
      const page = await (await browser.newContext(context)).newPage();
      page.setDefaultTimeout(15_000);
      await page.addInitScript(listenIn + prepare);
      await page.goto(`${desk.url}/page`);
      const visit = asVisit(page);
      await visit.launcher.waitFor({ state: 'attached' });
      return {
        ...visit,
        desk,
        ear,
        hold: visit.panel.getByRole('button', { name: 'Hold to talk' }),
        hands: visit.panel.getByRole('button', { name: 'Talk hands-free' }),
        strip: visit.panel.locator('.voice'),
        played: () => page.evaluate('window.played'),
      };
    });
  });
}
