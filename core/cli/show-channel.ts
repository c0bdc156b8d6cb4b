import pc from 'picocolors';
import type { ChannelReport } from '../bot/channel-report.js';

const marks = { on: pc.green('●'), incomplete: pc.red('●'), off: pc.dim('○') };
const states = { on: 'configured', incomplete: pc.red('incomplete'), off: 'not configured' };
const doors = {
  everybody: pc.yellow('open to everybody who reaches it'),
  platform: 'open to its platform only, which is verified',
  nobody: 'nothing comes in: the channel connects by itself',
};

/**
 * One channel: its state, what is missing, the addresses, and how to set it up: if that is still to be done, or `always`.
 *
 * @param live what the running bot says of it
 */
export function showChannel(channel: ChannelReport, live: string | undefined, steps: 'always' | 'to do'): string {
  const { name, state, openTo, missing, addresses } = channel;
  const facts = [states[state], ...(openTo ? [doors[openTo]] : []), ...(live ? [pc.green(`running: ${live}`)] : [])];
  const width = Math.max(0, ...addresses.map(({ label }) => label.length));
  return [
    `${marks[state]} ${pc.bold(name)}  ${facts.join(pc.dim(' · '))}`,
    ...missing.map((one) => `  ${pc.red('!')} ${one}`),
    ...addresses.map(({ label, url }) => `  ${pc.dim(label.padEnd(width))}  ${pc.cyan(url)}`),
    ...(state === 'on' && steps === 'to do'
      ? []
      : channel.steps.map((step, index) => `  ${pc.dim(`${index + 1}.`)} ${step}`)),
  ].join('\n');
}

/** The channels that a bot could have too. */
export function showOthers(channels: readonly ChannelReport[]): string {
  const names = channels.map(({ name }) => name).join(', ');
  return `${marks.off} ${pc.dim('not configured:')} ${names}\n  ${pc.dim('How to set one up: parley channels --channel <name>')}`;
}
