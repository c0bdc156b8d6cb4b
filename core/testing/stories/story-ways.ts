import type { Domain } from '../../domain/domain.js';
import { type Block, blocksOf } from '../../policies/blocks.js';
import { eventsOfStep, exampleValue } from '../../policies/training-steps.js';
import { ACTION_LISTEN } from '../../tracker/names.js';
import { createTracker } from '../../tracker/tracker.js';
import type { StoryStep } from '../../training-data/training-data.js';
import type { ExpectedEvent, StoryWay, TestFile } from './test-story.js';

/** Conversations at most, unless told otherwise: `or` and checkpoints multiply. */
const MAX_WAYS = 2_000;

/** A way under construction. */
interface OpenWay extends StoryWay {
  /** Checkpoints passed: a way passes each once, so that stories in a circle end. */
  readonly passed: ReadonlySet<string>;
}

/**
 * Every way through the stories of the given files, each with the events that a tracker would hold: the bot listens before
 * a message, and once more at the end. Checkpoints join the stories of all files.
 */
export function storyWays(files: readonly TestFile[], domain: Domain, limit = MAX_WAYS): readonly StoryWay[] {
  const blocks = files.flatMap((file) => blocksOf(file.stories));
  const finished: StoryWay[] = [];
  const follow = (block: Block, before: OpenWay): void => {
    if (finished.length >= limit) return;
    for (const way of throughBlock(block, before, domain)) {
      if (finished.length >= limit) return;
      if (block.ends.length === 0) finished.push(ended(way));
      else goOn(block.ends, way);
    }
  };
  const goOn = (checkpoints: readonly string[], way: OpenWay): void => {
    const fresh = checkpoints.filter((name) => !way.passed.has(name));
    const next = blocks.filter((block) => block.starts.some((start) => fresh.includes(start.name)));
    const open = next.filter((block) => passes(way, block, fresh, domain));
    const passed = new Set([...way.passed, ...fresh]);
    if (open.length === 0) finished.push(way);
    for (const block of open) follow(block, { ...way, passed });
  };
  for (const block of blocks) {
    const beginning: OpenWay = { name: '', file: block.story.place.file, events: [], passed: new Set() };
    if (block.starts.length === 0) follow(block, beginning);
  }
  return finished.slice(0, limit).map(({ name, file, events }) => ({ name, file, events }));
}

function throughBlock({ story, steps }: Block, before: OpenWay, domain: Domain): readonly OpenWay[] {
  const names = before.name === '' ? [] : before.name.split(' > ');
  const name = names.includes(story.name) ? before.name : [...names, story.name].join(' > ');
  let ways: (readonly ExpectedEvent[])[] = [before.events];
  for (const step of steps) {
    const alternatives = step.type === 'or' ? step.alternatives : [step];
    const next = ways.flatMap((way) => alternatives.flatMap((one) => eventsOf(one, way, domain)));
    ways = next.slice(0, MAX_WAYS);
  }
  return ways.map((events) => ({ ...before, name, events }));
}

function eventsOf(step: StoryStep, way: readonly ExpectedEvent[], domain: Domain): (readonly ExpectedEvent[])[] {
  return eventsOfStep(step, domain, listens(way)).map((events) => {
    const own = step.type === 'user' ? events.findIndex(({ event }) => event.event === 'user') : 0;
    return [...way, ...events.map((one, index) => ({ ...one, step: index === own ? step : undefined }))];
  });
}

/** A story that is over leaves the bot listening. */
function ended(way: OpenWay): OpenWay {
  const last = way.events.at(-1);
  if (!last || listens(way.events)) return way;
  const listen: ExpectedEvent = { event: { event: 'action', name: ACTION_LISTEN }, step: undefined, place: last.place };
  return { ...way, events: [...way.events, listen] };
}

function listens(events: readonly ExpectedEvent[]): boolean {
  const last = events.at(-1)?.event;
  return last?.event === 'action' && last.name === ACTION_LISTEN;
}

/** Whether what is known by now lets a way into a block, by one of the checkpoints that it has reached. */
function passes(way: OpenWay, { starts }: Block, reached: readonly string[], domain: Domain): boolean {
  const doors = starts.filter(({ name }) => reached.includes(name));
  if (doors.some((door) => door.slots.length === 0)) return true;
  const events = way.events.map(({ event }) => event);
  const { slots } = createTracker('', domain, events);
  return doors.some((door) =>
    door.slots.every(({ name, value }) => {
      const actual = slots[name] ?? null;
      if (value.kind === 'any') return actual !== null;
      return JSON.stringify(actual) === JSON.stringify(exampleValue(domain.slots.get(name), value));
    }),
  );
}
