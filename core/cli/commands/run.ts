import { createWriteStream } from 'node:fs';
import { relative } from 'node:path';
import pc from 'picocolors';
import { parleyVersion } from '../../bot/package-root.js';
import { removeRunningNote, writeRunningNote } from '../../bot/running-note.js';
import type { RunningBot } from '../../bot/serve.js';
import { createLogger } from '../../kernel/pino-logger.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { growHeapSlowly } from '../lean-heap.js';
import { addServerFlags, type ServerFlags, settingsOf } from '../server-flags.js';
import { startBot } from '../start-bot.js';
import { untilStopped } from '../until-stopped.js';
import { addRunActions } from './run-actions.js';

interface RunFlags extends ServerFlags {
  readonly model?: string;
  readonly credentials?: string;
  readonly endpoints?: string;
  readonly connector?: string;
  readonly logFile?: string;
}

/** `parley run`: trains if something changed, then answers on every channel until it is told to stop. */
export const addRun: AddCommand = (program, presets, finish) => {
  const command = program
    .command('run')
    .description('train if something changed, then answer on every channel')
    .argument(...BOT_ARGUMENT)
    .option('-m, --model <path>', 'a model, or a folder whose newest is taken, instead of training')
    .option('--credentials <file>', 'names the channels; default credentials.yml')
    .option('--endpoints <file>', 'names the servers that the bot works with; default endpoints.yml')
    .option('--connector <channel>', 'opens this channel alone')
    .option('--log-file <file>', 'writes the log to a file instead of standard error');
  addServerFlags(command)
    .addHelpText(
      'after',
      examples(
        ['parley run', 'the bot of this folder at http://localhost:5005'],
        ['parley run my-bot --port 8080', ''],
        ['DATABASE_URL=postgres://… parley run', 'on PostgreSQL instead of the embedded database'],
      ),
    )
    .action(async (folder: string | undefined, flags: RunFlags) => {
      growHeapSlowly();
      const { model, credentials, endpoints, connector, logFile, ...serverFlags } = flags;
      const settings = settingsOf(serverFlags);
      const output = logFile === undefined ? {} : { output: createWriteStream(logFile, { flags: 'a' }) };
      const log = createLogger({ level: settings.logLevel, ...output });
      const running = await startBot(folder, presets, {
        settings,
        log,
        model,
        paths: { credentials, endpoints },
        connector,
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
  addRunActions(command, presets, finish);
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
