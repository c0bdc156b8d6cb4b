import vm from 'node:vm';
import { needsOf } from './pattern-needs.js';

/** A pattern with the name it goes by in warnings. */
export interface NamedPattern {
  readonly name: string;
  /** With the flag g. */
  readonly pattern: RegExp;
}

/** A match that is not empty. */
export interface PatternHit {
  /** The place of the pattern among those searched for. */
  readonly pattern: number;
  readonly start: number;
  readonly end: number;
}

/**
 * How long patterns that may be slow are searched for in one message, ms of wall-clock time: so long that a busy machine
 * stops none of them, and shorter once they have been stopped.
 */
const longestSearch = 1_000;
const longestOfSlow = 100;

/**
 * Searches messages for patterns in bounded time. Patterns such as `(a+)+b` can keep a backtracking search busy for
 * years; those that might run under a watch that stops them (the `timeout` of node:vm, which costs 0.1 ms), and only
 * where the text holds what they need; the others without. A pattern that was stopped finds nothing in that message, and
 * a warning tells so once.
 */
export class PatternSearch {
  private readonly patterns: readonly NamedPattern[];
  private readonly quick: readonly number[];
  private readonly watched: readonly number[];
  /** Of the watched ones, by their number. */
  private readonly needs: ReadonlyMap<number, readonly RegExp[]>;
  private readonly told = new Set<number>();

  constructor(patterns: readonly NamedPattern[]) {
    this.patterns = patterns;
    const numbers = patterns.map((_, number) => number);
    this.quick = numbers.filter((number) => !mayBeSlow(patterns[number]?.pattern.source ?? ''));
    this.watched = numbers.filter((number) => !this.quick.includes(number));
    this.needs = new Map(this.watched.map((number) => [number, needsOf(patterns[number]?.pattern ?? /(?:)/)]));
  }

  find(text: string): PatternHit[] {
    const hits: PatternHit[] = [];
    for (const number of this.quick) this.match(text, number, hits);
    const possible = this.watched.filter((number) => this.needs.get(number)?.every((need) => need.test(text)));
    const slow = possible.filter((number) => this.told.has(number));
    for (const number of slow) this.matchWatched(text, [number], longestOfSlow, hits);
    let left = possible.filter((number) => !this.told.has(number));
    while (left.length > 0) left = this.matchWatched(text, left, longestSearch, hits);
    return hits;
  }

  /** Matches patterns, in turn; tells which ones are left when one of them was stopped. */
  private matchWatched(text: string, numbers: readonly number[], limit: number, hits: PatternHit[]): number[] {
    let at = 0;
    try {
      runWatched(limit, () => {
        for (; at < numbers.length; at++) this.match(text, numbers[at] as number, hits);
      });
    } catch (error) {
      if (!isTimeout(error)) throw error;
      const stopped = numbers[at];
      if (stopped !== undefined) this.warn(stopped, text.length);
    }
    return numbers.slice(at + 1);
  }

  private match(text: string, number: number, hits: PatternHit[]): void {
    const { pattern } = this.patterns[number] as NamedPattern;
    for (const match of text.matchAll(pattern)) {
      if (match[0] !== '') hits.push({ pattern: number, start: match.index, end: match.index + match[0].length });
    }
  }

  private warn(number: number, length: number): void {
    if (this.told.has(number)) return;
    this.told.add(number);
    process.emitWarning(
      `The regular expression "${this.patterns[number]?.name}" was stopped after ${longestSearch} ms in a message of ` +
        `${length} characters, and finds nothing in such messages. Let no two repetitions fit the same characters.`,
      'SlowPattern',
    );
  }
}

const group = /\\.|\[(?:\\.|[^\]\\])*\]/gs;
const endless = /[*+]|\{\d+,\d*\}/g;
const repeatedGroup = /\)(?:[*+]|\{)/;

/** Whether a search may take longer than the square of the text's length: it has several repetitions, or repeats a group. */
function mayBeSlow(source: string): boolean {
  const bare = source.replace(group, 'x');
  const optional = bare.match(/[^(*+}]\?/g)?.length ?? 0;
  return repeatedGroup.test(bare) || (bare.match(endless)?.length ?? 0) > 1 || optional > 8;
}

let watch: { readonly script: vm.Script; readonly scope: { work?: () => void } } | undefined;

/** Runs work that is stopped when it takes too long. */
function runWatched(timeout: number, work: () => void): void {
  watch ??= { script: new vm.Script('work()'), scope: vm.createContext({}) };
  watch.scope.work = work;
  try {
    watch.script.runInContext(watch.scope as vm.Context, { timeout });
  } finally {
    delete watch.scope.work;
  }
}

const isTimeout = (error: unknown): boolean => Object(error).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
