import { relative } from 'node:path';
import pc from 'picocolors';
import { parleyVersion } from '../../bot/package-root.js';
import { removeRunningNote, writeRunningNote } from '../../bot/running-note.js';
import type { RunningBot } from '../../bot/serve.js';
import { readSettings, type SettingFlags } from '../../config.js';
import { createLogger } from '../../kernel/pino-logger.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { growHeapSlowly } from '../lean-heap.js';
import { startBot } from '../start-bot.js';
import { untilStopped } from '../until-stopped.js';

/** `parley run`: trains if something changed, then answers on every channel until it is told to stop. */
export const addRun: AddCommand = (program, presets, finish) => {
  program
    .command('run')
    .description('train if something changed, then answer on every channel')
    .argument(...BOT_ARGUMENT)
    .option('-p, --port <number>', 'port to listen on (PORT; default 5005)')
    .option('--host <address>', 'address to listen on (HOST; default localhost); 0.0.0.0 for every network')
    .option('--cors <origins>', 'origins whose pages may show the chat, or "*" (PARLEY_CORS)')
    .option('--auth-token <token>', 'opens the HTTP API to callers that know it (PARLEY_AUTH_TOKEN)')
    .option('--log-level <level>', 'debug, info, warn, error or silent (PARLEY_LOG_LEVEL; default info)')
    .addHelpText(
      'after',
      examples(
        ['parley run', 'the bot of this folder at http://localhost:5005'],
        ['parley run my-bot --port 8080', ''],
        ['DATABASE_URL=postgres://… parley run', 'on PostgreSQL instead of the embedded database'],
      ),
    )
    .action(async (folder: string | undefined, flags: SettingFlags) => {
      growHeapSlowly();
      const settings = readSettings(flags);
      const log = createLogger({ level: settings.logLevel });
      const running = await startBot(folder, presets, {
        settings,
        log,
        progress: (text) => console.log(pc.dim(text)),
        onRead: (bot) => console.log(title(bot.folder)),
      });
      const { bot } = running;
      await writeRunningNote(bot.folder, running.url);
      console.log(addresses(running));
      await untilStopped();
      console.log(pc.dim('Stopping: what is under way is finished first.'));
      await removeRunningNote(bot.folder);
      await running.stop();
      finish(exitCode.ok);
    });
};

const title = (folder: string): string =>
  `${pc.bold('Parley')} ${parleyVersion} ${pc.dim('·')} ${relative(process.cwd(), folder) || '.'}`;

function addresses({ url, channels }: RunningBot): string {
  const lines = [
    ...(channels.includes('web') ? [['Chat', url]] : []),
    ...(channels.includes('rest')
      ? [['REST', `POST ${url}/webhooks/rest/webhook  {"sender": "me", "message": "hi"}`]]
      : []),
    ['Health', `${url}/health`],
  ];
  const shown = lines.map(([name = '', address = '']) => `  ${pc.dim(name.padEnd(7))} ${pc.cyan(address)}`);
  return ['', ...shown, '', pc.dim('Ctrl+C stops it.')].join('\n');
}
