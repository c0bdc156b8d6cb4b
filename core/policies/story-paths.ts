import type { Domain } from '../domain/domain.js';
import type { Place } from '../place.js';
import { type Problem, warningAt } from '../project/problem.js';
import type { ActionEvent } from '../tracker/events.js';
import { labelOf } from '../tracker/fold.js';
import { ACTION_LISTEN } from '../tracker/names.js';
import { stateKey } from '../tracker/state.js';
import { createTracker, type Tracker } from '../tracker/tracker.js';
import type { Story, StoryStep } from '../training-data/training-data.js';
import { type Block, blocksOf, type Checkpoint } from './blocks.js';
import { eventsOfStep, exampleValue } from './training-steps.js';

/** At most so many ways lead on from one place; more are told by too little to be worth their time. */
const MAX_WAYS = 1000;

/** An action of a training conversation, just before it is taken. */
export interface Moment {
  readonly tracker: Tracker;
  readonly action: string;
  readonly story: { readonly name: string; readonly place: Place };
  readonly place: Place;
}

/** The stories cut at their checkpoints, and where each piece leads. */
export interface StoryMap {
  readonly blocks: readonly Block[];
  /** The pieces that a conversation may begin with. */
  readonly beginnings: readonly Block[];
  readonly following: ReadonlyMap<string, readonly { readonly block: Block; readonly start: Checkpoint }[]>;
}

/** How stories are walked. */
export interface StoryWalk {
  readonly domain: Domain;
  /** States that ways are told apart by. */
  readonly memory: number;
  visit(moment: Moment): void;
  /** A way that is at the end of its story. */
  ended?(way: Tracker): void;
  /** A story with more ways than are walked. */
  crowded?(story: Story): void;
}

/**
 * Walks every way through the stories and shows each action with the conversation before it. Ways that have become
 * equal as far back as `memory` states go on as one, so that checkpoints and `or` do not multiply without end.
 *
 * @returns warnings about checkpoints that nothing leads to, and about ways that were left out
 */
export function walkStories(
  stories: readonly Story[],
  domain: Domain,
  memory: number,
  visit: (moment: Moment) => void,
): readonly Problem[] {
  const map = mapStories(stories);
  const arrivals: Arrivals = new Map();
  const crowded = new Set<Story>();
  const walk: StoryWalk = { domain, memory, visit, crowded: (story) => crowded.add(story) };
  for (const block of map.beginnings) walkFrom(map, block, [freshWay(domain)], walk, arrivals);
  const left = [...crowded].map(({ name, place }) =>
    warningAt(place, 'STORY_WAYS_LEFT_OUT', { name, limit: MAX_WAYS }),
  );
  return [...map.blocks.flatMap((block) => unreached(block, arrivals)), ...left];
}

/** A conversation in which nothing has happened yet. */
export const freshWay = (domain: Domain): Tracker => createTracker('', domain);

/** The ways that came to a checkpoint, by its name. */
type Arrivals = Map<string, Set<string>>;

/** Cuts stories at their checkpoints. */
export function mapStories(stories: readonly Story[]): StoryMap {
  const blocks = blocksOf(stories);
  const beginnings = blocks.filter((block) => block.starts.length === 0);
  return { blocks, beginnings, following: groupByStart(blocks) };
}

/** Walks on from a piece, through every checkpoint that has not been come to in this way before. */
export function walkFrom(
  { following }: StoryMap,
  first: Block,
  starts: readonly Tracker[],
  walk: StoryWalk,
  arrivals: Arrivals,
): void {
  const queue: { readonly block: Block; readonly ways: readonly Tracker[] }[] = [{ block: first, ways: starts }];
  for (let work = queue.shift(); work; work = queue.shift()) {
    const ends = walkBlock(work.block, work.ways, walk);
    if (work.block.ends.length === 0 && walk.ended) ends.forEach(walk.ended);
    for (const end of work.block.ends) {
      const known = arrivals.get(end) ?? new Set();
      arrivals.set(end, known);
      const fresh = ends.filter((way) => known.size < MAX_WAYS && isNew(known, wayKey(way, walk.memory)));
      if (fresh.length === 0) continue;
      for (const { block, start } of following.get(end) ?? []) {
        const ways = fresh.filter((way) => passes(way, start, walk.domain)).map((way) => way.fork());
        if (ways.length > 0) queue.push({ block, ways });
      }
    }
  }
}

