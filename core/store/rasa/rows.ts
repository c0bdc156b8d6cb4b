import { formatError, ParleyError } from '../../errors.js';
import type { Logger } from '../../kernel/logger.js';
import type { Event } from '../../tracker/events.js';
import { eventToJson } from '../../tracker/json.js';
import { parseEvent, withOwnOffsets } from '../../tracker/parse-event.js';
import type { NewRasaRow, RasaRow } from './table.js';

/** Columns of names and of the conversation's id hold so many characters at most. */
const longest = 255;
/** Events that Rasa 3.6 does not know and would stop at. */
const ownEvents: readonly string[] = ['bot_interrupted', 'session_ended'];

/** Reads rows of Rasa; a row that holds no event is named in the log, stays where it is and is left out. */
export function eventsOfRows(
  rows: readonly RasaRow[],
  log: Logger,
): { readonly row: RasaRow; readonly event: Event }[] {
  return rows.flatMap((row) => {
    try {
      return [{ row, event: readRow(row) }];
    } catch (error) {
      log.error(
        { id: row.id, sender: row.senderId, reason: formatError(error) },
        "A row of Rasa's tracker store holds no event; the conversation goes on without it.",
      );
      return [];
    }
  });
}

function readRow({ id, senderId, data }: RasaRow): Event {
  const broken = (reason: string, cause?: unknown) =>
    new ParleyError('RASA_ROW_BROKEN', { id, sender: senderId, reason }, { cause });
  if (data === null) throw broken('its data is empty');
  try {
    return withOwnOffsets(parseEvent(JSON.parse(data)));
  } catch (error) {
    throw broken(error instanceof ParleyError ? error.message : 'its data is no JSON', error);
  }
}

/** What Rasa can store of an event, if anything. */
export function rowOf(senderId: string, event: Event): NewRasaRow | undefined {
  if (ownEvents.includes(event.event) || senderId.length > longest) return undefined;
  const name = 'name' in event && typeof event.name === 'string' ? event.name : null;
  const intent = event.event === 'user' ? (event.parse_data.intent.name ?? null) : null;
  return {
    senderId,
    typeName: event.event,
    timestamp: event.timestamp ?? 0,
    intentName: intent?.slice(0, longest) ?? null,
    actionName: name?.slice(0, longest) ?? null,
    data: JSON.stringify(eventToJson(event)),
  };
}

/** What an event and its copy in the other store have in common. */
export function keyOf(event: Event): string {
  const { timestamp, event: type } = event;
  const what = 'name' in event ? event.name : 'text' in event ? event.text : null;
  return JSON.stringify([type, timestamp ?? null, what ?? null]);
}
