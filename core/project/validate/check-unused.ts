import { defaultIntentNames } from '../../domain/default-actions.js';
import { LANGUAGE_SLOT } from '../../domain/language-slot.js';
import { infoAt, warningAt } from '../problem.js';
import { payloadsOf } from './buttons-of.js';
import { placeholdersOf } from './check-responses.js';
import { baseOf, type Check, type CheckContext, hasOwnActions } from './context.js';
import { namedActions, stepsOf } from './told.js';

/** A bot's own actions may use what no story or rule names; without their code nothing can be said of it. */
function reportFor(context: CheckContext): typeof infoAt | undefined {
  if (!hasOwnActions(context)) return warningAt;
  return context.code ? infoAt : undefined;
}

/** Intents to which nothing reacts. */
export const unusedIntents: Check = (context) => {
  const { domain, data } = context;
  const used = new Set<string>([
    // RulePolicy and the default actions react to these.
    ...defaultIntentNames,
    ...stepsOf(data).flatMap((step) => (step.type === 'user' && step.intent !== undefined ? [step.intent] : [])),
    ...[...domain.slots.values()].flatMap(({ mappings }) => mappings.flatMap((m) => [...m.intents, ...m.notIntents])),
    ...[...domain.forms.values()].flatMap(({ ignoredIntents }) => ignoredIntents),
    ...payloadsOf(domain).map(({ intent }) => intent),
    ...intentsThatFill(context),
  ]);
  const bases = new Set([...used].map(baseOf));
  // Where a slot takes the text of any message, its intent need not be named anywhere.
  const takesAny = [...domain.slots.values()].some(({ mappings }) =>
    mappings.some(({ type, intents }) => type === 'from_text' && intents.length === 0),
  );
  const report = takesAny ? infoAt : warningAt;
  return [...domain.intents.values()]
    .filter(({ name }) => !used.has(name) && !bases.has(name) && !domain.responses.has(`utter_${name}`))
    .map(({ name, place }) => report(place, 'INTENT_UNUSED', { intent: name }));
};

/** Intents such as `inform`, whose messages bring an entity that fills a slot whatever the intent is. */
function intentsThatFill({ domain, data }: CheckContext): string[] {
  const read = new Set(
    [...domain.slots.values()].flatMap(({ mappings }) =>
      mappings.flatMap((one) => (one.type === 'from_entity' && one.intents.length === 0 ? [one.entity] : [])),
    ),
  );
  return data.nlu.examples
    .filter(({ entities }) => entities.some(({ entity }) => read.has(entity)))
    .map(({ intent }) => intent);
}

/** Actions of the domain that no story or rule names; those that forms call by their name are used. */
export const unusedActions: Check = (context) => {
  const { domain, data } = context;
  const named = namedActions(data);
  const mappings = [...domain.slots.values()].flatMap((slot) => slot.mappings);
  for (const mapping of mappings) if (mapping.type === 'custom' && mapping.action) named.add(mapping.action);
  return [...domain.actions.values()]
    .filter(({ name }) => !context.code?.has(name))
    .filter(({ name }) => !named.has(name) && !calledByName.test(name) && !domain.forms.has(name))
    .filter(({ name }) => !domain.responses.has(name))
    .map(({ name, place }) => infoAt(place, 'ACTION_UNUSED', { action: name }));
};

/** Actions that Rasa's own parts call; whatever bears the name of a default action takes its place. */
const calledByName =
  /^(validate_|action_validate_slot_mappings$|action_ask_|action_(session_start|default_|restart$|back$|revert_|two_stage_|deactivate_|unlikely_|listen$|extract_slots$|send_text$))/;

/** Responses that nothing says. */
export const unusedResponses: Check = (context) => {
  const named = namedActions(context.data);
  const report = reportFor(context);
  if (!report) return [];
  return [...context.domain.responses]
    .filter(([name]) => !context.code?.has(name))
    .filter(([name]) => !named.has(name) && !named.has(baseOf(name)) && !saidByDefault.test(name))
    .flatMap(([response, [first]]) => (first ? [report(first.place, 'RESPONSE_UNUSED', { response })] : []));
};

/** Questions of forms, and what the default actions say. */
const saidByDefault = /^utter_(ask_|default$|restart$|back$|session_start$|error$)/;

/** What Rasa's action on knowledge bases reads (rasa.com/docs/action-server/knowledge-bases). */
const knowledgeSlots = /^(knowledge_base_.*|object_type|mention|attribute)$/;
const readsKnowledge = ({ actions }: CheckContext): boolean => actions.has('action_query_knowledge_base');

/** Slots that nothing sets or reads. */
export const unusedSlots: Check = (context) => {
  const { domain, data } = context;
  const used = new Set([
    ...stepsOf(data).flatMap((step) => (step.type === 'slot' ? [step.name] : [])),
    ...stepsOf(data).flatMap((step) => (step.type === 'checkpoint' ? step.slots.map(({ name }) => name) : [])),
    ...[...domain.forms.values()].flatMap(({ requiredSlots }) => requiredSlots),
    ...[...domain.responses.values()]
      .flat()
      .flatMap((one) => [...placeholdersOf(one), ...one.conditions.map((c) => c.name)]),
    ...(data.otherNlu ? [LANGUAGE_SLOT] : []),
  ]);
  const report = reportFor(context);
  if (!report) return [];
  return [...domain.slots.values()]
    .filter(({ name }) => !context.code?.has(name))
    .filter(
      ({ name, influenceConversation, mappings }) => !used.has(name) && !(influenceConversation && mappings.length > 0),
    )
    .filter(({ name }) => !readsKnowledge(context) || !knowledgeSlots.test(name))
    .map(({ name, place }) => report(place, 'SLOT_UNUSED', { slot: name }));
};

/** Entities that no message brings and nothing reads. */
export const unusedEntities: Check = (context) => {
  const { domain, data } = context;
  const used = new Set([
    ...context.marked,
    ...payloadsOf(domain).flatMap(({ entities }) => entities.map(({ entity }) => entity)),
    ...stepsOf(data).flatMap((step) => (step.type === 'user' ? step.entities.map(({ entity }) => entity) : [])),
    ...[...data.nlu.lookups, ...data.nlu.regexes].map(({ name }) => name),
    ...[...domain.slots.values()].flatMap(({ mappings }) =>
      mappings.flatMap((mapping) => (mapping.type === 'from_entity' ? [mapping.entity] : [])),
    ),
  ]);
  const report = context.findsUnmarked ? infoAt : reportFor(context);
  if (!report) return [];
  return [...domain.entities.values()]
    .filter(({ name }) => !used.has(name))
    .map(({ name, place }) => report(place, 'ENTITY_UNUSED', { entity: name }));
};
