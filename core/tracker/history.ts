import { type Entry, firstTurn, nextTurn, type Turn } from './applied.js';
import type { Featurizer } from './features.js';
import { actionLabel, type Fold } from './fold.js';
import { ACTION_LISTEN, ACTION_UNLIKELY_INTENT } from './names.js';
import type { DialogueState, Reading, RuleOnly, UserState } from './state.js';

/** How states are to be read. */
export interface StateOptions {
  readonly reading?: Reading;
  /** `set`: only slots that an event has set, not those that merely have an initial value. */
  readonly slots?: 'all' | 'set';
}

/** The latest `limit` states, oldest first, the present one last; every turn counts. */
export function statesOf(
  featurizer: Featurizer,
  entries: readonly Entry[],
  now: Fold,
  limit: number,
  options: StateOptions = {},
): readonly DialogueState[] {
  const moments: Fold[] = [now];
  for (let index = entries.length - 1; index >= 0 && moments.length < limit; index -= 1) {
    const entry = entries[index];
    if (entry?.event.event === 'action') moments.push(entry.before);
  }
  return moments
    .reverse()
    .map((fold, index) =>
      index === moments.length - 1 ? stateOf(featurizer, fold, true, options) : pastState(featurizer, fold, options),
    );
}

/** The past does not change, and stories by the thousand share it. */
const pastStates = { all: new WeakMap<Featurizer, PastStates>(), set: new WeakMap<Featurizer, PastStates>() };

type PastStates = WeakMap<Fold, DialogueState>;

function pastState(featurizer: Featurizer, fold: Fold, options: StateOptions): DialogueState {
  const cache = pastStates[options.slots ?? 'all'];
  const states: PastStates = cache.get(featurizer) ?? new WeakMap();
  cache.set(featurizer, states);
  const known = states.get(fold);
  if (known) return known;
  const state = stateOf(featurizer, fold, false, options);
  states.set(fold, state);
  return state;
}

/** One moment of `storyStatesOf`: its fold with what is shown of the user and of the action before. */
interface Visible {
  readonly fold: Fold;
  readonly turn: Turn;
}

/** The latest `limit` states without the turns, slots and loops that only rules know. */
export function storyStatesOf(
  featurizer: Featurizer,
  entries: readonly Entry[],
  now: Fold,
  limit: number,
  hidden: RuleOnly,
  reading: Reading = 'intent',
): readonly DialogueState[] {
  const visible = visibleMoments(featurizer, entries, now, limit);
  return visible.map((moment, index) =>
    visibleState(featurizer, moment, hidden, index === visible.length - 1, reading),
  );
}

function visibleMoments(featurizer: Featurizer, entries: readonly Entry[], now: Fold, limit: number): Visible[] {
  const last = entries.findLast((entry) => entry.turn !== undefined)?.turn ?? firstTurn;
  const present = nextTurn(last, now, false, featurizer.user);
  const moments: Visible[] = [];
  const add = (fold: Fold, turn: Turn) => {
    if (!turn.hidden && turn.action !== ACTION_UNLIKELY_INTENT) moments.push({ fold, turn });
  };
  add(now, present);
  for (let index = entries.length - 1; index >= 0 && moments.length < limit; index -= 1) {
    const entry = entries[index];
    if (entry?.turn) add(entry.before, entry.turn);
  }
  return moments.reverse();
}

function visibleState(
  featurizer: Featurizer,
  moment: Visible,
  hidden: RuleOnly,
  isLast: boolean,
  reading: Reading = 'intent',
): DialogueState {
  const { fold, turn } = moment;
  const loop = fold.loop?.name;
  return {
    user: readUser(turn.user, isLast && turn.action === ACTION_LISTEN, reading),
    action: turn.action,
    loop: loop !== undefined && hidden.loops.includes(loop) ? undefined : loop,
    slots: without(featurizer.slots(fold), hidden.slots),
  };
}

/**
 * The same history as it would be had the conversation begun later, from the longest memory to the shortest: first
 * slots set long ago are forgotten, one by one, then the oldest turns. Yields only histories that differ.
 */
