import type { Domain } from '../../domain/domain.js';
import { formatPlace, type Place } from '../../place.js';
import { historyHash } from '../../policies/history-hash.js';
import { type Moment, walkStories } from '../../policies/story-paths.js';
import { ACTION_LISTEN } from '../../tracker/names.js';
import type { DialogueState } from '../../tracker/state.js';
import type { Story, TrainingData } from '../../training-data/training-data.js';
import { type Problem, warningAt } from '../problem.js';
import { reachedCheckpoints } from './check-checkpoints.js';

/** What first followed a history, and in which story. */
interface Followed {
  readonly action: string;
  readonly name: string;
  readonly place: Place;
}

/**
 * Walks all stories once and finds those that go on differently after the same history, which no policy can learn
 * (Rasa 3.x: `find_story_conflicts`), and those that no conversation comes to.
 *
 * @param history how many states back the policies look
 */
export function checkStoryPaths(
  { stories }: Pick<TrainingData, 'stories'>,
  domain: Domain,
  history: number,
): Problem[] {
  const followed = new Map<number, Followed>();
  const conflicts = new Map<string, Problem>();
  const visited = new Set<string>();
  walkStories(stories, domain, history, (moment) => {
    visited.add(formatPlace(moment.story.place));
    const states = moment.tracker.states(history, { reading: 'either' });
    const hash = historyHash(states);
    const first = followed.get(hash);
    if (!first) followed.set(hash, { action: moment.action, name: moment.story.name, place: moment.place });
    else if (first.action !== moment.action) addConflict(conflicts, first, moment, states, history);
  });
  const reached = reachedCheckpoints(stories);
  return [...conflicts.values(), ...stories.flatMap((story) => unreachable(story, visited, reached))];
}

function addConflict(
  conflicts: Map<string, Problem>,
  first: Followed,
  { action, story, place }: Moment,
  states: readonly DialogueState[],
  history: number,
): void {
  const after = lastOf(states.at(-1));
  // The first action of a conversation is nothing that could be learned.
  if (after === undefined) return;
  const key = JSON.stringify([first, action, story.name]);
  if (conflicts.has(key)) return;
  const parameters = { after, name: story.name, action, other: first.name, otherAction: first.action, history };
  conflicts.set(key, warningAt(place, 'STORY_CONFLICT', { ...parameters, place: formatPlace(first.place) }));
}

/** What came last, in words. */
function lastOf(state: DialogueState | undefined): string | undefined {
  if (state?.action !== undefined && state.action !== ACTION_LISTEN) return `the action "${state.action}"`;
  const user = state?.user;
  if (user?.intent !== undefined) return `the intent "${user.intent}"`;
  return user?.text === undefined ? undefined : `the message "${user.text}"`;
}

/** A checkpoint that no story reaches at all is reported by itself. */
function unreachable(
  { name, steps, place }: Story,
  visited: ReadonlySet<string>,
  reached: ReadonlySet<string>,
): Problem[] {
  const [first] = steps;
  if (first?.type !== 'checkpoint' || !reached.has(first.name) || visited.has(formatPlace(place))) return [];
  // Without an action there is nothing to be shown on the way.
  if (!steps.some(({ type }) => type === 'action' || type === 'bot' || type === 'user' || type === 'or')) return [];
  return [warningAt(place, 'STORY_UNREACHABLE', { name, checkpoint: first.name })];
}
