import type { Domain } from '../domain/domain.js';
import type { Tracker } from '../tracker/tracker.js';
import type { Story } from '../training-data/training-data.js';
import type { Block } from './blocks.js';
import { freshWay, type Moment, mapStories, type StoryMap, type StoryWalk, walkFrom } from './story-paths.js';

/** How many stories are put after one another. */
export interface Augmentation {
  /** Rasa's `--augmentation`, 50 by default: about ten times as many conversations are added; 0 for none. */
  readonly factor: number;
  /** From 0 up to, but without, 1; the same stream gives the same conversations. */
  random(): number;
}

/** Rounds in which what was put together so far may be put together once more. */
const ROUNDS = 3;

/**
 * Walks the stories, and then conversations in which one story follows another, for a policy that is to learn that what
 * lies long ago matters little. Policies that remember, and rules, do without (Rasa 3.x: `TrainingDataGenerator`).
 *
 * @param enough asked between stories; after a yes no more are walked
 */
export function walkAugmented(
  stories: readonly Story[],
  domain: Domain,
  memory: number,
  { factor, random }: Augmentation,
  visit: (moment: Moment) => void,
  enough: () => boolean = () => false,
): void {
  const map = mapStories(stories);
  const ends = sampleOf<Tracker>(factor, random);
  const walk: StoryWalk = { domain, memory, visit, ended: ends.offer };
  const reached = new Map();
  for (const block of map.beginnings) {
    if (enough()) return;
    walkFrom(map, block, [freshWay(domain)], walk, reached);
  }
  if (factor <= 0) return;
  const wanted = Math.ceil((factor * 10) / ROUNDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    const arrivals = new Map();
    for (const [way, block] of pairsOf([...ends.kept], map, wanted, random)) {
      if (enough()) return;
      walkFrom(map, block, [way.fork()], walk, arrivals);
    }
  }
}

/** Some of all pairs of an end and a beginning, none of them twice. */
function pairsOf(
  ends: readonly Tracker[],
  { beginnings }: StoryMap,
  wanted: number,
  random: () => number,
): readonly (readonly [Tracker, Block])[] {
  const pairs = sampleOf<readonly [Tracker, Block]>(wanted, random);
  for (const end of ends) for (const block of beginnings) pairs.offer([end, block]);
  return pairs.kept;
}

/** Keeps so many of all that is offered, each with the same chance (reservoir sampling, algorithm R). */
function sampleOf<Item>(size: number, random: () => number) {
  const kept: Item[] = [];
  let offered = 0;
  return {
    kept,
    offer: (item: Item) => {
      offered += 1;
      const place = kept.length < size ? kept.length : Math.floor(random() * offered);
      if (place < size) kept[place] = item;
    },
  };
}
