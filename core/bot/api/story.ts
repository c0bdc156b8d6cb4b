import type { Domain } from '../../domain/domain.js';
import type { Event } from '../../tracker/events.js';
import { createTracker } from '../../tracker/tracker.js';
import { storyOfEvents } from '../../training-data/story-of-events.js';
import { writeStories } from '../../training-data/write-stories.js';

/** Which part of a conversation becomes a story. */
export interface StoryOptions {
  /** Seconds since 1970; later events are left out. */
  readonly until: number | undefined;
  /** A story for each session, and not for the latest alone. */
  readonly allSessions: boolean;
}

/**
 * A conversation in the format of test stories: what was said with its intent, actions, slots and loops, without what
 * was taken back (rasa/server.py, `get_test_stories`; rasa.com/docs/rasa/testing-your-assistant).
 */
export function writeTestStory(
  id: string,
  events: readonly Event[],
  domain: Domain,
  { until, allSessions }: StoryOptions,
): string {
  const all = sessionsOf(events);
  const chosen = (allSessions ? all : all.slice(-1))
    .map((session) => session.filter(({ timestamp }) => until === undefined || (timestamp ?? 0) <= until))
    .filter((session) => session.length > 0);
  const stories = chosen.map((session, index) => {
    const name = chosen.length > 1 ? `${id}, story ${index + 1}` : id;
    return storyOfEvents(name, createTracker(id, domain, session).appliedEvents());
  });
  return writeStories({ stories }, { test: true });
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
