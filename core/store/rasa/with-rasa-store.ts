import { type Clock, systemClock } from '../../inbox/clock.js';
import { sessionStart } from '../../inbox/session.js';
import type { Logger } from '../../kernel/logger.js';
import type { Event } from '../../tracker/events.js';
import type { OwnedConversation } from '../conversations.js';
import type { Store } from '../store.js';
import type { TurnRecord } from '../turns.js';
import { type Exchange, exchange } from './exchange.js';
import { createMarks, type Mark } from './marks.js';
import { openPostgresTable } from './postgres-table.js';
import { eventsOfRows } from './rows.js';
import type { RasaStore } from './settings.js';
import { openSqliteTable } from './sqlite-table.js';
import type { RasaTable } from './table.js';
import { startWriteBack } from './write-back.js';

/**
 * A store whose conversations begin where a tracker store of Rasa left them: what Rasa has of a conversation is taken
 * over when the conversation is taken up, and what is said from then on is written there too, after each commit.
 *
 * @throws ParleyError RASA_STORE_UNREACHABLE
 */
export async function withRasaStore(
  store: Store,
  settings: RasaStore,
  { log, clock = systemClock }: { readonly log: Logger; readonly clock?: Clock },
): Promise<Store> {
  const table = await openTable(settings, log);
  const marks = createMarks(store.dataSource);
  const writeBack = startWriteBack({ table, marks, log, clock });
  writeBack.note(table.isWritable ? await marks.behind() : []);

  /** Takes over what Rasa has; its reminders are not set again, as they were lost with Rasa's process too. */
  async function takeOver(owned: readonly OwnedConversation[]): Promise<OwnedConversation[]> {
    const exchanged = await exchange(
      table,
      marks,
      owned.map(({ id }) => id),
      log,
    );
    const found = new Map(exchanged.map((one) => [one.mark.conversationId, one]));
    const records = owned.flatMap((conversation) => {
      const foreign = found.get(conversation.id)?.foreign ?? [];
      return foreign.length > 0 ? [importRecord(conversation, foreign)] : [];
    });
    const committed = records.length > 0 ? await store.commit(records) : new Map();
    const taken = new Map(records.map((record) => [record.conversationId, record]));
    // One that another process took meanwhile is no longer owned.
    const still = owned.filter(({ id }) => !taken.has(id) || committed.has(id));
    const now = still.map((conversation) => {
      const record = taken.get(conversation.id);
      if (!record) return conversation;
      const lastSeq = conversation.lastSeq + record.events.length;
      return { ...conversation, lastSeq, sessionSeq: record.sessionSeq };
    });
    await marks.save(now.flatMap(({ id, lastSeq }) => marksAfter(found.get(id), lastSeq)));
    return now;
  }

  return {
    ...store,
    async claim(conversationIds) {
      const owned = await store.claim(conversationIds);
      return owned.length > 0 ? await takeOver(owned) : owned;
    },
    async commit(turns) {
      const committed = await store.commit(turns);
      writeBack.note(committed.keys());
      return committed;
    },
    async eventsFrom(starts) {
      const found = await store.eventsFrom(starts);
      const unknown = starts.filter(({ id }) => !found.has(id)).map(({ id }) => id);
      if (unknown.length === 0) return found;
      for (const [id, events] of await readOnly(unknown)) found.set(id, events);
      return found;
    },
    async replaceEvents(conversationId, events, start) {
      await writeBack.apart(async () => {
        await table.remove(conversationId);
        await store.replaceEvents(conversationId, events, start);
      });
      writeBack.note([conversationId]);
    },
    async erase(conversationId) {
      await writeBack.apart(async () => {
        const [last] = table.isWritable ? [] : await exchange(table, marks, [conversationId], log);
        await table.remove(conversationId);
        await store.erase(conversationId);
        if (!last || last.lastRow === 0) return;
        // Else the next message would bring back what was erased.
        await marks.skip(conversationId, last.lastRow);
        log.warn(
          { conversationId, address: table.address },
          "The conversation was erased here; Rasa's tracker store is only read, so its rows have to be deleted there.",
        );
      });
    },
    async close() {
      await writeBack.close();
      await table.close();
      await store.close();
    },
  };

  /** Conversations that nobody has taken up yet, as they are to be seen. */
  async function readOnly(conversationIds: readonly string[]): Promise<Map<string, Event[]>> {
    const starts = (await marks.read(conversationIds)).map(({ conversationId, rasaId }) => ({
      senderId: conversationId,
      after: rasaId,
    }));
    const { found } = await table.exchange(starts);
    const events = new Map<string, Event[]>();
    for (const { row, event } of eventsOfRows(found, log)) {
      const those = events.get(row.senderId);
      if (those) those.push(event);
      else events.set(row.senderId, [event]);
    }
    return events;
  }
}

function openTable(settings: RasaStore, log: Logger): Promise<RasaTable> {
  return settings.dialect === 'sqlite' ? openSqliteTable(settings.path) : openPostgresTable(settings, log);
}

function importRecord(conversation: OwnedConversation, events: readonly Event[]): TurnRecord {
  return {
    conversationId: conversation.id,
    lastSeq: conversation.lastSeq,
    sessionSeq: sessionStart(events, conversation),
    inboxId: undefined,
    channel: null,
    recipient: null,
    status: 'done',
    attempts: 0,
    error: null,
    events,
    messages: [],
  };
}

function marksAfter(exchanged: Exchange | undefined, lastSeq: number): Mark[] {
  if (!exchanged) return [];
  const { mark, lastRow } = exchanged;
  return lastRow === mark.rasaId && lastSeq === mark.seq ? [] : [{ ...mark, rasaId: lastRow, seq: lastSeq }];
}