function groupByStart(blocks: readonly Block[]): StoryMap['following'] {
  const following = new Map<string, { block: Block; start: Checkpoint }[]>();
  for (const block of blocks) {
    for (const start of block.starts) {
      const group = following.get(start.name) ?? [];
      following.set(start.name, group);
      group.push({ block, start });
    }
  }
  return following;
}

function walkBlock(block: Block, startWays: readonly Tracker[], walk: StoryWalk): readonly Tracker[] {
  const { domain, memory, visit } = walk;
  let ways = startWays;
  // An action that begins a story has nothing before it to be learned from; what follows it has.
  let unpredictable = block.starts.length === 0;
  for (const step of block.steps) {
    const next: Tracker[] = [];
    for (const way of ways) {
      const alternatives = eventsOfStep(step, domain, listens(way));
      for (const [index, events] of alternatives.entries()) {
        const path = index === alternatives.length - 1 ? way : way.fork();
        for (const { event, place } of events) {
          if (event.event === 'action') {
            const listening = event.name === ACTION_LISTEN;
            if (!unpredictable || listening) show(path, event, block.story, place, visit);
          }
          path.apply(event);
        }
        next.push(path);
      }
    }
    if (isTurn(step)) unpredictable = false;
    const different = next.length > 1 ? distinct(next, memory) : next;
    if (different.length > MAX_WAYS) walk.crowded?.(block.story);
    ways = different.slice(0, MAX_WAYS);
  }
  if (block.ends.length === 0) for (const way of ways) showFinalListen(way, block.story, visit);
  return ways;
}

/** Somebody says or does something in this step; slots and loops by themselves are no turn. */
function isTurn(step: StoryStep): boolean {
  if (step.type === 'or') return step.alternatives.some(isTurn);
  return step.type === 'user' || step.type === 'action' || step.type === 'bot';
}

function showFinalListen(way: Tracker, story: Story, visit: (moment: Moment) => void): void {
  if (!listens(way)) show(way, { event: 'action', name: ACTION_LISTEN }, story, story.place, visit);
}

function show(tracker: Tracker, event: ActionEvent, story: Story, place: Place, visit: (moment: Moment) => void): void {
  const action = labelOf(event);
  if (action === undefined || tracker.repeatsLoop(action)) return;
  visit({ tracker, action, story: { name: story.name, place: story.place }, place });
}

/** The bot listens already, and nothing was said to it yet. */
function listens(tracker: Tracker): boolean {
  return tracker.latestAction?.name === ACTION_LISTEN && tracker.events.at(-1)?.event === 'action';
}

function distinct(ways: readonly Tracker[], memory: number): readonly Tracker[] {
  const keys = new Set<string>();
  return ways.filter((way) => isNew(keys, wayKey(way, memory)));
}

function wayKey(way: Tracker, memory: number): string {
  return way.states(memory, { reading: 'either' }).map(stateKey).join('\n');
}

function isNew(keys: Set<string>, key: string): boolean {
  if (keys.has(key)) return false;
  keys.add(key);
  return true;
}

function passes(way: Tracker, start: Checkpoint, domain: Domain): boolean {
  return start.slots.every(({ name, value }) => {
    const actual = way.slots[name] ?? null;
    if (value.kind === 'any') return actual !== null;
    return JSON.stringify(actual) === JSON.stringify(exampleValue(domain.slots.get(name), value));
  });
}

function unreached(block: Block, arrivals: ReadonlyMap<string, unknown>): readonly Problem[] {
  if (block.starts.length === 0 || block.starts.some(({ name }) => arrivals.has(name))) return [];
  const checkpoint = block.starts.map(({ name }) => name).join(', ');
  return [warningAt(block.story.place, 'STORY_CHECKPOINT_UNREACHED', { name: block.story.name, checkpoint })];
}
