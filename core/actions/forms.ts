import type { Event, SlotEvent } from '../tracker/events.js';
import { ACTION_LISTEN, REQUESTED_SLOT } from '../tracker/names.js';
import type { Tracker } from '../tracker/tracker.js';
import { ActionRejected } from './action.js';
import type { ActionHouse, ActionScope } from './runner.js';

/**
 * Runs a form: validates what the message brought, asks for the next empty slot, ends when none is left
 * (Rasa 3.x: `FormAction`).
 *
 * @throws ActionRejected when a slot was asked for and the message brought none, so that something else can answer
 */
export async function runForm(form: string, house: ActionHouse, scope: ActionScope): Promise<readonly Event[]> {
  const run = beginRun(form, house, scope);
  if (scope.tracker.activeLoop?.name !== form) await activate(run);
  else if (answersForm(scope.tracker)) await takeAnswer(run);
  else run.add(await validate(run, []));
  if (!isRejected(run.events)) await requestNext(run);
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
  if (!active) trial.apply({ event: 'slot', name: REQUESTED_SLOT, value: null });
  const events: Event[] = [];
  const add = (added: readonly Event[]) => {
    for (const event of added) {
      events.push(event);
      trial.apply(event);
    }
  };
  return { form, house, scope, trial, requested, events, add };
}

/** A form that begins takes over the slots that are filled, among them what its trigger brought. */
async function activate(run: FormRun): Promise<void> {
  run.add([{ event: 'active_loop', name: run.form }]);
  const extracted = await run.house.run('action_extract_slots', { ...run.scope, tracker: run.trial });
  for (const event of extracted) run.trial.apply(event);
  const filled = requiredSlots(run).filter((name) => isFilled(run.trial, name));
  run.add(
    await validate(
      run,
      filled.map((name) => slotEvent(name, run.trial.slots[name])),
    ),
  );
}

/** The person answers the form, not something said in between. */
function answersForm(tracker: Tracker): boolean {
  return tracker.latestAction?.name === ACTION_LISTEN && tracker.activeLoop?.isInterrupted !== true;
}

async function takeAnswer(run: FormRun): Promise<void> {
  const wanted = new Set([...requiredSlots(run), ...(run.requested === null ? [] : [run.requested])]);
  const validated = await validate(
    run,
    slotsSinceMessage(run.scope.tracker).filter(({ name }) => wanted.has(name)),
  );
  const brought = validated.some((event) => event.event === 'slot' && event.name !== REQUESTED_SLOT);
  if (run.requested !== null && !brought && !isRejected(validated)) {
    throw new ActionRejected(`The message holds nothing for the slot "${run.requested}".`);
  }
  run.add(validated);
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
  const judged = new Set(validated.flatMap((event) => (event.event === 'slot' ? [event.name] : [])));
  return [...validated, ...candidates.filter((candidate) => !judged.has(candidate.name))];
}

async function requestNext(run: FormRun): Promise<void> {
  if (isDone(run.events)) return run.add([slotEvent(REQUESTED_SLOT, null)]);
  const chosen = run.events.find(isRequest)?.value;
  const next = typeof chosen === 'string' ? chosen : requiredSlots(run).find((name) => !isFilled(run.trial, name));
  if (next === undefined) return run.add([slotEvent(REQUESTED_SLOT, null)]);
  if (next !== chosen) run.add([slotEvent(REQUESTED_SLOT, next)]);
  const ask = [
    `action_ask_${run.form}_${next}`,
    `utter_ask_${run.form}_${next}`,
    `action_ask_${next}`,
    `utter_ask_${next}`,
  ];
  const question = ask.find((name) => run.house.knows(name));
  if (question !== undefined) run.add(await run.house.run(question, { ...run.scope, tracker: run.trial }));
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
const isRequest = (event: Event): event is SlotEvent => event.event === 'slot' && event.name === REQUESTED_SLOT;
const isRejected = (events: readonly Event[]) => events.some((event) => event.event === 'action_execution_rejected');
const slotEvent = (name: string, value: unknown): SlotEvent => ({ event: 'slot', name, value: value ?? null });
