import type { Event, SlotEvent } from '../tracker/events.js';
import { ACTION_LISTEN, REQUESTED_SLOT } from '../tracker/names.js';
import type { Tracker } from '../tracker/tracker.js';
import { ActionRejected } from './action.js';
import type { ActionHouse, ActionScope } from './runner.js';

/**
 * Runs a form: validates what the message brought, asks for the next empty slot, ends when none is left
 * (`FormAction` and `LoopAction` of Rasa 3.6, rasa/core/actions/forms.py and loops.py).
 *
 * @throws ActionRejected when a slot was asked for and the message brought none, so that something else can answer
 */
export async function runForm(form: string, house: ActionHouse, scope: ActionScope): Promise<readonly Event[]> {
  const run = beginRun(form, house, scope);
  if (scope.tracker.activeLoop?.name !== form) await activate(run);
  if (!isDone(run.events)) await proceed(run);
  if (isDone(run.events)) run.add([{ event: 'active_loop', name: null }]);
  return run.events;
}

/** A form at work: its events so far, and a tracker that has taken them in. */
interface FormRun {
  readonly form: string;
  readonly house: ActionHouse;
  readonly scope: ActionScope;
  readonly trial: Tracker;
  /** The slot asked for before this run; `null` when the form begins. */
  readonly requested: string | null;
  readonly events: Event[];
  add(events: readonly Event[]): void;
}

function beginRun(form: string, house: ActionHouse, scope: ActionScope): FormRun {
  const trial = scope.tracker.fork();
  const active = scope.tracker.activeLoop?.name === form;
  const asked = active ? scope.tracker.slots[REQUESTED_SLOT] : null;
  const requested = typeof asked === 'string' ? asked : null;
  // What another form asked for last is not this form's question.
  trial.apply(slotEvent(REQUESTED_SLOT, requested));
  trial.apply({ event: 'action', name: form });
  const events: Event[] = [];
  const add = (added: readonly Event[]) => {
    for (const event of added) {
      events.push(event);
      trial.apply(event);
    }
  };
  return { form, house, scope, trial, requested, events, add };
}

/**
 * A form that begins fills slots once more, now that the conditions of its mappings hold, and lets its validation judge
 * all of its slots that are filled.
 */
async function activate(run: FormRun): Promise<void> {
  run.add([{ event: 'active_loop', name: run.form }]);
  const found = await run.house.run('action_extract_slots', { ...run.scope, tracker: run.trial });
  const extracted = found.filter(isSlot);
  if (!run.house.defines(`validate_${run.form}`)) return run.add(extracted);
  for (const event of extracted) run.trial.apply(event);
  const filled = requiredSlots(run).filter((name) => isFilled(run.trial, name));
  const candidates = filled.map((name) => slotEvent(name, run.trial.slots[name]));
  const validated = await validate(run, candidates);
  run.add([...validated, ...withoutJudged(extracted, validated)]);
}

/** Takes the answer, unless the form's beginning has done so, and asks for the next slot. */
async function proceed(run: FormRun): Promise<void> {
  const isFresh = run.events.every(({ event }) => event === 'active_loop');
  const validated = isFresh ? await takeMessage(run) : [];
  run.add(validated);
  if (!isRejected(validated)) await requestNext(run);
}

/** What the form makes of the message: an answer, or something said in between, after which it only asks again. */
function takeMessage(run: FormRun): Promise<readonly Event[]> {
  const { activeLoop, latestAction } = run.scope.tracker;
  const isAnswer = !activeLoop || (latestAction?.name === ACTION_LISTEN && !activeLoop.isInterrupted);
  return isAnswer ? takeAnswer(run) : validate(run, []);
}

