import { defineAction, type Event, followup } from 'parley';
import { stylesIn } from '../studio/styles.js';
import type { TattooBot } from '../types.js';
import { entitiesOf, refIn } from './answers.js';
import { describePiece, wish } from './project.js';

/** Takes up details that nobody asked for: a reference is looked up, the rest is repeated with what can be done with it. */
export const noteDetails = defineAction<TattooBot>({
  name: 'action_note_details',
  run: (context): readonly Event[] => {
    const { latestMessage, slots, say } = context;
    if (refIn(latestMessage.text) ?? entitiesOf(context, 'booking_ref')[0])
      return [followup('action_check_appointment')];
    const about = ['style', 'body_part', 'size', 'color', 'artist'].flatMap((entity) => entitiesOf(context, entity));
    const when = ['date', 'time'].flatMap((entity) => entitiesOf(context, entity));
    const isSure = latestMessage.intent.confidence > 0.55;
    if (isSure && (/\bbook\b/i.test(latestMessage.text) || (when.length > 0 && about.length > 0)))
      return [followup('booking_form')];
    if (when.length > 0) {
      say({
        text: `Shall I look for a free hour (${when.join(', ')})?`,
        buttons: [
          { title: 'Yes, book a session', payload: '/book_appointment' },
          { title: 'A consultation', payload: '/book_consultation' },
        ],
      });
      return [];
    }
    // Nothing in it was an answer to anything: it was not understood.
    if (about.length === 0) return [followup('action_suggest_intents')];
    const style = stylesIn(slots.style ?? '')[0];
    say({
      text: `Noted: ${describePiece(slots)}. What shall I do with it?`,
      buttons: [
        { title: 'Estimate the price', payload: '/ask_price_estimate' },
        {
          title: 'Suggest an artist',
          payload: style ? wish('recommend_artist', { style: style.name }) : '/recommend_artist',
        },
        { title: 'Book a session', payload: '/book_appointment' },
      ],
    });
    return [];
  },
});
