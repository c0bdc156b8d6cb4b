import type { Command } from 'commander';
import pc from 'picocolors';
import { loadBot } from '../../bot/load-bot.js';
import { locateBot } from '../../bot/locate.js';
import { openErasure } from '../../bot/open-erasure.js';
import { beginStore } from '../../bot/open-store.js';
import type { Presets } from '../../bot/presets.js';
import { readRunningNote } from '../../bot/running-note.js';
import { readSettings } from '../../config.js';
import { ParleyError } from '../../errors.js';
import type { Erasure, Holdings } from '../../identity/erasure.js';
import type { Whom } from '../../identity/whom.js';
import { createLogger } from '../../kernel/pino-logger.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { remoteErasure } from '../remote-erasure.js';

interface Flags {
  readonly conversation?: string;
  readonly person?: string;
  readonly channel?: string;
  readonly id?: string;
  readonly authToken?: string;
  readonly yes?: boolean;
}

/** `parley erase`: deletes all that is known of a person. */
export const addErase: AddCommand = (program, presets, finish) => {
  program
    .command('erase')
    .description('delete all that is known of a person; without --yes, say what that is')
    .argument(...BOT_ARGUMENT)
    .option('--conversation <id>', 'the person by one of their conversations')
    .option('--person <name>', 'the person by the name that the bot links them under')
    .option('--channel <name>', 'the person by their address: the channel, and --id on it')
    .option('--id <id>', 'the person or conversation as the channel names them')
    .option('--auth-token <token>', 'of the bot, when it runs on the embedded database (PARLEY_AUTH_TOKEN)')
    .option('--yes', 'erase')
    .addHelpText(
      'after',
      examples(
        ['parley erase my-bot --channel telegram --id 123', 'say what is held of them'],
        ['parley erase my-bot --channel telegram --id 123 --yes', 'delete it, beside a running bot too'],
      ),
    )
    .action(async (folder: string | undefined, flags: Flags, command: Command) => {
      const whom = whomOf(flags, command);
      await withErasure(folder, presets, flags.authToken, async (erasure) => {
        console.log(describe(await (flags.yes ? erasure.erase(whom) : erasure.find(whom)), flags.yes === true));
      });
      finish(exitCode.ok);
    });
};

function whomOf({ conversation, person, channel, id }: Flags, command: Command): Whom {
  const ways: Whom[] = [
    ...(conversation === undefined ? [] : [{ conversation }]),
    ...(person === undefined ? [] : [{ person }]),
    ...(channel === undefined || id === undefined ? [] : [{ channel, id }]),
  ];
  const [whom] = ways;
  const isHalf = (channel === undefined) !== (id === undefined);
  if (!whom || ways.length > 1 || isHalf) {
    command.error('error: say who, in one way: --conversation, --person, or --channel with --id', { exitCode: 2 });
  }
  return whom;
}

/** Works on the database itself; the embedded one of a running bot is reached through that bot. */
async function withErasure(
  folder: string | undefined,
  presets: Presets,
  authToken: string | undefined,
  work: (erasure: Erasure) => Promise<void>,
): Promise<void> {
  const settings = readSettings({ authToken });
  const botFolder = locateBot(folder);
  const store = beginStore(botFolder, settings, (text) => console.error(pc.dim(text)));
  try {
    const opened = await openErasure({
      bot: await loadBot(folder, presets),
      store,
      settings,
      log: createLogger({ level: 'warn' }),
    });
    try {
      await work(opened.erasure);
    } finally {
      await opened.close();
    }
  } catch (error) {
    const isLocked = error instanceof ParleyError && error.code === 'STORE_LOCKED';
    const note = isLocked && (await readRunningNote(botFolder));
    if (!note) throw error;
    console.error(pc.dim(`The bot runs; this asks it at ${note.url}.`));
    await work(remoteErasure(note.url, settings.authToken));
  } finally {
    await store.abandon();
  }
}

function describe({ conversationIds, addresses, held, stays }: Holdings, erased: boolean): string {
  const list = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  if (held.length === 0) return 'Nothing is held of this person.';
  return [
    `Conversations: ${conversationIds.join(', ')}`,
    ...(addresses.length > 0
      ? [`Addresses: ${addresses.map(({ channel, id }) => `${channel} ${id}`).join(', ')}`]
      : []),
    '',
    pc.bold(erased ? 'Erased' : 'Would be erased'),
    ...list(held.map(({ what, count }) => `${count} ${what}`)),
    '',
    pc.bold('Not erased'),
    ...list(stays),
    ...(erased ? [] : ['', 'Nothing was erased. Add --yes to erase it; it can not be undone.']),
  ].join('\n');
}
