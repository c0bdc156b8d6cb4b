import { type Clock, growing, pause } from '../../inbox/clock.js';
import type { Logger } from '../../kernel/logger.js';
import { isDataFault, reasonOf } from '../failures.js';
import { exchange } from './exchange.js';
import type { Marks } from './marks.js';
import type { RasaTable } from './table.js';

/** Writes to Rasa's tracker store what was said here. */
export interface WriteBack {
  /** Has what is new of these conversations written, soon and in order. */
  note(conversationIds: Iterable<string>): void;
  /** Does something while nothing is being written. */
  apart<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Tries what is left once more; what fails now is written after the next start. */
  close(): Promise<void>;
}

/** Conversations that are written by one transaction at most. */
const most = 100;
/** Pauses after failures in ms, the first and the longest. */
const pauses = [500, 30_000] as const;

/** Begins to write back; a table that is only read takes nothing. */
export function startWriteBack(around: {
  readonly table: RasaTable;
  readonly marks: Marks;
  readonly log: Logger;
  readonly clock: Clock;
}): WriteBack {
  const { table, marks, log, clock } = around;
  const due = new Set<string>();
  const abort = new AbortController();
  let working: Promise<void> | undefined;
  let latest: Promise<unknown> = Promise.resolve();

  function apart<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = latest.then(work);
    latest = result.catch(() => undefined);
    return result;
  }

  async function write(): Promise<void> {
    let failures = 0;
    let size = most;
    while (due.size > 0) {
      const ids = [...due].slice(0, size);
      try {
        await apart(() => writeSome(ids));
        failures = 0;
      } catch (error) {
        const reason = reasonOf(error);
        if (isDataFault(error) && ids.length === 1) {
          log.error({ conversationId: ids[0], reason }, "A conversation does not fit Rasa's tracker store.");
          continue;
        }
        for (const id of ids) due.add(id);
        // One by one, only the culprit is hit.
        size = isDataFault(error) ? 1 : most;
        if (size === 1) continue;
        failures += 1;
        log.warn({ conversations: due.size, reason }, "Rasa's tracker store was not written to; it is tried again.");
        if (abort.signal.aborted) break;
        await pause(clock, growing(failures, ...pauses), abort.signal);
      }
    }
    working = undefined;
  }

  async function writeSome(ids: readonly string[]): Promise<void> {
    // Taken off before they are read, so that what is said meanwhile puts them in line again.
    for (const id of ids) due.delete(id);
    const done = await exchange(table, marks, ids, log);
    for (const { mark } of done.filter(({ firstForeignRow }) => firstForeignRow !== undefined)) {
      log.warn({ conversationId: mark.conversationId }, 'Rasa goes on with a conversation that Parley works on.');
    }
    await marks.save(
      done.map(({ mark, lastRow, firstForeignRow, lastSeq }) => ({
        conversationId: mark.conversationId,
        rasaId: firstForeignRow === undefined ? lastRow : firstForeignRow - 1,
        seq: lastSeq,
      })),
    );
  }

  return {
    note(conversationIds) {
      if (!table.isWritable || abort.signal.aborted) return;
      for (const id of conversationIds) due.add(id);
      if (due.size > 0) working ??= write();
    },
    apart,
    async close() {
      abort.abort();
      await working;
    },
  };
}
