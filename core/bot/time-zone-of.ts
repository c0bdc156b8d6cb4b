import { isTimeZone } from '../time-zone.js';

/** There are some 600 zones, of names shorter than this; what people send beside them must not fill the memory. */
const mostKnown = 1_000;
const longestName = 64;

const known = new Map<string, boolean>();

/** The person's IANA zone, when the channel's metadata names one as `timezone`; what is no zone is none. */
export function timeZoneOf(metadata: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const zone = metadata?.timezone;
  if (typeof zone !== 'string' || zone === '' || zone.length > longestName) return undefined;
  const valid = known.get(zone) ?? isTimeZone(zone);
  if (known.size < mostKnown) known.set(zone, valid);
  return valid ? zone : undefined;
}
