import pc from 'picocolors';
import { locateBot } from '../../bot/locate.js';
import type { Presets } from '../../bot/presets.js';
import { readRunningNote } from '../../bot/running-note.js';
import { readSettings } from '../../config.js';
import { ParleyError } from '../../errors.js';
import { createLogger } from '../../kernel/pino-logger.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { openRemoteTalk } from '../remote-talk.js';
import { startBot } from '../start-bot.js';

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
      else await talkHere(folder, presets);
      finish(exitCode.ok);
    });
};

/** Runs the bot in this process; when another one runs it already, talks with that. */
async function talkHere(folder: string | undefined, presets: Presets): Promise<void> {
  const terminal = presets.terminal();
  try {
    const running = await startBot(folder, presets, {
      settings: { ...readSettings(), port: 0 },
      log: createLogger({ level: 'warn' }),
      channels: [{ use: terminal.channel }],
      progress: (text) => console.error(pc.dim(text)),
    });
    await terminal.finished;
    await running.stop();
  } catch (error) {
    const isLocked = error instanceof ParleyError && error.code === 'STORE_LOCKED';
    const note = isLocked && (await readRunningNote(locateBot(folder)));
    if (!note) throw error;
    console.error(pc.dim(`The bot runs already; this talks with it at ${note.url}.`));
    await talkWith(note.url, terminal);
  }
}

async function talkWith(url: string, terminal: ReturnType<Presets['terminal']>): Promise<void> {
  const close = await openRemoteTalk(url, terminal.channel);
  await terminal.finished;
  await close();
}
