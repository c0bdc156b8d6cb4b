import { megabytes, ms } from '../spread.js';
import { deviationOf, percentOf } from './deviation.js';
import type { Trained } from './parley-task.js';

/** One line of the table: Parley, what it is to reach, and nlp.js on the same machine in the same run. */
export interface Row {
  readonly name: string;
  readonly parley: string;
  readonly reach?: string;
  readonly met?: boolean;
  readonly nlpjs?: string;
}

export const mebibyte = 1024 * 1024;

/** A line of shares that are to be at least so large, in percent. */
export function shareRow(name: string, shares: readonly number[], reach: number, nlpjs?: string): Row {
  const met = deviationOf(shares).mean >= reach / 100;
  return { name, parley: percentOf(shares), reach: `${reach} %`, met, ...(nlpjs === undefined ? {} : { nlpjs }) };
}

/** The line of the calibration error. */
export function calibrationRow(name: string, all: readonly Trained[]): Row {
  const errors = all.map(({ scores }) => scores.calibrationError);
  return {
    name: `${name}, calibration error (ECE, 15 bins)`,
    parley: percentOf(errors),
    reach: 'under 3 %',
    met: deviationOf(errors).mean < 0.03,
  };
}

/** The intents that were ranked first and right, by random start. */
export const intentsOf = (all: readonly Trained[]): number[] => all.map(({ scores }) => scores.ranked);

/** How long training took, the mean. */
export const secondsOf = (all: readonly Pick<Trained, 'seconds'>[]): number =>
  deviationOf(all.map(({ seconds }) => seconds)).mean;

/** The most memory that any of the processes held, in bytes. */
export const peakOf = (all: readonly Pick<Trained, 'peak'>[]): number => Math.max(...all.map(({ peak }) => peak));

/** What training took, in words. */
export const tookOf = (all: readonly Pick<Trained, 'seconds' | 'peak'>[]): string =>
  `${secondsOf(all).toFixed(1)} s, ${megabytes(peakOf(all))}`;

/** The line of one parse through the whole pipeline. */
export function parseRow(
  name: string,
  own: readonly Pick<Trained, 'parses'>[],
  other: readonly Pick<Trained, 'parses'>[],
): Row {
  const { median, p99 } = spreadsOf(own);
  return {
    name: `${name}, one parse, whole pipeline`,
    parley: parsesOf(own),
    reach: 'median under 0.3 ms, p99 under 2 ms',
    met: median < 0.3 && p99 < 2,
    nlpjs: parsesOf(other),
  };
}

const spreadsOf = (all: readonly Pick<Trained, 'parses'>[]) => ({
  median: deviationOf(all.map(({ parses }) => parses.median)).mean,
  p99: deviationOf(all.map(({ parses }) => parses.p99)).mean,
});

function parsesOf(all: readonly Pick<Trained, 'parses'>[]): string {
  const { median, p99 } = spreadsOf(all);
  return `median ${median.toFixed(3)} ms, p99 ${ms(p99)}`;
}
