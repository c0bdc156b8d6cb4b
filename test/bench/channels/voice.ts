import type { Figure } from '../figures.js';
import { startBot } from '../server-process.js';
import { ms, whole } from '../spread.js';
import { type CallsOptions, holdCalls } from './calls.js';
import { writeVoiceBot } from './voice-bot.js';

/** Measures what a spoken turn takes beside the recogniser and the synthesiser, which answer at once here. */
export async function voiceFigures(options: CallsOptions): Promise<Figure[]> {
  const { folder, remove } = writeVoiceBot();
  const bot = await startBot(folder);
  try {
    await holdCalls(bot.url, { calls: options.calls, turns: 2 });
    const { times, unanswered } = await holdCalls(bot.url, options);
    const { median, p99, longest, count } = times;
    const faults = unanswered === 0 ? 'all answered' : `${whole(unanswered)} unanswered`;
    return [
      {
        name: `own share of a voice turn, ${options.calls} calls at once`,
        measured: `p50 ${ms(median)}, p99 ${ms(p99)}, longest ${ms(longest)}; ${whole(count)} turns, ${faults}`,
        budget: 'p99 under 100 ms',
        met: p99 < 100 && unanswered === 0,
      },
    ];
  } finally {
    await bot.stop();
    remove();
  }
}
