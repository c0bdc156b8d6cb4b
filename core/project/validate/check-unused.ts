import { parseLiteral } from '../../nlu/literal.js';
import { warningAt } from '../problem.js';
import { placeholdersOf } from './check-responses.js';
import { baseOf, type Check, type CheckContext, toldIn } from './context.js';

/** Intents to which nothing reacts. */
export const unusedIntents: Check = (context) => {
  const { domain } = context;
  const used = new Set([
    ...stepsOf(context).flatMap((step) => (step.type === 'user' && step.intent !== undefined ? [step.intent] : [])),
    ...[...domain.slots.values()].flatMap(({ mappings }) => mappings.flatMap((m) => [...m.intents, ...m.notIntents])),
    ...[...domain.forms.values()].flatMap(({ ignoredIntents }) => ignoredIntents),
    ...[...domain.responses.values()]
      .flat()
      .flatMap(({ buttons = [] }) => buttons.map(({ payload }) => intentOf(payload))),
  ]);
  const bases = new Set([...used].map(baseOf));
  return [...domain.intents.values()]
    .filter(({ name }) => !used.has(name) && !bases.has(name) && !context.domain.responses.has(`utter_${name}`))
    .map(({ name, place }) => warningAt(place, 'INTENT_UNUSED', { intent: name }));
};

/** Actions of the domain that no story or rule names; those that forms call by their name are used. */
export const unusedActions: Check = (context) => {
  const named = namedActions(context);
  return [...context.domain.actions.values()]
    .filter(({ name }) => !named.has(name) && !calledByName.test(name))
    .map(({ name, place }) => warningAt(place, 'ACTION_UNUSED', { action: name }));
};

const calledByName =
  /^(validate_|action_validate_slot_mappings$|action_ask_|action_session_start$|action_default_fallback$)/;

/** Responses that nothing says; in a bot with actions of its own they may say any, so none is reported. */
export const unusedResponses: Check = (context) => {
  if (hasOwnActions(context)) return [];
  const named = namedActions(context);
  return [...context.domain.responses]
    .filter(([name]) => !named.has(name) && !named.has(baseOf(name)) && !saidByDefault.test(name))
    .flatMap(([response, [first]]) => (first ? [warningAt(first.place, 'RESPONSE_UNUSED', { response })] : []));
};

/** Questions of forms, and what the default actions say. */
const saidByDefault = /^utter_(ask_|default$|restart$|back$|session_start$)/;

/** Slots that nothing sets or reads; in a bot with actions of its own they may, so none is reported. */
export const unusedSlots: Check = (context) => {
  if (hasOwnActions(context)) return [];
  const { domain } = context;
  const used = new Set([
    ...stepsOf(context).flatMap((step) => (step.type === 'slot' ? [step.name] : [])),
    ...stepsOf(context).flatMap((step) => (step.type === 'checkpoint' ? step.slots.map(({ name }) => name) : [])),
    ...[...domain.forms.values()].flatMap(({ requiredSlots }) => requiredSlots),
    ...[...domain.responses.values()]
      .flat()
      .flatMap((one) => [...placeholdersOf(one), ...one.conditions.map((c) => c.name)]),
  ]);
  return [...domain.slots.values()]
    .filter(({ name }) => !used.has(name))
    .map(({ name, place }) => warningAt(place, 'SLOT_UNUSED', { slot: name }));
};

const hasOwnActions = ({ domain, registered }: CheckContext): boolean =>
  registered.size > 0 || [...domain.actions.keys()].some((name) => !name.startsWith('utter_'));

const namedActions = (context: CheckContext): Set<string> =>
  new Set(stepsOf(context).flatMap((step) => (step.type === 'action' ? [step.name] : [])));

const stepsOf = ({ data }: CheckContext) => toldIn(data).flatMap(({ steps }) => steps);

const intentOf = (payload: string): string => parseLiteral(payload)?.result.intent.name ?? '';
