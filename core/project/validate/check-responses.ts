import type { ResponseVariation } from '../../domain/domain.js';
import { didYouMean } from '../../nearest.js';
import { parseLiteral } from '../../nlu/literal.js';
import { errorAt, type Problem, warningAt } from '../problem.js';
import { type Check, type CheckContext, knowsIntent, toldIn, unknownSlot } from './context.js';

/** Buttons send intents that exist, in a form that can be read. */
export const buttons: Check = (context) =>
  variations(context).flatMap(([response, variation]) =>
    [...(variation.buttons ?? []), ...(variation.quick_replies ?? [])]
      .filter(({ payload }) => payload.startsWith('/'))
      .flatMap(({ payload }) => checkPayload(context, response, variation, payload)),
  );

function checkPayload(
  context: CheckContext,
  response: string,
  { place }: ResponseVariation,
  payload: string,
): Problem[] {
  const asWritten = parseLiteral(payload);
  // A slot may be filled in where JSON has a number: `/pay{"amount": {total}}`.
  const filledIn = asWritten?.warnings.length ? parseLiteral(payload.replaceAll(placeholder, '0')) : asWritten;
  const [reason] = filledIn ? filledIn.warnings : ['It names no intent after the slash.'];
  if (reason !== undefined) return [errorAt(place, 'BUTTON_PAYLOAD', { response, reason })];
  const intent = filledIn?.result.intent.name ?? '';
  if (knowsIntent(context, intent)) return [];
  return [errorAt(place, 'BUTTON_INTENT_UNKNOWN', { response, intent, hint: didYouMean(intent, context.intents) })];
}

/** Conditions of variations name slots that exist. */
export const responseConditions: Check = (context) =>
  variations(context).flatMap(([response, { conditions, place }]) =>
    conditions.flatMap(({ name }) => unknownSlot(context, name, `A condition of "${response}"`, place)),
  );

/**
 * What a response fills in is a slot. Only responses that the dialogue says by itself are looked at: an action that says
 * one gives values of its own.
 */
export const placeholders: Check = (context) => {
  const said = new Set(
    toldIn(context.data).flatMap(({ steps }) => steps.map((s) => (s.type === 'action' ? s.name : ''))),
  );
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
export function placeholdersOf({ text, image, buttons = [] }: ResponseVariation): string[] {
  const texts = [text ?? '', image ?? '', ...buttons.map(({ title }) => title)];
  return texts.flatMap((part) => [...part.matchAll(placeholder)].map((match) => match[1] ?? ''));
}

const placeholder = /\{([\p{L}_][\p{L}\p{N}_-]*)\}/gu;

const variations = ({ domain }: CheckContext): [string, ResponseVariation][] =>
  [...domain.responses].flatMap(([name, all]) => all.map((one): [string, ResponseVariation] => [name, one]));
