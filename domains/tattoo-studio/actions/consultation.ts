/** The guided consultation: idea, style, place, size, color, budget; then an artist, a price and a talk. */
import { defineAction } from 'parley';
import { sayPrice } from '../studio/pricing.js';
import { artistsForIdea, stylesFor } from '../studio/recommend.js';
import { artistNamed } from '../studio/service.js';
import { capital, listOf } from '../studio/words.js';
import type { TattooBot } from '../types.js';
import { ANY_ARTIST, leavesOpen, OPEN, readBudget, readIdea, readPlace, readSize, readStyle } from './answers.js';
import { firstName } from './booking-answers.js';
import { defineTattooForm } from './form.js';
import { describePiece, inform, priceOf, wish } from './project.js';

/** Judges the answers of the consultation form. */
export const validateConsultationForm = defineTattooForm({
  form: 'consultation_form',
  answers: {
    idea: (text, judging) => readIdea(text, judging),
    style: (text, judging) => readStyle(text, judging),
    body_part: (text, judging) => readPlace(text, judging),
    size: (text, judging) => readSize(text, judging),
    color: (text) => (leavesOpen(text) ? OPEN : text.trim()),
    budget: (text, judging) => readBudget(text, judging),
  },
  asks: () => ['idea', 'style', 'body_part', 'size', 'color', 'budget'],
});

/** Asks for the style, with those that suit the idea first. */
export const askStyle = defineAction<TattooBot>({
  name: 'action_ask_consultation_form_style',
  run: ({ slots, say }) => {
    const advice = stylesFor(slots.idea ?? '');
    const [best] = advice;
    const names =
      advice.length > 0
        ? advice.map(({ style }) => style.name)
        : ['fine line', 'blackwork', 'realism', 'traditional', 'watercolor'];
    const text = best
      ? `For that I’d think of **${listOf(names, 'or')}**. ${best.style.about} Which style do you see it in?`
      : 'Which style do you see it in?';
    say({
      text,
      buttons: [
        ...names.map((name) => ({ title: capital(name), payload: inform({ style: name }) })),
        { title: 'Not sure', payload: inform({ style: OPEN }) },
      ],
    });
  },
});

/** Sums the consultation up: who should do it, what it will cost and why, and the offer of a talk. */
export const presentConsultation = defineAction<TattooBot>({
  name: 'action_present_consultation',
  run: async ({ slots, services, say }) => {
    const artists = await services.studio.artists();
    const [suggested, other] = artistsForIdea(slots, artists);
    const wanted = slots.artist && slots.artist !== ANY_ARTIST ? artistNamed(slots.artist, artists) : undefined;
    const artist = wanted ?? suggested?.artist;
    if (!artist) return;
    const style = slots.style === OPEN ? stylesFor(slots.idea ?? '')[0]?.style.name : slots.style;
    const price = await priceOf({ ...slots, artist: artist.name, style: style ?? null }, services.studio);
    const reason = artist === suggested?.artist ? `who ${suggested.reason}` : 'as you wished';
    say({
      text: [
        `Here is your plan: ${describePiece({ ...slots, style: style ?? null })}.`,
        `- **Artist:** ${artist.name}, ${reason}${other && artist !== other.artist ? ` (${other.artist.name} would be my second choice)` : ''}`,
        ...(price
          ? [`- **Price:** about ${sayPrice(price.low, price.high)}`, ...price.reasons.map((line) => `  - ${line}`)]
          : []),
        ...(price ? budgetLine(slots.budget, price.low, price.high) : []),
        '',
        `Next comes a free 30-minute consultation with ${firstName(artist)}, to talk over the drawing. Shall I book one?`,
      ].join('\n'),
      buttons: [
        {
          title: 'Yes, book it',
          payload: wish('book_appointment', { appointment_kind: 'consultation', artist: artist.name }),
        },
        {
          title: 'Straight to a session',
          payload: wish('book_appointment', { appointment_kind: 'tattoo', artist: artist.name }),
        },
        { title: 'Not now', payload: '/deny' },
      ],
    });
  },
});

function budgetLine(budget: string | null, low: number, high: number): readonly string[] {
  const dollars = Number(budget?.replace(/[^\d.]/g, ''));
  if (!budget || budget === OPEN || !(dollars > 0)) return [];
  if (dollars >= high) return [`- **Budget:** ${budget} covers it`];
  if (dollars >= low) return [`- **Budget:** ${budget} fits a simpler version; the artist will draw towards it`];
  return [`- **Budget:** ${budget} is below that; smaller, simpler or without color brings it down`];
}
