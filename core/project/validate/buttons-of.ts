import type { Domain, ResponseVariation } from '../../domain/domain.js';
import { parseLiteral } from '../../nlu/literal.js';
import type { EntityMention } from '../../nlu/parse-result.js';

/** A slot that is filled in, as `{name}`. */
export const placeholder = /\{([\p{L}_][\p{L}\p{N}_-]*)\}/gu;

/** What a button sends. */
export interface Payload {
  readonly response: string;
  readonly variation: ResponseVariation;
  readonly intent: string;
  readonly entities: readonly EntityMention[];
  /** Why it cannot be read. */
  readonly fault: string | undefined;
  /** What stands behind the braces, and is left out when the button is pressed. */
  readonly rest: string | undefined;
}

/** What the buttons of all responses send, plain texts left out. */
export function payloadsOf({ responses }: Pick<Domain, 'responses'>): Payload[] {
  return [...responses].flatMap(([response, variations]) =>
    variations.flatMap((variation) =>
      [...(variation.buttons ?? []), ...(variation.quick_replies ?? [])]
        .filter(({ payload }) => payload.startsWith('/'))
        .map(({ payload }) => ({ response, variation, ...readPayload(payload) })),
    ),
  );
}

function readPayload(template: string): Pick<Payload, 'intent' | 'entities' | 'fault' | 'rest'> {
  // A brace written twice stands for one in a response, as in Rasa.
  const payload = template.includes('{{') ? template.replaceAll('{{', '{').replaceAll('}}', '}') : template;
  const asWritten = parseLiteral(payload);
  // A slot may be filled in where JSON has a number: `/pay{"amount": {total}}`.
  const filledIn = asWritten?.warnings.length ? parseLiteral(payload.replaceAll(placeholder, '0')) : asWritten;
  if (!filledIn) return { intent: '', entities: [], fault: 'It names no intent after the slash.', rest: undefined };
  const rest = payload.slice(payload.lastIndexOf('}') + 1);
  if (filledIn.warnings.length > 0 && rest !== '' && rest.length < payload.length) {
    const without = readPayload(payload.slice(0, -rest.length));
    if (without.fault === undefined) return { ...without, rest };
  }
  const { intent, entities } = filledIn.result;
  return { intent: intent.name ?? '', entities, fault: filledIn.warnings[0], rest: undefined };
}
