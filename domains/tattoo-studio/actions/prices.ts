/** What a tattoo will cost, asked for in a form or in passing. */
import { defineAction, type Event, followup, slotSet } from 'parley';
import { placeIn, placesIn } from '../studio/places.js';
import { type Estimate, sayPrice } from '../studio/pricing.js';
import { sizeIn } from '../studio/sizes.js';
import { stylesIn } from '../studio/styles.js';
import type { Slots, TattooBot, TattooContext } from '../types.js';
import { ANY_ARTIST, entitiesOf, readArtist, readPlace, readSize, readStyle } from './answers.js';
import { defineTattooForm } from './form.js';
import { priceOf, wish } from './project.js';

/** Judges the answers of the price form. */
export const validatePriceForm = defineTattooForm({
  form: 'price_form',
  answers: {
    size: (text, judging) => readSize(text, judging),
    body_part: (text, judging) => readPlace(text, judging),
    style: (text, judging) => readStyle(text, judging),
    artist: (text, judging) => readArtist(text, judging),
  },
  settle: ({ draft }) => {
    if (placeIn(draft.body_part ?? '')?.piercing) draft.body_part = null;
  },
  asks: (draft) =>
    sizeIn(draft.size ?? '')?.name.includes('sleeve') ? ['size', 'style'] : ['size', 'body_part', 'style'],
});

/** Answers the question for a price: at once when enough is known or a form is running, else by asking for the rest. */
export const estimatePrice = defineAction<TattooBot>({
  name: 'action_estimate_price',
  run: async (context): Promise<readonly Event[]> => {
    if (asksForPiercing(context)) {
      context.utter('utter_info_piercing');
      return [];
    }
    if (context.activeLoop === null) return [...unmarked(context), followup('price_form')];
    const price = await priceOf(withMessage(context), context.services.studio);
    if (price) context.say(priceText(price));
    else context.utter('utter_price_basics');
    return [];
  },
});

/** "A back piece" is a size, whether or not it was marked as one. */
function unmarked(context: TattooContext): readonly Event[] {
  const { text } = context.latestMessage;
  const size = entitiesOf(context, 'size').length === 0 ? sizeIn(text) : undefined;
  const style = entitiesOf(context, 'style').length === 0 ? stylesIn(text)[0] : undefined;
  return [...(size ? [slotSet('size', size.name)] : []), ...(style ? [slotSet('style', style.name)] : [])];
}

function asksForPiercing(context: TattooContext): boolean {
  const said = `${entitiesOf(context, 'body_part').join(' ')} ${context.latestMessage.text}`;
  return /\bpierc/i.test(said) || placesIn(said).some((place) => place.piercing);
}

/** Within a form a question fills no slots; what it names counts for its answer all the same. */
function withMessage(context: TattooContext): Slots {
  const text = context.latestMessage.text;
  const said = (entity: string) => entitiesOf(context, entity).at(-1);
  return {
    ...context.slots,
    size: said('size') ?? sizeIn(text)?.name ?? context.slots.size,
    body_part: said('body_part') ?? context.slots.body_part,
    style: said('style') ?? (stylesIn(text)[0]?.name || context.slots.style),
    color: said('color') ?? context.slots.color,
    artist: said('artist') ?? context.slots.artist,
  };
}

/** Shows the estimate and how it came about. */
export const presentEstimate = defineAction<TattooBot>({
  name: 'action_present_estimate',
  run: async ({ slots, services, say, utter }) => {
    const price = await priceOf(slots, services.studio);
    if (!price) {
      utter('utter_price_basics');
      return;
    }
    const artist: Readonly<Record<string, string>> =
      slots.artist && slots.artist !== ANY_ARTIST ? { artist: slots.artist } : {};
    say({
      text: `${priceText(price)}\n\nThat is an estimate; the artist gives you the final price at a free consultation.`,
      buttons: [
        { title: 'Book a consultation', payload: wish('book_consultation', artist) },
        { title: 'Book a session', payload: wish('book_appointment', artist) },
      ],
    });
  },
});

function priceText(price: Estimate): string {
  return [
    `About **${sayPrice(price.low, price.high)}**. How I get there:`,
    ...price.reasons.map((line) => `- ${line}`),
  ].join('\n');
}
