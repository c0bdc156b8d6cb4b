import { Document, Scalar, stringify } from 'yaml';
import type { Event, UserEvent } from '../../tracker/events.js';
import { writeEntityMarkup } from '../../training-data/write-entity-markup.js';

/** Which part of a conversation becomes a story. */
export interface StoryOptions {
  /** Seconds since 1970; later events are left out. */
  readonly until: number | undefined;
  /** A story for each session, and not for the latest alone. */
  readonly allSessions: boolean;
}

/**
 * A conversation in the format of test stories: what was said with its intent, actions, slots and loops
 * (rasa/server.py, `get_test_stories`; rasa.com/docs/rasa/testing-your-assistant).
 */
export function writeTestStory(id: string, events: readonly Event[], { until, allSessions }: StoryOptions): string {
  const all = sessionsOf(events);
  const chosen = (allSessions ? all : all.slice(-1))
    .map((session) => session.filter(({ timestamp }) => until === undefined || (timestamp ?? 0) <= until))
    .filter((session) => session.length > 0);
  const stories = chosen.map((session, index) => ({
    story: chosen.length > 1 ? `${id}, story ${index + 1}` : id,
    steps: session.flatMap(stepOf),
  }));
  const version = new Scalar('3.1');
  version.type = 'QUOTE_DOUBLE';
  const document = new Document({ version, ...(stories.length > 0 ? { stories } : {}) });
  return stringify(document, { indentSeq: false, lineWidth: 0 });
}

/** A session begins with `action_session_start`, or where no such action is recorded, with `session_started`. */
function sessionsOf(events: readonly Event[]): Event[][] {
  const sessions: Event[][] = [];
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    const begins = isStart(event) || (event.event === 'session_started' && !(before && isStart(before)));
    if (begins || sessions.length === 0) sessions.push([]);
    sessions.at(-1)?.push(event);
  }
  return sessions;
}

const isStart = (event: Event): boolean => event.event === 'action' && event.name === 'action_session_start';

function stepOf(event: Event): object[] {
  switch (event.event) {
    case 'user':
      return [userStep(event)];
    case 'action':
      if (event.name === null) return event.action_text ? [{ bot: event.action_text }] : [];
      return event.name === 'action_listen' || isStart(event) ? [] : [{ action: event.name }];
    case 'slot':
      return [{ slot_was_set: [{ [event.name]: event.value ?? null }] }];
    case 'active_loop':
      return [{ active_loop: event.name }];
    default:
      return [];
  }
}

function userStep({ text, parse_data }: UserEvent): object {
  const intent = fullIntent(parse_data.intent.name, parse_data.response_selector);
  const said = new Scalar(writeEntityMarkup(text ?? '', inOrder(parse_data.entities)));
  said.type = 'BLOCK_LITERAL';
  return { ...(intent === null ? {} : { intent }), ...(text ? { user: said } : {}) };
}

/** `faq/ask_hours` where a response selector said which. */
function fullIntent(intent: string | null, selector: unknown): string | null {
  const chosen = Object(
    Object(Object(selector)[intent ?? ''] ?? Object(selector).default).response,
  ).intent_response_key;
  return typeof chosen === 'string' && chosen.startsWith(`${intent}/`) ? chosen : intent;
}

/** Mentions that markup can show: in the order of the text, none within another. */
function inOrder(entities: UserEvent['parse_data']['entities']) {
  const sorted = entities
    .filter(({ start, end }) => end > start)
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  return sorted.filter((mention, index) => {
    const before = sorted[index - 1];
    return !before || mention.start >= before.end || (mention.start === before.start && mention.end === before.end);
  });
}
