import { describe, expect, it } from 'vitest';
import { trackerToJson } from '../../core/tracker/json.js';
import { parseEvent } from '../../core/tracker/parse-event.js';
import { openEchoTracker } from '../kit/echo.js';

const says = (text: string) => ({ event: 'bot', text, data: {} }) as const;
const cut = (text: string, heard: string) => ({ event: 'bot_interrupted', text, heard }) as const;
const saidIn = (events: readonly { event: string; text?: unknown }[]) =>
  events.flatMap((event) => (event.event === 'bot' ? [event.text] : []));

describe('what was said and not heard', () => {
  const long = 'We are open from nine to six. On Sundays we are closed.';

  it('is not in the tracker, its JSON or the events that count', () => {
    const tracker = openEchoTracker('ann', [says('Hello!'), says(long), cut(long, 'We are open')]);
    for (const events of [tracker.events, tracker.appliedEvents(), trackerToJson(tracker).events ?? []]) {
      expect(saidIn(events)).toEqual(['Hello!', 'We are open']);
    }
  });

  it('is cut from the latest message of that text only', () => {
    const tracker = openEchoTracker('ann', [says('Yes?'), says('Yes?'), cut('Yes?', '')]);
    expect(saidIn(tracker.events)).toEqual(['Yes?', '']);
  });

  it('stays in a fork that was made before', () => {
    const tracker = openEchoTracker('ann', [says(long)]);
    const before = tracker.fork();
    tracker.apply(cut(long, 'We'));
    expect([saidIn(tracker.events), saidIn(before.events)]).toEqual([['We'], [long]]);
  });

  it('is left alone when the message is gone', () => {
    const tracker = openEchoTracker('ann', [says(long), { event: 'session_started' }, cut(long, 'We')]);
    expect(saidIn(tracker.events)).toEqual([]);
  });

  it('comes back from JSON', () => {
    expect(parseEvent({ ...cut('a', ''), timestamp: 1, other: true })).toEqual({ ...cut('a', ''), timestamp: 1 });
  });
});
