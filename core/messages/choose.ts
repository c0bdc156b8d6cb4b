import type { ResponseCondition, ResponseVariation } from '../domain/domain.js';

/**
 * The variations that may be said now: those in the language of the conversation, else those without a language, else
 * any. Of these the first of these that is not empty: with a condition and for this channel,
 * for this channel, with a condition, neither (rasa.com/docs/rasa/responses, "Conditional response variations").
 */
export function eligibleVariations(
  variations: readonly ResponseVariation[],
  slots: Readonly<Record<string, unknown>>,
  channel: string | undefined,
  language: string | undefined,
): readonly ResponseVariation[] {
  const choose = (some: readonly ResponseVariation[]) => eligibleAmong(some, slots, channel);
  return (
    byLanguage(language, variations)
      .map(choose)
      .find((group) => group.length > 0) ?? []
  );
}

/** The variations in a language, else those without one, else all. */
export const variationsIn = (
  language: string | undefined,
  variations: readonly ResponseVariation[],
): readonly ResponseVariation[] => byLanguage(language, variations).find((group) => group.length > 0) ?? [];

/** Variations in the order in which they are to be looked through for one that may be said. */
function byLanguage(
  language: string | undefined,
  variations: readonly ResponseVariation[],
): readonly (readonly ResponseVariation[])[] {
  if (variations.every((variation) => variation.language === undefined)) return [variations];
  const spoken = (wanted: string | undefined) => variations.filter((variation) => variation.language === wanted);
  return [...(language === undefined ? [] : [spoken(language)]), spoken(undefined), variations];
}

function eligibleAmong(
  variations: readonly ResponseVariation[],
  slots: Readonly<Record<string, unknown>>,
  channel: string | undefined,
): readonly ResponseVariation[] {
  const holding = variations.filter((variation) => variation.conditions.every((condition) => holds(condition, slots)));
  const here = holding.filter((variation) => variation.channel !== undefined && variation.channel === channel);
  const anywhere = holding.filter((variation) => variation.channel === undefined);
  const groups = [here.filter(conditional), here.filter(plain), anywhere.filter(conditional), anywhere.filter(plain)];
  return groups.find((group) => group.length > 0) ?? [];
}

const conditional = (variation: ResponseVariation) => variation.conditions.length > 0;
const plain = (variation: ResponseVariation) => variation.conditions.length === 0;

function holds(condition: ResponseCondition, slots: Readonly<Record<string, unknown>>): boolean {
  const value = slots[condition.name] ?? null;
  const wanted = condition.value ?? null;
  if (typeof value === 'string' && typeof wanted === 'string') return value.toLowerCase() === wanted.toLowerCase();
  return JSON.stringify(value) === JSON.stringify(wanted);
}
