import { formatPlace, type Place } from '../place.js';
import { contentOf } from '../project/fingerprint.js';
import { errorAt, type Problem, warningAt } from '../project/problem.js';
import type { Domain, SessionConfig } from './domain.js';
import type { DomainPart } from './domain-part.js';

interface Named {
  readonly name: string;
  readonly place: Place;
}

/**
 * Merges what the files of a project say of the domain.
 *
 * Two files may list the same intent, entity or action, so that packs can share `greet`; two definitions of one name
 * that differ are an error that names both places (Rasa takes one of them and warns).
 */
export function mergeDomain(parts: readonly DomainPart[], problems: Problem[]): Domain {
  const merge = <Item extends Named>(kind: string, items: readonly Item[], repeats: 'allowed' | 'reported') =>
    mergeNamed(kind, items, repeats, problems);
  const responses = merge(
    'response',
    parts.flatMap((part) => part.responses),
    'reported',
  );
  const session = mergeSession(parts, problems);
  const stores = parts.map((part) => part.storeEntitiesAsSlots).findLast((value) => value !== undefined);
  return {
    intents: merge(
      'intent',
      parts.flatMap((part) => part.intents),
      'allowed',
    ),
    entities: merge(
      'entity',
      parts.flatMap((part) => part.entities),
      'allowed',
    ),
    slots: merge(
      'slot',
      parts.flatMap((part) => part.slots),
      'reported',
    ),
    responses: new Map([...responses].map(([name, { variations }]) => [name, variations])),
    actions: merge(
      'action',
      parts.flatMap((part) => part.actions),
      'allowed',
    ),
    forms: merge(
      'form',
      parts.flatMap((part) => part.forms),
      'reported',
    ),
    endToEndActions: [...new Set(parts.flatMap((part) => part.endToEndActions))],
    session,
    ...(stores ? { storeEntitiesAsSlots: stores.value } : {}),
  };
}

function mergeNamed<Item extends Named>(
  kind: string,
  items: readonly Item[],
  repeats: 'allowed' | 'reported',
  problems: Problem[],
): Map<string, Item> {
  const merged = new Map<string, Item>();
  for (const item of items) {
    const earlier = merged.get(item.name);
    if (!earlier) {
      merged.set(item.name, item);
      continue;
    }
    const parameters = { kind, name: item.name, other: formatPlace(earlier.place) };
    if (contentOf(item) !== contentOf(earlier)) problems.push(errorAt(item.place, 'DOMAIN_CLASH', parameters));
    else if (item.place.file === earlier.place.file) problems.push(errorAt(item.place, 'DOMAIN_DUPLICATE', parameters));
    else if (repeats === 'reported') problems.push(warningAt(item.place, 'DOMAIN_REPEATED', parameters));
  }
  return merged;
}

function mergeSession(parts: readonly DomainPart[], problems: Problem[]): SessionConfig {
  const sessions = parts.map((part) => part.session).filter((session) => session !== undefined);
  const named = sessions.map((session) => ({ ...session, name: 'session_config' }));
  const merged = mergeNamed('setting', named, 'reported', problems).get('session_config');
  return { expirationMinutes: merged?.expirationMinutes ?? 60, carryOverSlots: merged?.carryOverSlots ?? true };
}
