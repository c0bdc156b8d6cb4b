import { formatPlace, type Place } from '../place.js';
import { contentOf } from '../project/fingerprint.js';
import { errorAt, type Problem, warningAt } from '../project/problem.js';
import type { ActionDeclaration, Domain, SessionConfig, SlotDefinition } from './domain.js';
import type { DomainPart, ResponseDefinition } from './domain-part.js';
import { unseenSlot } from './unseen-slot.js';

interface Named {
  readonly name: string;
  readonly place: Place;
}

/** Tells which of the folders that make up a bot, its own or a pack's, a file is from. */
type FolderOf = (file: string) => string;

/**
 * Merges what the files of a project say of the domain.
 *
 * Two files may list the same intent, entity or action, so that packs can share `greet`. Two definitions of one name that
 * differ are an error that names both places; within one folder training puts up with it, and the first counts, as in Rasa.
 */
export function mergeDomain(parts: readonly DomainPart[], problems: Problem[], folderOf: FolderOf = () => ''): Domain {
  const merge = <Item extends Named>(kind: string, items: readonly Item[], repeats: 'allowed' | 'reported') =>
    mergeNamed(kind, items, repeats, problems, folderOf);
  const responses = mergeResponses(parts, (responses) => merge('response', responses, 'reported'));
  const actions = merge(
    'action',
    parts.flatMap((part) => part.actions),
    'allowed',
  );
  checkIds([...responses.values()], problems);
  const session = mergeSession(parts, problems, folderOf);
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
    slots: withKnowledgeBase(
      merge(
        'slot',
        parts.flatMap((part) => part.slots),
        'reported',
      ),
      actions,
    ),
    responses: new Map([...responses].map(([name, { variations }]) => [name, variations])),
    actions,
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

/** What files in several languages say of one response are its variations; within a language it is said once. */
function mergeResponses(
  parts: readonly DomainPart[],
  merge: (responses: readonly ResponseDefinition[]) => Map<string, ResponseDefinition>,
): Map<string, ResponseDefinition> {
  const merged = new Map<string, ResponseDefinition>();
  for (const language of new Set([undefined, ...parts.map((part) => part.language)])) {
    const own = parts.filter((part) => part.language === language).flatMap((part) => part.responses);
    for (const [name, response] of merge(own)) {
      const said =
        language === undefined
          ? response.variations
          : response.variations.map((variation) => ({ language, ...variation }));
      const before = merged.get(name);
      merged.set(
        name,
        before ? { ...before, variations: [...before.variations, ...said] } : { ...response, variations: said },
      );
    }
  }
  return merged;
}

/** A response id names one variation of the whole domain. */
function checkIds(responses: readonly ResponseDefinition[], problems: Problem[]): void {
  const seen = new Map<string, Place>();
  for (const { id, place } of responses.flatMap(({ variations }) => variations)) {
    if (id === undefined) continue;
    const other = seen.get(id);
    if (other) problems.push(errorAt(place, 'RESPONSE_ID_REPEATED', { id, other: formatPlace(other) }));
    else seen.set(id, place);
  }
}

/** The slots that Rasa adds for its action on knowledge bases (rasa.com/docs/action-server/knowledge-bases). */
function withKnowledgeBase(
  slots: Map<string, SlotDefinition>,
  actions: ReadonlyMap<string, ActionDeclaration>,
): Map<string, SlotDefinition> {
  const action = actions.get('action_query_knowledge_base');
  if (!action) return slots;
  for (const part of ['listed_objects', 'last_object', 'last_object_type']) {
    const name = `knowledge_base_${part}`;
    if (!slots.has(name)) slots.set(name, unseenSlot(name, action.place));
  }
  return slots;
}

function mergeNamed<Item extends Named>(
  kind: string,
  items: readonly Item[],
  repeats: 'allowed' | 'reported',
  problems: Problem[],
  folderOf: FolderOf,
): Map<string, Item> {
  const merged = new Map<string, Item>();
  for (const item of items) {
    const earlier = merged.get(item.name);
    if (!earlier) {
      merged.set(item.name, item);
      continue;
    }
    const parameters = { kind, name: item.name, other: formatPlace(earlier.place) };
    const isSame = contentOf(item) === contentOf(earlier);
    const isOneFile = item.place.file === earlier.place.file;
    const isOneFolder = folderOf(item.place.file) === folderOf(earlier.place.file);
    if (isSame && isOneFile) problems.push(errorAt(item.place, 'DOMAIN_DUPLICATE', parameters));
    else if (!isSame && !isOneFile && isOneFolder) problems.push(errorAt(item.place, 'DOMAIN_CLASH', parameters));
    else if (!isSame) problems.push(errorAt(item.place, 'DOMAIN_CONTRADICTION', parameters));
    else if (repeats === 'reported') problems.push(warningAt(item.place, 'DOMAIN_REPEATED', parameters));
  }
  return merged;
}

/** Of several settings of the session the first that says something else than the usual counts, as in Rasa. */
function mergeSession(parts: readonly DomainPart[], problems: Problem[], folderOf: FolderOf): SessionConfig {
  const usual: SessionConfig = { expirationMinutes: 60, carryOverSlots: true };
  const isUsual = ({ expirationMinutes, carryOverSlots }: SessionConfig) =>
    expirationMinutes === usual.expirationMinutes && carryOverSlots === usual.carryOverSlots;
  const sessions = parts.map((part) => part.session).filter((session) => session !== undefined);
  const own = sessions
    .filter((session) => !isUsual(session))
    .map((session) => ({ ...session, name: 'session_config' }));
  const { expirationMinutes, carryOverSlots } =
    mergeNamed('setting', own, 'reported', problems, folderOf).get('session_config') ?? usual;
  return { expirationMinutes, carryOverSlots };
}
