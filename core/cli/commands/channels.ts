import { relative } from 'node:path';
import pc from 'picocolors';
import { type ChannelReport, reportChannels, unknownUrl } from '../../bot/channel-report.js';
import { fileOf } from '../../bot/load-bot.js';
import { loadDefinition } from '../../bot/load-definition.js';
import { locateBot } from '../../bot/locate.js';
import { readRunningNote } from '../../bot/running-note.js';
import { readSettings } from '../../config.js';
import { ParleyError } from '../../errors.js';
import { didYouMean } from '../../nearest.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { askRunningBot, type LiveChannels } from '../live-channels.js';
import { showChannel, showOthers } from '../show-channel.js';

/** Flags of the command, as text. */
interface ChannelsFlags {
  readonly url?: string;
  readonly channel?: string;
  readonly json?: boolean;
}

/** `parley channels`: how each channel stands, what is missing, and what to enter at its platform. */
export const addChannels: AddCommand = (program, presets, finish) => {
  program
    .command('channels')
    .description('show each channel: its state, what is missing, and what to enter at its platform')
    .argument(...BOT_ARGUMENT)
    .option('--url <address>', 'where platforms and people reach the bot (PARLEY_PUBLIC_URL)')
    .option('--channel <name>', 'only this channel, with the steps to set it up')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      examples(
        ['parley channels', 'ends with 1 when a channel lacks something'],
        ['parley channels --channel telegram', 'how to set up Telegram'],
        ['parley channels --url https://bot.example', 'with the addresses to enter'],
      ),
    )
    .action(async (given: string | undefined, flags: ChannelsFlags) => {
      const folder = locateBot(given);
      const settings = readSettings({ publicUrl: flags.url });
      const definition = await loadDefinition(folder);
      const report = await reportChannels(
        { credentials: fileOf(folder, 'credentials'), definition, presets },
        settings.publicUrl,
      );
      const channels = chosen(report.channels, flags.channel);
      const note = await readRunningNote(folder);
      const live =
        note &&
        (await askRunningBot(
          note.url,
          channels.map(({ name }) => name),
        ));

      if (flags.json) console.log(JSON.stringify(toJson(report.publicUrl, channels, live), undefined, 2));
      else console.log(toText(folder, report.publicUrl, channels, live, flags.channel !== undefined));
      finish(channels.some(({ state }) => state === 'incomplete') ? exitCode.failed : exitCode.ok);
    });
};

function chosen(channels: readonly ChannelReport[], name: string | undefined): readonly ChannelReport[] {
  if (name === undefined) return channels;
  const found = channels.filter((channel) => channel.name === name);
  if (found.length > 0) return found;
  const names = channels.map((channel) => channel.name);
  throw new ParleyError('CHANNEL_NAME_UNKNOWN', {
    channel: name,
    meant: didYouMean(name, names),
    known: names.join(', '),
  });
}

function toJson(publicUrl: string, channels: readonly ChannelReport[], live: LiveChannels | undefined): object {
  return {
    public_url: publicUrl === unknownUrl ? null : publicUrl,
    running: live?.url ?? null,
    channels: channels.map(({ openTo, ...channel }) => ({
      ...channel,
      open_to: openTo ?? null,
      live: live?.states.get(channel.name) ?? null,
    })),
  };
}

function toText(
  folder: string,
  publicUrl: string,
  channels: readonly ChannelReport[],
  live: LiveChannels | undefined,
  isOne: boolean,
): string {
  const off = isOne ? [] : channels.filter(({ state }) => state === 'off');
  const shown = channels.filter((channel) => !off.includes(channel));
  const title = `${pc.bold('Channels')} ${pc.dim(`· ${relative(process.cwd(), folder) || '.'}`)}`;
  const running = live ? pc.dim(`runs at ${live.url}`) : pc.dim('not running here');
  const hint =
    publicUrl === unknownUrl
      ? [pc.yellow(`The addresses are examples: give the bot’s own with --url or PARLEY_PUBLIC_URL.`)]
      : [];
  return [
    `${title} ${pc.dim('·')} ${running}`,
    ...hint,
    ...shown.map((channel) => showChannel(channel, live?.states.get(channel.name), isOne ? 'always' : 'to do')),
    ...(off.length > 0 ? [showOthers(off)] : []),
  ].join('\n\n');
}
