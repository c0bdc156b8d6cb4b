import { createHash } from 'node:crypto';
import type { Domain } from '../../domain/domain.js';
import { domainToJson } from '../../domain/domain-json.js';
import type { Event } from '../../tracker/events.js';
import { trackerToJson } from '../../tracker/json.js';
import type { Tracker } from '../../tracker/tracker.js';
import type { ActionEndpoint } from './settings.js';

/** The Rasa whose protocol is spoken; rasa-sdk complains of a minor version that is not its own. */
const RASA_VERSION = '3.6.21';

/** What of the domain goes with a call. */
export type DomainShare = 'all' | 'digest' | 'none';

/** The JSON of a call (rasa.com/docs/rasa/pages/action-server-api). */
export function callOf(
  action: string,
  tracker: Tracker,
  domain: Domain,
  share: DomainShare,
  { max_events: limit }: Pick<ActionEndpoint, 'max_events'>,
): string {
  const recent = limit === undefined ? tracker.events : tracker.events.slice(-limit);
  // What was not heard is cut from the messages already; the event itself is none of Rasa's.
  const events = stamped(recent.filter(({ event }) => event !== 'bot_interrupted'));
  const call = JSON.stringify({
    next_action: action,
    sender_id: tracker.conversationId,
    tracker: {
      ...trackerToJson(tracker, 'ALL', events),
      latest_event_time: events.at(-1)?.timestamp ?? tracker.latestEventTime ?? null,
    },
    version: RASA_VERSION,
    ...(share === 'none' ? {} : { domain_digest: sentDomain(domain).digest }),
  });
  // The domain is the largest part and always the same.
  return share === 'all' ? `${call.slice(0, -1)},"domain":${sentDomain(domain).json}}` : call;
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
  readonly json: string;
  /** SHA-256 of the JSON, in hexadecimal. */
  readonly digest: string;
}

const sent = new WeakMap<Domain, SentDomain>();

/** The JSON of a domain and its digest, made once for each domain. */
function sentDomain(domain: Domain): SentDomain {
  const known = sent.get(domain);
  if (known) return known;
  const json = JSON.stringify(domainToJson(domain));
  const made = { json, digest: createHash('sha256').update(json).digest('hex') };
  sent.set(domain, made);
  return made;
}
