import type { ResponseVariation } from '../../domain/domain.js';
import { didYouMean } from '../../nearest.js';
import { contentOf } from '../fingerprint.js';
import { errorAt, infoAt, type Problem, warningAt } from '../problem.js';
import { type Payload, payloadsOf, placeholder } from './buttons-of.js';
import { questionsOf } from './check-forms.js';
import { type Check, type CheckContext, knowsIntent, unknownSlot } from './context.js';
import { repeats } from './firsts.js';
import { misfitOf } from './slot-values.js';
import { namedActions } from './told.js';

/** Buttons send intents and entities that exist, in a form that can be read. */
export const buttons: Check = (context) =>
  payloadsOf(context.domain).flatMap((payload) => checkPayload(context, payload));

function checkPayload(
  context: CheckContext,
  { response, variation, intent, entities, fault, rest }: Payload,
): Problem[] {
  const { place } = variation;
  if (fault !== undefined) return [errorAt(place, 'BUTTON_PAYLOAD', { response, reason: fault })];
  const known = context.domain.entities;
  return [
    ...(rest === undefined ? [] : [warningAt(place, 'BUTTON_PAYLOAD_REST', { response, rest })]),
    ...(knowsIntent(context, intent)
      ? []
      : [errorAt(place, 'BUTTON_INTENT_UNKNOWN', { response, intent, hint: didYouMean(intent, context.intents) })]),
    ...[...new Set(entities.map(({ entity }) => entity))]
      .filter((entity) => !known.has(entity))
      .map((entity) =>
        warningAt(place, 'BUTTON_ENTITY_UNKNOWN', { response, entity, hint: didYouMean(entity, known.keys()) }),
      ),
  ];
}

/** Conditions of variations name slots that exist, and values that they can have. */
export const responseConditions: Check = (context) =>
  variations(context).flatMap(([response, { conditions, place }]) =>
    conditions.flatMap(({ name, value }): Problem[] => {
      const slot = context.domain.slots.get(name);
      if (!slot) return unknownSlot(context, name, `A condition of "${response}"`, place);
      if (misfitOf(slot, value) === undefined) return [];
      const known = slot.values.length > 0 ? slot.values.join(', ') : slot.type;
      const parameters = { response, slot: name, type: slot.type, value: JSON.stringify(value), known };
      return [warningAt(place, 'RESPONSE_CONDITION_VALUE', parameters)];
    }),
  );

/** Every response has something to say on every channel and whatever the slots are. */
export const responseVariations: Check = ({ domain }) =>
  [...domain.responses].flatMap(([response, all]) => {
    const [first] = all;
    if (!first) return [];
    const channels = [...new Set(all.map(({ channel }) => channel))];
    const repeated = repeats(all, ({ id: _id, ...content }) => contentOf(content));
    return [
      ...(channels.includes(undefined)
        ? []
        : [warningAt(first.place, 'RESPONSE_CHANNEL_ONLY', { response, channels: channels.join(', ') })]),
      ...(all.every(({ conditions }) => conditions.length > 0)
        ? [warningAt(first.place, 'RESPONSE_CONDITION_ONLY', { response })]
        : []),
      ...repeated.map(({ item }) => infoAt(item.place, 'RESPONSE_REPEATED', { response })),
    ];
  });

/**
 * What a response fills in is a slot. Only responses that the dialogue says by itself are looked at: an action that says
 * one gives values of its own.
 */
export const placeholders: Check = (context) => {
  const said = namedActions(context.data);
  for (const { name, requiredSlots } of context.domain.forms.values()) {
    for (const question of requiredSlots.flatMap((slot) => questionsOf(name, slot))) said.add(question);
  }
  return variations(context)
    .filter(([response]) => said.has(response))
    .flatMap(([response, variation]) =>
      [...new Set(placeholdersOf(variation))]
        .filter((slot) => !context.slots.has(slot))
        .map((slot) =>
          warningAt(variation.place, 'PLACEHOLDER_UNKNOWN', { response, slot, hint: didYouMean(slot, context.slots) }),
        ),
    );
};

/** The names in curly brackets in the texts of a variation. */
export function placeholdersOf({ text, image, buttons: shown = [] }: ResponseVariation): string[] {
  const texts = [text ?? '', image ?? '', ...shown.map(({ title }) => title)];
  return texts.flatMap((part) => [...part.matchAll(placeholder)].map((match) => match[1] ?? ''));
}

const variations = ({ domain }: CheckContext): [string, ResponseVariation][] =>
  [...domain.responses].flatMap(([name, all]) => all.map((one): [string, ResponseVariation] => [name, one]));