export function* forgettingHistories(
  featurizer: Featurizer,
  entries: readonly Entry[],
  now: Fold,
  limit: number,
  hidden: RuleOnly,
  empty: Fold,
): Generator<readonly DialogueState[]> {
  const visible = visibleMoments(featurizer, entries, now, limit);
  const start = entries.findLastIndex((entry) => entry.before === visible[0]?.fold);
  const windowStart = entries[start]?.at ?? 0;
  for (const forgotten of settingsBefore(featurizer, now, windowStart)) {
    const remembered = visible.map(({ fold, turn }) => ({ fold: forget(fold, forgotten, empty), turn }));
    yield remembered.map((moment, index) => visibleState(featurizer, moment, hidden, index === remembered.length - 1));
  }
  for (let index = Math.max(0, start); index < entries.length; index += 1) {
    if (entries[index]?.event.event !== 'action') continue;
    yield beginningAt(featurizer, entries.slice(index), now, limit, hidden, empty);
  }
}

/** The numbers of the events before the window whose settings are still seen, oldest first. */
function settingsBefore(featurizer: Featurizer, now: Fold, windowStart: number): readonly number[] {
  const seen = Object.keys(featurizer.slots(now)).map((name) => now.slotSetAt[name] ?? -1);
  if (now.loop) seen.push(now.loopAt);
  return [...new Set(seen)].filter((at) => at >= 0 && at < windowStart).sort((a, b) => a - b);
}

/** The history of the conversation that began with the first of these entries, which is an action. */
function beginningAt(
  featurizer: Featurizer,
  entries: readonly Entry[],
  now: Fold,
  limit: number,
  hidden: RuleOnly,
  empty: Fold,
): readonly DialogueState[] {
  const start = (entries[0]?.at ?? 0) - 1;
  let turn = nextTurn(firstTurn, empty, hides(entries[0]), featurizer.user);
  const moments: Visible[] = turn.hidden ? [] : [{ fold: empty, turn }];
  for (const entry of entries.slice(1)) {
    if (entry.event.event !== 'action') continue;
    turn = nextTurn(turn, forgetTalk(entry.before, start), hides(entry), featurizer.user);
    if (!turn.hidden) moments.push({ fold: entry.before, turn });
  }
  turn = nextTurn(turn, forgetTalk(now, start), false, featurizer.user);
  if (!turn.hidden) moments.push({ fold: now, turn });
  const kept = moments.slice(-limit).map((moment) => ({ ...moment, fold: forget(moment.fold, start, empty) }));
  return kept.map((moment, index) => visibleState(featurizer, moment, hidden, index === kept.length - 1));
}

const hides = (entry: Entry | undefined): boolean =>
  entry?.event.event === 'action' && entry.event.hide_rule_turn === true;

/** A fold as if every event up to number `at` had not been. */
function forget(fold: Fold, at: number, empty: Fold): Fold {
  const slots: Record<string, unknown> = { ...fold.slots };
  for (const [name, setAt] of Object.entries(fold.slotSetAt)) {
    if (setAt <= at) slots[name] = empty.slots[name] ?? null;
  }
  return { ...forgetTalk(fold, at), slots };
}

/** The same for all but the slots, which cost most and which a turn does not rest on. */
function forgetTalk(fold: Fold, at: number): Fold {
  return {
    ...fold,
    message: fold.messageAt > at ? fold.message : undefined,
    loop: fold.loopAt > at ? fold.loop : undefined,
  };
}

function stateOf(featurizer: Featurizer, fold: Fold, isLast: boolean, options: StateOptions): DialogueState {
  const action = actionLabel(fold);
  return {
    user: readUser(featurizer.user(fold), isLast && action === ACTION_LISTEN, options.reading ?? 'intent'),
    action,
    loop: fold.loop?.name,
    slots: options.slots === 'set' ? featurizer.slotsSet(fold) : featurizer.slots(fold),
  };
}

/** A message counts by its intent wherever it has one; the newest one as the reading asks for. */
function readUser(user: UserState | undefined, isNew: boolean, reading: Reading): UserState | undefined {
  if (!user) return undefined;
  if (isNew && reading === 'text') return present({ intent: undefined, text: user.text, entities: [] });
  if ((isNew && reading === 'intent') || user.intent !== undefined) return present({ ...user, text: undefined });
  return user;
}

function present(user: UserState): UserState | undefined {
  return user.intent === undefined && user.text === undefined && user.entities.length === 0 ? undefined : user;
}

function without(slots: Readonly<Record<string, string>>, names: readonly string[]): Readonly<Record<string, string>> {
  if (names.length === 0) return slots;
  return Object.fromEntries(Object.entries(slots).filter(([name]) => !names.includes(name)));
}
