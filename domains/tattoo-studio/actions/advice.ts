/** Answers in which what the studio knows of styles, places and sizes says more than a fixed text. */
import { defineAction, type Event, followup, slotSet } from 'parley';
import { painOf, placeIn } from '../studio/places.js';
import { artistsFor } from '../studio/pricing.js';
import { stylesFor } from '../studio/recommend.js';
import { inchesIn } from '../studio/sizes.js';
import { type Style, stylesIn } from '../studio/styles.js';
import { capital, listOf } from '../studio/words.js';
import type { TattooBot, TattooContext } from '../types.js';
import { entitiesOf } from './answers.js';
import { wish } from './project.js';

/** The styles that the latest message names. */
function stylesSaid(context: TattooContext): readonly Style[] {
  return stylesIn([...entitiesOf(context, 'style'), context.latestMessage.text.replace(/^\/.*/s, '')].join(' '));
}

/** Explains a style, or holds two against each other. */
export const styleInfo = defineAction<TattooBot>({
  name: 'action_style_info',
  run: async (context) => {
    const { slots, say, utter, services } = context;
    const said = stylesSaid(context).slice(0, 3);
    const [only] = said;
    // The responses have a text for each style that the slot can hold.
    if (said.length === 0 ? !slots.style : said.length === 1 && slots.style === only?.name && !only?.near) {
      utter('utter_info_style');
      return;
    }
    const artists = await services.studio.artists();
    const shown = said.length > 0 ? said : stylesIn(slots.style ?? '');
    say({
      text: shown
        .map((style) => {
          const who = artistsFor({ style: style.name }, artists)
            .slice(0, 2)
            .map((artist) => artist.name);
          return `**${capital(style.name)}.** ${style.about} ${style.aging} With us: ${listOf(who, 'or')}.`;
        })
        .join('\n\n'),
      buttons: shown.slice(0, 2).map((style) => ({
        title: `Who does ${style.name}?`,
        payload: wish('recommend_artist', { style: style.name }),
      })),
    });
  },
});

/** Recommends styles for an idea. */
export const recommendStyle = defineAction<TattooBot>({
  name: 'action_recommend_style',
  run: (context) => {
    const { say, utter, slots, latestMessage } = context;
    const text = latestMessage.text.startsWith('/') ? (slots.idea ?? '') : latestMessage.text;
    const named = stylesSaid(context);
    const advice = stylesFor(text);
    if (advice.length === 0) {
      utter('utter_which_idea');
      return;
    }
    const intro = named.length > 1 ? 'Both can work; here is what speaks for each:' : 'I’d think of these:';
    say({
      text: [intro, ...advice.map(({ style }) => `- **${capital(style.name)}**: ${style.about} ${style.aging}`)].join(
        '\n',
      ),
      buttons: [
        ...advice.slice(0, 2).map(({ style }) => ({
          title: `Who does ${style.name}?`,
          payload: wish('recommend_artist', { style: style.name }),
        })),
        { title: 'Plan it with me', payload: '/book_consultation' },
      ],
    });
  },
});

/** Says how much a place hurts, then what helps. */
export const pain = defineAction<TattooBot>({
  name: 'action_pain',
  run: (context) => {
    const said = placeIn([...entitiesOf(context, 'body_part'), context.latestMessage.text].join(' '));
    const place = said ?? (context.activeLoop ? placeIn(context.slots.body_part ?? '') : undefined);
    if (place && !place.piercing) context.say(painOf(place));
    context.utter('utter_info_pain');
  },
});

/** Says what a place on the body is good for. */
export const placementAdvice = defineAction<TattooBot>({
  name: 'action_placement_advice',
  run: (context) => {
    const place = placeIn(entitiesOf(context, 'body_part').join(' '));
    if (!place || place.piercing) {
      context.utter('utter_info_placement');
      return;
    }
    const fit = `Up to about ${inchesText(place.mostInches)} fit there.`;
    const visible = place.visible ? ' We tattoo it only on people who already have visible tattoos.' : '';
    const fades = place.fades ? ' The free touch-up doesn’t cover it, since ink there fades whatever one does.' : '';
    context.say({
      text: `**${capital(place.name)}:** ${place.advice}. ${fit}${visible}${fades}`,
      buttons: [
        { title: 'Does it hurt there?', payload: wish('ask_pain', { body_part: place.name }) },
        { title: 'What would it cost?', payload: wish('ask_price_estimate', { body_part: place.name }) },
      ],
    });
  },
});

/** Says how big a style has to be, and what fits a place. */
export const sizeAdvice = defineAction<TattooBot>({
  name: 'action_size_advice',
  run: (context) => {
    const [style] = stylesSaid(context);
    const place = placeIn(entitiesOf(context, 'body_part').join(' '));
    const said = entitiesOf(context, 'size').join(' ');
    const inches = inchesIn(said);
    const lines = [
      ...(style
        ? [
            `**${capital(style.name)}** needs at least about ${inchesText(style.leastInches)} to keep its detail. ${style.aging}`,
          ]
        : []),
      ...(place && !place.piercing
        ? [`On the **${place.name}** up to about ${inchesText(place.mostInches)} fit.`]
        : []),
      ...(style && inches !== undefined
        ? [inches >= style.leastInches ? 'So the size you mention works.' : 'So I’d go bigger than that.']
        : []),
    ];
    if (lines.length === 0) context.utter('utter_info_size');
    else
      context.say({
        text: lines.join('\n\n'),
        buttons: [{ title: 'What would it cost?', payload: '/ask_price_estimate' }],
      });
  },
});

const inchesText = (inches: number): string =>
  `${inches} ${inches === 1 ? 'inch' : 'inches'} (${Math.round(inches * 2.54)} cm)`;

/** Answers about piercings; who wants one right away is taken to the booking. */
export const piercing = defineAction<TattooBot>({
  name: 'action_piercing',
  run: (context): readonly Event[] => {
    const wantsOne = /\b(book|appointment|appt|want|schedule|get)\b/i.test(context.latestMessage.text);
    if (wantsOne && context.activeLoop === null && placeIn(entitiesOf(context, 'body_part').join(' '))?.piercing) {
      return [slotSet('appointment_kind', 'piercing'), followup('booking_form')];
    }
    context.utter('utter_info_piercing');
    return [];
  },
});