async function takeAnswer(run: FormRun): Promise<readonly Event[]> {
  const wanted = new Set([...requiredSlots(run), ...(run.requested === null ? [] : [run.requested])]);
  const candidates = slotsSinceMessage(run.scope.tracker).filter(({ name }) => wanted.has(name));
  const validated = await validate(run, candidates);
  const brought = validated.some((event) => isSlot(event) && event.name !== REQUESTED_SLOT);
  if (run.requested !== null && !brought && !isRejected(validated)) {
    throw new ActionRejected(`The message holds nothing for the slot "${run.requested}".`);
  }
  return validated;
}

/** The slots that the latest message set, in order; the last value of each. */
function slotsSinceMessage(tracker: Tracker): readonly SlotEvent[] {
  const start = tracker.events.findLastIndex((event) => event.event === 'user' || event.event === 'restart');
  const latest = new Map<string, SlotEvent>();
  for (const event of tracker.events.slice(start + 1)) {
    if (event.event === 'slot') latest.set(event.name, slotEvent(event.name, event.value));
  }
  return [...latest.values()];
}

/** Lets `validate_<form>` judge the candidates; those that it says nothing about are good. */
async function validate(run: FormRun, candidates: readonly SlotEvent[]): Promise<readonly Event[]> {
  const name = `validate_${run.form}`;
  if (!run.house.defines(name)) return candidates;
  const tracker = run.trial.fork();
  tracker.apply({ event: 'action', name: run.form });
  for (const candidate of candidates) tracker.apply(candidate);
  const validated = await run.house.run(name, { ...run.scope, tracker });
  return [...validated, ...withoutJudged(candidates, validated)];
}

/** The slots of which the validation said nothing. */
function withoutJudged(slots: readonly SlotEvent[], validated: readonly Event[]): readonly SlotEvent[] {
  const judged = new Set(validated.filter(isSlot).map(({ name }) => name));
  return slots.filter(({ name }) => !judged.has(name));
}

async function requestNext(run: FormRun): Promise<void> {
  if (isDone(run.events)) return run.add([slotEvent(REQUESTED_SLOT, null)]);
  const chosen = run.events.find(isRequest)?.value;
  const next = typeof chosen === 'string' ? chosen : requiredSlots(run).find((name) => !isFilled(run.trial, name));
  if (next === undefined) return run.add([slotEvent(REQUESTED_SLOT, null)]);
  const asked = await ask(run, next);
  run.add([...(next === chosen ? [] : [slotEvent(REQUESTED_SLOT, next)]), ...asked]);
}

/** The first of these that the bot has (rasa.com/docs/rasa/forms#using-a-custom-action-to-ask-for-the-next-slot). */
async function ask({ form, house, scope, trial }: FormRun, slot: string): Promise<readonly Event[]> {
  const names = [`action_ask_${form}_${slot}`, `utter_ask_${form}_${slot}`, `action_ask_${slot}`, `utter_ask_${slot}`];
  const question = names.find((name) => house.knows(name));
  return question === undefined ? [] : house.run(question, { ...scope, tracker: trial });
}

/** No slot is asked for any more, or an action has ended the form; what was said last counts. */
function isDone(events: readonly Event[]): boolean {
  if (isRejected(events)) return false;
  const request = events.findLast(isRequest);
  const loop = events.findLast((event) => event.event === 'active_loop');
  return (request !== undefined && (request.value ?? null) === null) || loop?.name === null;
}

const requiredSlots = (run: FormRun) => run.house.domain.forms.get(run.form)?.requiredSlots ?? [];
const isFilled = (tracker: Tracker, slot: string) => (tracker.slots[slot] ?? null) !== null;
const isSlot = (event: Event): event is SlotEvent => event.event === 'slot';
const isRequest = (event: Event): event is SlotEvent => isSlot(event) && event.name === REQUESTED_SLOT;
const isRejected = (events: readonly Event[]) => events.some((event) => event.event === 'action_execution_rejected');
const slotEvent = (name: string, value: unknown): SlotEvent => ({ event: 'slot', name, value: value ?? null });
