import type { Command } from 'commander';
import pc from 'picocolors';
import { loadBot } from '../../bot/load-bot.js';
import { locateBot } from '../../bot/locate.js';
import { beginStore } from '../../bot/open-store.js';
import type { Presets } from '../../bot/presets.js';
import { serveActions } from '../../bot/serve-actions.js';
import { createLogger } from '../../kernel/pino-logger.js';
import { BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { type ServerFlags, settingsOf } from '../server-flags.js';
import { untilStopped } from '../until-stopped.js';

interface ActionFlags extends Omit<ServerFlags, 'cors'> {
  readonly cors?: readonly string[];
  readonly autoReload?: true;
}

/** `parley run actions`: serves the TypeScript actions of a bot to Rasa, with the flags of `rasa run actions`. */
export function addRunActions(run: Command, presets: Presets, finish: (code: number) => void): void {
  run
    .command('actions')
    .description('serve the actions of the bot to Rasa, as rasa-sdk does')
    .argument(...BOT_ARGUMENT)
    .option('-p, --port <number>', 'port to listen on', '5055')
    .option('--host <address>', 'address to listen on (HOST; default localhost); 0.0.0.0 for every network')
    .option('--cors <origins...>', 'origins whose pages may call, or "*"')
    .option('--ssl-certificate <file>', 'certificate of the server; makes it speak HTTPS')
    .option('--ssl-keyfile <file>', 'key of the certificate')
    .option('--ssl-password <password>', 'password of the key (PARLEY_SSL_PASSWORD)')
    .option('--auto-reload', 'read the actions again when their code has changed')
    .option('--log-level <level>', 'debug, info, warn, error or silent (PARLEY_LOG_LEVEL; default info)')
    .option('-v, --verbose', 'the same as --log-level info; twice (-vv): debug', (_, times: number) => times + 1, 0)
    .option('--debug', 'the same as --log-level debug')
    .option('--quiet', 'the same as --log-level warn')
    .addHelpText(
      'after',
      examples(
        ['parley run actions', 'what `action_endpoint: {url: "http://localhost:5055/webhook"}` of Rasa calls'],
        ['parley run actions my-bot --host 0.0.0.0', 'reachable from a container or another machine'],
        ['parley run actions --auto-reload', 'while writing actions'],
      ),
    )
    .action(async (folder: string | undefined, flags: ActionFlags) => {
      const { cors, autoReload, ...rest } = flags;
      const settings = settingsOf({ ...rest, ...(cors ? { cors: cors.join(' ') } : {}) });
      const log = createLogger({ level: settings.logLevel });
      const store = beginStore(locateBot(folder), settings, (text) => console.log(pc.dim(text)));
      try {
        const reload = () => loadBot(folder, presets);
        const bot = await reload();
        const running = await serveActions({ bot, settings, log, store, ...(autoReload ? { reload } : {}) });
        console.log(`Actions at ${pc.cyan(`${running.url}/webhook`)}: ${running.actions.join(', ') || 'none'}`);
        console.log(pc.dim('Ctrl+C stops it.'));
        await untilStopped();
        await running.stop();
        finish(exitCode.ok);
      } finally {
        await store.abandon();
      }
    });
}
