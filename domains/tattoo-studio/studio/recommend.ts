/** Which style suits an idea, and who should do it. */
import { isCoverUp } from './pricing.js';
import { hear } from './speech/hear.js';
import { artistStylesFor, type Style, styles, stylesIn } from './styles.js';
import type { Artist } from './tables.js';
import { listOf, mentions, plain } from './words.js';

/** A style for an idea, with the words that speak for it. */
export interface StyleAdvice {
  readonly style: Style;
  readonly because: readonly string[];
}

/** An artist for an idea, with a reason to show. */
export interface ArtistAdvice {
  readonly artist: Artist;
  readonly reason: string;
}

/** A style is worth naming beside the best one when it has more than this share of its weight. */
const CLOSE = 0.6;

/** Up to three styles that suit an idea; those it names come first. Empty when nothing in it speaks for any. */
export function stylesFor(idea: string): readonly StyleAdvice[] {
  const text = hear(plain(idea));
  const named = stylesIn(idea).map((style) => ({ style, because: [style.name] }));
  const suited = styles
    .filter((style) => !style.near && !named.some((advice) => advice.style === style))
    .map((style) => ({ style, because: style.suits.filter((word) => mentions(text, plain(word))) }))
    .filter((advice) => advice.because.length > 0)
    .map((advice) => ({ advice, weight: weightOf(advice, text) }))
    .sort((one, other) => other.weight - one.weight);
  const best = suited[0]?.weight ?? 0;
  const close = suited.filter(({ weight }) => weight > best * CLOSE).map(({ advice }) => advice);
  return [...named, ...close].slice(0, 3);
}

/** Artists for what a person said of style and idea, the best first; all tattooers when it says nothing. */
export function artistsForIdea(
  wish: { readonly style?: string | null; readonly idea?: string | null; readonly color?: string | null },
  artists: readonly Artist[],
): readonly ArtistAdvice[] {
  const tattooers = artists.filter((artist) => artist.role === 'tattoo');
  const wanted = wantedStyles(wish);
  const rated = tattooers
    .map((artist) => ({ artist, score: scoreOf(artist, wanted, wish.color), does: matching(artist, wanted) }))
    .filter((candidate) => candidate.does.length > 0)
    .sort((one, other) => other.score - one.score);
  if (rated.length === 0) {
    return tattooers.map((artist) => ({ artist, reason: `does ${listOf(artist.styles)}` }));
  }
  return rated.map(({ artist, does }) => ({ artist, reason: reasonFor(does, wanted) }));
}

interface Wanted {
  readonly style: Style;
  readonly weight: number;
  readonly words: readonly string[];
}

function wantedStyles(wish: { readonly style?: string | null; readonly idea?: string | null }): readonly Wanted[] {
  if (isCoverUp(wish)) return stylesIn('cover-up').map((style) => ({ style, weight: 10, words: [] }));
  const said = stylesIn(wish.style ?? '');
  const named = said.length > 0 ? said : stylesIn(wish.idea ?? '');
  if (named.length > 0) return named.map((style) => ({ style, weight: 10, words: [] }));
  return stylesFor(wish.idea ?? '').map((advice, index) => ({
    style: advice.style,
    weight: 3 - index,
    words: advice.because,
  }));
}

function matching(artist: Artist, wanted: readonly Wanted[]): readonly Wanted[] {
  return wanted.filter((wish) => artistStylesFor(wish.style).some((style) => artist.styles.includes(style)));
}

function scoreOf(artist: Artist, wanted: readonly Wanted[], color: string | null | undefined): number {
  const styleScore = wanted.reduce((sum, wish) => {
    const places = artistStylesFor(wish.style).map((style) => artist.styles.indexOf(style));
    const best = Math.min(...places.filter((place) => place >= 0));
    // A style that an artist names first is what that artist is known for.
    return Number.isFinite(best) ? sum + wish.weight * (1 - best * 0.05) : sum;
  }, 0);
  const wantsGrey = /gr[ae]y|black/.test(color ?? '');
  const wantsColor = /colou?r|red|blue|green|gold|pink|purple|yellow|orange/.test(color ?? '') && !wantsGrey;
  if (wantsColor && artist.styles.includes('watercolor')) return styleScore + 1;
  return styleScore;
}

function reasonFor(does: readonly Wanted[], wanted: readonly Wanted[]): string {
  const [best] = does;
  if (!best) return '';
  const near = best.style.near ? `comes nearest to ${best.style.name}` : `specialises in ${best.style.name}`;
  const words = best.words.filter((word) => word !== best.style.name);
  if (words.length > 0 && wanted[0]?.weight !== 10)
    return `${near}, which suits ${listOf(words.map((word) => `“${word}”`))}`;
  return near;
}

/** Long words say more than short ones, what is named first more than the rest, and a style knows its best motifs. */
function weightOf({ style, because }: StyleAdvice, text: string): number {
  return because.reduce((sum, word) => {
    const lateness = text.indexOf(plain(word)) / Math.max(text.length, 1);
    return sum + 1 + word.length / 20 - lateness / 2 - style.suits.indexOf(word) / 50;
  }, 0);
}
