/** Who works here, what they have done, and who suits. */
import { type BotMessage, defineAction } from 'parley';
import { nextFreeDays } from '../studio/availability.js';
import { pieces } from '../studio/portfolio.js';
import { artistsFor } from '../studio/pricing.js';
import { artistsForIdea } from '../studio/recommend.js';
import { artistNamed } from '../studio/service.js';
import type { Artist } from '../studio/tables.js';
import { listOf } from '../studio/words.js';
import { dayOf, sayDayShortly } from '../studio/zone.js';
import type { TattooBot, TattooContext } from '../types.js';
import { entitiesOf } from './answers.js';
import { firstName } from './booking-answers.js';
import { wish } from './project.js';

/** Introduces the artists. */
export const listArtists = defineAction<TattooBot>({
  name: 'action_list_artists',
  run: async ({ services, say }) => {
    const artists = await services.studio.artists();
    const lines = artists.map((artist) =>
      artist.role === 'tattoo' ? `- **${artist.name}**: ${listOf(artist.styles)}` : `- **${artist.name}**: piercings`,
    );
    say({
      text: `These are our artists:\n${lines.join('\n')}\n\nTell me your idea and I’ll say who suits it best.`,
      buttons: [
        { title: 'Who suits my idea?', payload: '/recommend_artist' },
        ...artists
          .filter((artist) => artist.role === 'tattoo')
          .map((artist) => ({
            title: firstName(artist),
            payload: wish('ask_artist_portfolio', { artist: artist.name }),
          })),
      ],
    });
  },
});

/** Shows the work of one artist, or asks whose. */
export const showPortfolio = defineAction<TattooBot>({
  name: 'action_show_portfolio',
  run: async (context) => {
    const { services, say } = context;
    const artists = (await services.studio.artists()).filter((artist) => artist.role === 'tattoo');
    const named = namedArtist(context, artists);
    const style = entitiesOf(context, 'style').at(-1);
    const shown = named ? [named] : style ? artistsFor({ style }, artists) : [];
    if (shown.length === 0 || shown.length === artists.length) {
      say({
        text: 'Whose work would you like to see? Everything is on Instagram, too: @ozzystattoo.',
        buttons: artists.map((artist) => ({
          title: firstName(artist),
          payload: wish('ask_artist_portfolio', { artist: artist.name }),
        })),
      });
      return;
    }
    for (const artist of shown.slice(0, 2)) {
      say(flashOf(artist));
      say(portfolioOf(artist));
    }
  },
});

/** A drawing of the artist's, from the studio's own page. */
function flashOf({ name }: Artist): BotMessage {
  const file = name.toLowerCase().replaceAll(' ', '-');
  return { attachment: { type: 'image', payload: { src: `/art/${file}.svg`, title: `A drawing by ${name}` } } };
}

function portfolioOf(artist: Artist): BotMessage {
  const works = pieces.get(artist.slug) ?? [];
  return {
    text: [
      `**${artist.name}**: ${artist.bio}`,
      ...works.map((work) => `- ${work}`),
      '',
      `$${artist.hourlyRate} an hour, $${artist.minimum} at least. More photos on Instagram: @ozzystattoo.`,
    ].join('\n'),
    buttons: [
      { title: `Book ${firstName(artist)}`, payload: wish('book_appointment', { artist: artist.name }) },
      { title: 'Free consultation', payload: wish('book_consultation', { artist: artist.name }) },
      {
        title: `When is ${firstName(artist)} free?`,
        payload: wish('ask_artist_availability', { artist: artist.name }),
      },
    ],
  };
}

/** Recommends artists for a style or idea, with the reason and the next free day of each. */
export const recommendArtist = defineAction<TattooBot>({
  name: 'action_recommend_artist',
  run: async (context) => {
    const { services, now, say, slots, latestMessage } = context;
    const style = entitiesOf(context, 'style').join(' ') || null;
    const idea = latestMessage.text.startsWith('/') ? slots.idea : latestMessage.text;
    const said = {
      style: style ?? (latestMessage.text.startsWith('/') ? slots.style : null),
      idea,
      color: entitiesOf(context, 'color').at(-1) ?? null,
    };
    const artists = await services.studio.artists();
    const fromMessage = artistsForIdea(said, artists);
    const advice = fromMessage.length < 6 ? fromMessage : artistsForIdea(slots, artists);
    if (advice.length >= 6) {
      say({
        text: 'That depends on the style. Which one do you like, or what shall the tattoo show?',
        buttons: ['fine line', 'blackwork', 'japanese', 'realism', 'traditional', 'watercolor'].map((name) => ({
          title: name,
          payload: wish('recommend_artist', { style: name }),
        })),
      });
      return;
    }
    const best = advice.slice(0, 3);
    const calendar = await services.studio.calendar(
      best.map(({ artist }) => artist),
      now,
      dayOf(now),
    );
    const lines = best.map(({ artist, reason }) => {
      const [next] = nextFreeDays({ ...calendar, artists: [artist] }, dayOf(now), 120, 1);
      return `- **${artist.name}** ${reason}${next ? `; next free on ${sayDayShortly(next.day)}` : ''}`;
    });
    const [first] = best;
    if (!first) return;
    say({
      text: `${best.length > 1 ? 'I’d choose between these:' : 'My recommendation:'}\n${lines.join('\n')}`,
      buttons: [
        { title: `Book ${firstName(first.artist)}`, payload: wish('book_appointment', { artist: first.artist.name }) },
        { title: 'Free consultation', payload: wish('book_consultation', { artist: first.artist.name }) },
        ...best.map(({ artist }) => ({
          title: `${firstName(artist)}’s work`,
          payload: wish('ask_artist_portfolio', { artist: artist.name }),
        })),
      ],
    });
  },
});

/** The artist whom the latest message names. */
export function namedArtist(context: TattooContext, artists: readonly Artist[]): Artist | undefined {
  const said = entitiesOf(context, 'artist').at(-1);
  const meant = /\b(?:her|his|their|she|he|they)\b/i.test(context.latestMessage.text) ? context.slots.artist : null;
  return artistNamed(said ?? meant ?? '', artists);
}
