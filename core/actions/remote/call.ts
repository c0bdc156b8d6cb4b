import { createHash } from 'node:crypto';
import type { Domain } from '../../domain/domain.js';
import { domainToJson } from '../../domain/domain-json.js';
import type { Event } from '../../tracker/events.js';
import { type TrackerJson, trackerToJson } from '../../tracker/json.js';
import type { Tracker } from '../../tracker/tracker.js';
import type { ActionEndpoint } from './settings.js';

/** The Rasa whose protocol is spoken; rasa-sdk complains of a minor version that is not its own. */
const RASA_VERSION = '3.6.21';

/** The body of a call (rasa.com/docs/rasa/pages/action-server-api). */
export interface ActionCall {
  readonly next_action: string;
  readonly sender_id: string;
  readonly tracker: TrackerJson;
  readonly version: string;
  readonly domain?: unknown;
  readonly domain_digest?: string;
}

/** What of the domain goes with a call. */
export interface DomainShare {
  readonly domain?: unknown;
  readonly domain_digest?: string;
}

/** The call of an action. */
export function callOf(
  action: string,
  tracker: Tracker,
  share: DomainShare,
  { max_events: limit }: Pick<ActionEndpoint, 'max_events'>,
): ActionCall {
  const recent = limit === undefined ? tracker.events : tracker.events.slice(-limit);
  // What was not heard is cut from the messages already; the event itself is none of Rasa's.
  const events = stamped(recent.filter(({ event }) => event !== 'bot_interrupted'));
  return {
    next_action: action,
    sender_id: tracker.conversationId,
    tracker: {
      ...trackerToJson(tracker, 'ALL', events),
      latest_event_time: events.at(-1)?.timestamp ?? tracker.latestEventTime ?? null,
    },
    version: RASA_VERSION,
    ...share,
  };
}

/** What has only been tried so far, such as the slots that a form wants validated, has the time of what is before it. */
function stamped(events: readonly Event[]): readonly Event[] {
  if (events.at(-1)?.timestamp !== undefined) return events;
  let latest = events.find(({ timestamp }) => timestamp !== undefined)?.timestamp ?? 0;
  return events.map((event) => {
    latest = event.timestamp ?? latest;
    return { ...event, timestamp: latest };
  });
}

/** A domain as it is sent. */
interface SentDomain {
  readonly json: unknown;
  /** SHA-256 of the JSON, in hexadecimal. */
  readonly digest: string;
}

const sent = new WeakMap<Domain, SentDomain>();

/** The domain as JSON and its digest, made once for each domain. */
export function sentDomain(domain: Domain): SentDomain {
  const known = sent.get(domain);
  if (known) return known;
  const json = domainToJson(domain);
  const made = { json, digest: createHash('sha256').update(JSON.stringify(json)).digest('hex') };
  sent.set(domain, made);
  return made;
}
