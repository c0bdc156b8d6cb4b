import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Client } from 'whatsapp-web.js';
import type { WebConfig } from '../config.js';
import { whatsappError } from '../errors.js';
import type { WebLibrary } from './client.js';

/** Where browsers are that speak with WhatsApp Web, on Debian and its like, and on a Mac. */
const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What the browser need not do: less memory, no traffic of its own. */
const flags = ['--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-sync'];

/** What every client has and its typings don't tell. */
interface Internals {
  inject(): Promise<void>;
}

/**
 * Loads whatsapp-web.js, which is installed beside Parley by those who use it. The session is kept in `folder`.
 *
 * @throws ParleyError WHATSAPP_WEB_NOT_INSTALLED, WHATSAPP_WEB_BROWSER_MISSING
 */
export async function loadLibrary(config: WebConfig, folder: string): Promise<WebLibrary> {
  const { default: library } = await import('whatsapp-web.js').catch((cause: unknown) => {
    throw whatsappError('WHATSAPP_WEB_NOT_INSTALLED', {}, { cause });
  });
  const executablePath = browserOf(config);
  await mkdir(folder, { recursive: true });
  return {
    makeClient(onFault) {
      const client = new library.Client({
        authStrategy: new library.LocalAuth({ dataPath: folder }),
        // The library would keep a copy of WhatsApp's page in the current folder.
        webVersionCache: { type: 'none' },
        puppeteer: { executablePath, headless: true, args: [...flags, ...config.browser_args] },
      });
      return withFaultsTold(client, onFault);
    },
    makeFile: (mime, base64, name) => new library.MessageMedia(mime, base64, name ?? null),
  };
}

function browserOf({ browser }: WebConfig): string {
  const given = browser ?? process.env.PUPPETEER_EXECUTABLE_PATH;
  const found = (given === undefined ? browsers : [given]).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw whatsappError('WHATSAPP_WEB_BROWSER_MISSING', { path: given ?? browsers.join(', ') });
}

/**
 * The library injects its code again whenever the page changes, and ends itself on some states, and waits for neither: a
 * browser that has crashed would end the whole process by a rejection that nobody handles. Nor does it tell of a browser
 * that has ended.
 */
function withFaultsTold(client: Client, onFault: (error: unknown) => void): Client {
  const { inject } = client as unknown as Internals;
  const { initialize, destroy } = client;
  return Object.assign(client, {
    async initialize() {
      await initialize.call(client);
      const hasEnded = () => onFault(new Error('the browser has ended'));
      client.pupBrowser?.once('disconnected', hasEnded);
      if (client.pupBrowser?.connected === false) hasEnded();
    },
    inject: () => inject.call(client).catch(onFault),
    destroy: () => destroy.call(client).catch(onFault),
  });
}
