import { ensureModel } from '../../../core/bot/ensure-model.js';
import { loadBot } from '../../../core/bot/load-bot.js';
import { beginStore } from '../../../core/bot/open-store.js';
import { serveBot } from '../../../core/bot/serve.js';
import { readSettings } from '../../../core/config.js';
import { createLogger } from '../../../core/kernel/pino-logger.js';
import { presets } from '../../../presets.js';

const TOKEN = 'bench-token';

/** A bot that is served in this process, and talked to over HTTP. */
export interface ServedBot {
  /** Says something and returns what the bot answers. */
  says(sender: string, message: string): Promise<readonly { readonly text?: string }[]>;
  /** Has the model at a path answer from now on. */
  swap(path: string): Promise<void>;
  stop(): Promise<void>;
}

/** Serves the bot of a folder on a free port, with an embedded database in that folder. */
export async function openServedBot(folder: string): Promise<ServedBot> {
  const settings = readSettings({ port: '0', host: '127.0.0.1' }, { PARLEY_AUTH_TOKEN: TOKEN });
  const store = beginStore(folder, settings, () => undefined);
  const bot = await loadBot(folder, presets);
  const model = await ensureModel(bot);
  const { url, stop } = await serveBot({ bot, model, settings, log: createLogger({ level: 'error' }), store });
  const send = async (method: string, path: string, body: object): Promise<Response> => {
    const response = await fetch(new URL(`${path}?token=${TOKEN}`, url), {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  return {
    says: async (sender, message) => {
      const response = await send('POST', '/webhooks/rest/webhook', { sender, message });
      return (await response.json()) as readonly { readonly text?: string }[];
    },
    swap: async (path) => void (await send('PUT', '/model', { model_file: path })),
    stop,
  };
}
