import pc from 'picocolors';
import { type LoadedBot, loadBot } from '../../bot/load-bot.js';
import { readRunningNote } from '../../bot/running-note.js';
import { serveBot } from '../../bot/serve.js';
import { readSettings } from '../../config.js';
import { ParleyError } from '../../errors.js';
import { createLogger } from '../../kernel/pino-logger.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { openRemoteTalk } from '../remote-talk.js';
import { trainWithProgress } from '../train-with-progress.js';

/** `parley shell`: talks with the bot in the terminal. */
export const addShell: AddCommand = (program, presets, finish) => {
  program
    .command('shell')
    .description('talk with the bot in the terminal')
    .argument(...BOT_ARGUMENT)
    .option('--connect <url>', 'talk with a bot that runs elsewhere')
    .addHelpText(
      'after',
      examples(
        ['parley shell', 'talk; /stop or Ctrl+D ends'],
        ['echo hello | parley shell', 'answers and ends'],
        ['parley shell --connect http://localhost:5005', 'talk with a bot that runs already'],
      ),
    )
    .action(async (folder: string | undefined, options: { connect?: string }) => {
      if (options.connect) await talkWith(options.connect, presets.terminal());
      else await talkHere(await loadBot(folder, presets));
      finish(exitCode.ok);
    });
};

/** Runs the bot in this process; when another one runs it already, talks with that. */
async function talkHere(bot: LoadedBot): Promise<void> {
  const terminal = bot.presets.terminal();
  const model = await trainWithProgress(bot);
  const log = createLogger({ level: 'warn' });
  const settings = { ...readSettings(), port: 0 };
  const channels = [{ use: terminal.channel }];
  try {
    const progress = (text: string) => console.error(pc.dim(text));
    const running = await serveBot({ bot, model, settings, log, channels, progress });
    await terminal.finished;
    await running.stop();
  } catch (error) {
    const note = error instanceof ParleyError && error.code === 'STORE_LOCKED' && (await readRunningNote(bot.folder));
    if (!note) throw error;
    console.error(pc.dim(`The bot runs already; this talks with it at ${note.url}.`));
    await talkWith(note.url, terminal);
  }
}

async function talkWith(url: string, terminal: ReturnType<LoadedBot['presets']['terminal']>): Promise<void> {
  const close = await openRemoteTalk(url, terminal.channel);
  await terminal.finished;
  await close();
}
