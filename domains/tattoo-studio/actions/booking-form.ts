import { defineAction } from 'parley';
import { placeIn, placesIn } from '../studio/places.js';
import { sayPrice } from '../studio/pricing.js';
import { artistsForIdea } from '../studio/recommend.js';
import { hear } from '../studio/speech/hear.js';
import { readDay, readTime } from '../studio/when.js';
import { capital, listOf } from '../studio/words.js';
import { sayDay, sayTime } from '../studio/zone.js';
import type { TattooBot, TattooContext } from '../types.js';
import {
  ANY_ARTIST,
  entitiesOf,
  nameBeside,
  readArtist,
  readContact,
  readIdea,
  readName,
  readPlace,
  readSize,
  readStyle,
} from './answers.js';
import {
  askDate,
  askTime,
  firstName,
  freeArtists,
  readDate,
  readStart,
  type Seeking,
  startOf,
} from './booking-answers.js';
import { type Draft, defineTattooForm, type Judging, type SlotName } from './form.js';
import { motifIn } from './motif.js';
import { artistsOf, describePiece, durationOf, inform, kindOf, priceOf } from './project.js';

const seeking = async (slots: Draft, { services }: TattooContext): Promise<Seeking> => ({
  artists: await artistsOf(slots, services.studio),
  duration: durationOf(slots),
});

/** Judges the answers of the booking form. */
export const validateBookingForm = defineTattooForm({
  form: 'booking_form',
  answers: {
    idea: (text, judging) => readIdea(text, judging),
    style: (text, judging) => readStyle(text, judging),
    body_part: (text, judging) => readPlace(text, judging),
    size: (text, judging) => readSize(text, judging),
    artist: (text, judging) => readArtist(text, judging),
    date: async (text, { context, draft, alone }) =>
      readDate(text, context, draft, await seeking(draft, context), alone),
    time: (text, judging) => takeTime(text, judging),
    name: (text, judging) => readName(text, judging),
    contact: (text, judging) => readContact(text, judging),
    booking_confirmed: (text, judging) => readConfirmation(text, judging),
  },
  settle: async (judging) => {
    const { context, draft, brought } = judging;
    settleKind(judging);
    if (context.latestMessage.intent.name === 'book_appointment' && kindOf(draft) === 'tattoo')
      draft.idea ??= motifIn(context.latestMessage) ?? null;
    if (draft.email ?? draft.phone)
      draft.contact ??= readContact(draft.email ?? draft.phone ?? '', { ...judging, alone: false });
    if (draft.requested_slot === 'name') draft.name ??= nameBeside(judging);
    await recheckTime(context, draft, brought);
    // Whatever else came with a "yes" changed what it said yes to.
    if (draft.booking_confirmed === true && brought.size > 1) draft.booking_confirmed = null;
  },
  asks: (draft) => slotsToAsk(draft),
});

/** A site of piercings makes it a piercing, if it is said now and not left over from an earlier question. */
function settleKind({ context, draft, brought }: Judging): void {
  if (kindOf(draft) === 'consultation') return;
  const isSite = placeIn(draft.body_part ?? '')?.piercing === true;
  const said = `${entitiesOf(context, 'body_part').join(' ')} ${context.latestMessage.text}`;
  const isSaid = /\bpierc/i.test(said) || placesIn(said).some((place) => place.piercing);
  draft.appointment_kind =
    kindOf(draft) === 'piercing' || (isSaid && (isSite || !draft.body_part)) ? 'piercing' : 'tattoo';
  if (!draft.body_part || isSite === (draft.appointment_kind === 'piercing')) return;
  draft.body_part = null;
  if (brought.has('body_part') && draft.appointment_kind === 'piercing') {
    context.say('We pierce earlobes, helix, nostril, septum and navel; no other places.');
  }
}

/** A consultation needs no measures, a piercing no idea; a style alone will do as an idea. */
function slotsToAsk(draft: Readonly<Draft>): readonly SlotName[] {
  const what: Readonly<Record<string, readonly SlotName[]>> = {
    piercing: ['body_part'],
    consultation: draft.style ? ['artist'] : ['idea', 'artist'],
    tattoo: [...(draft.style ? [] : (['idea'] as const)), 'body_part', 'size', 'artist'],
  };
  return [...(what[kindOf(draft)] ?? []), 'date', 'time', 'name', 'contact', 'booking_confirmed'];
}

/** A time said before its day is kept as said, until the day is known. */
async function takeTime(text: string, { context, draft, alone }: Judging): Promise<string | null> {
  if (!draft.date) return text;
  return readStart(text, context, draft, draft.date, await seeking(draft, context), alone);
}

/** A new day, artist or size can make the time wrong; and a time said early is read once the day is there. */
async function recheckTime(context: TattooContext, draft: Draft, brought: ReadonlySet<SlotName>): Promise<void> {
  if (!draft.date || !draft.time) return;
  const wanted = await seeking(draft, context);
  const start = startOf(draft.time);
  const changed = (['date', 'artist', 'size', 'body_part'] as const).some((name) => brought.has(name));
  if (start === undefined || (changed && !brought.has('time'))) {
    draft.time = await readStart(draft.time, context, draft, draft.date, wanted, false);
  }
}

/** "No" at the end is not the end: the person says what to change, and only that is asked again. */
async function readConfirmation(text: string, judging: Judging): Promise<boolean | null> {
  const { context, draft, alone } = judging;
  // What else the message brought has been taken already.
  if (!alone) return null;
  const said = hear(text);
  if (/\b(day|date)\b/i.test(said)) draft.date = draft.time = null;
  else if (/\b(time|hour|earlier|later)\b/i.test(said)) draft.time = null;
  else if (/\bartist\b/i.test(said)) draft.artist = null;
  else if (/\b(place|placement|spot|body)\b/i.test(said)) draft.body_part = null;
  else if (/\bsize\b/i.test(said)) draft.size = null;
  else if (/\b(name)\b/i.test(said)) draft.name = null;
  else if (/\b(phone|number|mail|email|contact)\b/i.test(said)) draft.contact = draft.phone = draft.email = null;
  else if (/\b(yes|yep|sure|ok|okay|book it|go ahead|confirm)\b/i.test(said)) return true;
  else if (context.latestMessage.intent.name === 'deny') return refuse(judging);
  else if (readDay(text, context.now)) {
    draft.date = await readDate(text, context, draft, await seeking(draft, context), alone);
  } else if (readTime(text)) draft.time = await takeTime(text, judging);
  else context.say('Say "yes" to book it, or tell me what to change: the day, the time, the artist …');
  return null;
}

/** The first "no" asks what to change; whoever says it again wants nothing booked. */
function refuse({ context }: Judging): boolean | null {
  const users = context.events.filter((event) => event.event === 'user');
  if (users.at(-2)?.parse_data.intent.name === 'deny') return false;
  context.say('Then I won’t book it like this. What should be different: the day, the time, the artist?');
  return null;
}

/** Asks for the artist, those who suit first. */
export const askArtist = defineAction<TattooBot>({
  name: 'action_ask_artist',
  run: async ({ slots, services, say }) => {
    const advice = artistsForIdea(slots, await services.studio.artists());
    const [best] = advice;
    const isRecommended = best !== undefined && advice.length < 6;
    const text = isRecommended
      ? `I’d suggest **${best.artist.name}**, who ${best.reason}. Who shall do it?`
      : 'Do you have an artist in mind?';
    say({
      text,
      buttons: [
        ...advice
          .slice(0, 4)
          .map(({ artist }) => ({ title: firstName(artist), payload: inform({ artist: artist.name }) })),
        { title: 'No preference', payload: inform({ artist: ANY_ARTIST }) },
      ],
    });
  },
});

/** Asks for the day. */
export const askBookingDate = defineAction<TattooBot>({
  name: 'action_ask_booking_form_date',
  run: async (context) => {
    const wanted = await seeking({ ...context.slots }, context);
    const [only] = wanted.artists;
    const who = only && wanted.artists.length === 1 ? `${firstName(only)}’s` : 'The';
    const hours = wanted.duration > 60 ? ` for a ${wanted.duration / 60}-hour session` : '';
    await askDate(context, wanted, `Which day suits you? ${who} next free days${hours}:`);
  },
});

/** Asks for the time. */
export const askBookingTime = defineAction<TattooBot>({
  name: 'action_ask_booking_form_time',
  run: async (context) => {
    const { date } = context.slots;
    if (!date) return;
    await askTime(
      context,
      await seeking({ ...context.slots }, context),
      `At what time on ${sayDay(date)}? These are free:`,
    );
  },
});

/** Shows all that will be booked and asks for a yes. */
export const askConfirmation = defineAction<TattooBot>({
  name: 'action_ask_booking_form_booking_confirmed',
  run: async (context) => {
    const { slots, services, say } = context;
    const start = startOf(slots.time);
    if (!slots.date || start === undefined) return;
    const wanted = await seeking({ ...slots }, context);
    const [artist] = await freeArtists(start, context, slots.date, wanted);
    const kind = kindOf(slots);
    const price =
      kind === 'tattoo'
        ? await priceOf({ ...slots, artist: artist?.name ?? slots.artist }, services.studio)
        : undefined;
    const minutes =
      wanted.duration < 60
        ? `${wanted.duration} minutes`
        : `${wanted.duration / 60} ${wanted.duration === 60 ? 'hour' : 'hours'}`;
    say({
      text: [
        'Here is what I have:',
        `- **What:** ${whatIsBooked(kind, slots)}`,
        `- **With:** ${
          artist?.name ??
          listOf(
            wanted.artists.map((one) => one.name),
            'or',
          )
        }`,
        `- **When:** ${sayDay(slots.date)} at ${sayTime(start)}, ${minutes}`,
        ...(price
          ? [
              `- **Price:** about ${sayPrice(price.low, price.high)}${price.sessions > 1 ? ` over about ${price.sessions} sessions` : ''}`,
            ]
          : []),
        ...(kind === 'consultation' ? ['- **Price:** free'] : []),
        `- **For:** ${slots.name}, ${slots.contact}`,
        '',
        'Shall I book it?',
      ].join('\n'),
      buttons: [
        { title: 'Yes, book it', payload: '/affirm' },
        { title: 'Another day', payload: 'another day' },
        { title: 'Another time', payload: 'another time' },
        { title: 'Stop', payload: '/stop' },
      ],
    });
  },
});

/** What an appointment is for, in words. */
function whatIsBooked(kind: string, slots: TattooContext['slots']): string {
  if (kind === 'piercing') return capital(`${slots.body_part ?? ''} piercing`.trim());
  if (kind === 'consultation')
    return `Consultation${slots.idea || slots.style ? ` about ${describePiece(slots)}` : ''}`;
  return capital(describePiece(slots));
}
