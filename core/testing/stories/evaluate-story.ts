import type { Domain } from '../../domain/domain.js';
import type { ParseResult } from '../../nlu/parse-result.js';
import { selectedResponse } from '../../nlu/response-selection.js';
import { predictNext, type TrainedPolicy } from '../../policies/ensemble.js';
import type { PolicyPrediction } from '../../policies/policy.js';
import type { ActionEvent, UserEvent } from '../../tracker/events.js';
import { labelOf } from '../../tracker/fold.js';
import { ACTION_LISTEN, ACTION_UNLIKELY_INTENT } from '../../tracker/names.js';
import { createTracker, type Tracker } from '../../tracker/tracker.js';
import type { StoryStep } from '../../training-data/training-data.js';
import { judgeMessage } from './judge-message.js';
import type { Judged, JudgedAction, JudgedEntities, JudgedStep, StoryOutcome } from './outcome.js';
import type { ExpectedEvent, StoryWay } from './test-story.js';

/** What is put to the test: it understands and predicts, and nothing of it runs. */
export interface Predictor {
  readonly domain: Domain;
  readonly policies: readonly TrainedPolicy[];
  parse(text: string): ParseResult | Promise<ParseResult>;
}

/** How a story is held against a bot. */
export interface EvaluationOptions {
  /** Whether messages that are written out are understood anew and compared with their annotation. */
  readonly parses: boolean;
  /** Actions in a row after which the bot would be stopped; default 10, as in a turn. */
  readonly maxActions?: number;
}

/** Rasa's words for an action that comes after too many in a row. */
const STOPPED = 'circuit breaker tripped';
const DEFAULT_MAX_ACTIONS = 10;

/** An evaluation under way. */
interface Run {
  readonly bot: Predictor;
  readonly tracker: Tracker;
  readonly maxActions: number;
  readonly steps: JudgedStep[];
  readonly actions: JudgedAction[];
  readonly intents: Judged<string | null>[];
  readonly entities: JudgedEntities[];
  /** What was understood of the latest message, where that was looked at. */
  parsed: ParseResult | undefined;
  /** Actions since the latest message. */
  inARow: number;
  waits: boolean;
  failed: boolean;
  warned: boolean;
}

/**
 * Goes through a story and asks, before each action, what the bot would do. It goes on with what the story says, whatever
 * was predicted; no action runs, so what one would have set has to be in the story (Rasa 3.x: `rasa test`).
 */
export async function evaluateStory(way: StoryWay, bot: Predictor, options: EvaluationOptions): Promise<StoryOutcome> {
  const run: Run = {
    bot,
    tracker: createTracker(way.name, bot.domain),
    maxActions: options.maxActions ?? DEFAULT_MAX_ACTIONS,
    steps: [],
    actions: [],
    intents: [],
    entities: [],
    parsed: undefined,
    inARow: 0,
    waits: false,
    failed: false,
    warned: false,
  };
  for (const [index, expected] of way.events.entries()) {
    const { event } = expected;
    if (event.event === 'user') await takeMessage(run, expected, event, options.parses);
    else if (event.event === 'action' && index > 0) takeAction(run, expected, event);
    else take(run, expected);
  }
  const { steps, actions, intents, entities, failed, warned } = run;
  return { way, steps, actions, intents, entities, failed, warned: warned && !failed };
}

function take(run: Run, { event, step }: ExpectedEvent, comment?: string): void {
  if (step) run.steps.push({ step, comment });
  run.tracker.apply(event);
}

/** The conversation goes on with what the story says; where it names no intent, with what was understood. */
async function takeMessage(run: Run, expected: ExpectedEvent, event: UserEvent, parses: boolean): Promise<void> {
  run.inARow = 0;
  run.parsed = undefined;
  const { step } = expected;
  const written = step?.type === 'user' && step.text !== undefined ? step : undefined;
  if (!written || (!parses && written.intent !== undefined)) return take(run, expected);
  const parsed = await run.bot.parse(written.text ?? '');
  run.parsed = parsed;
  const meant = written.intent === undefined ? { ...event, parse_data: parsed } : event;
  if (!parses) return take(run, { ...expected, event: meant });
  const { intent, entities, comment } = judgeMessage(written, parsed);
  if (intent) run.intents.push(intent);
  if (entities) run.entities.push(entities);
  if (comment !== undefined) run.failed = true;
  take(run, { ...expected, event: meant }, comment);
}

function takeAction(run: Run, expected: ExpectedEvent, event: ActionEvent): void {
  const wanted = labelOf(event) ?? '';
  const stopped = run.inARow >= run.maxActions && !run.waits;
  let prediction = stopped ? undefined : predict(run, wanted);
  const unlikely = wanted !== ACTION_UNLIKELY_INTENT && prediction?.action === ACTION_UNLIKELY_INTENT;
  if (unlikely) {
    run.tracker.apply({ event: 'action', name: ACTION_UNLIKELY_INTENT, ...scoreOf(prediction) });
    run.warned = true;
    prediction = predict(run, wanted);
  }
  const predicted = prediction ? likeWanted(run, prediction.action ?? ACTION_LISTEN, event) : STOPPED;
  run.actions.push({
    action: wanted,
    predicted,
    policy: prediction?.policy ?? null,
    confidence: prediction?.confidence ?? null,
  });
  run.inARow += 1;
  run.waits = predicted === ACTION_LISTEN || predicted === 'action_session_start';
  if (predicted === wanted) {
    const hidden = prediction?.hideRuleTurn ? { hide_rule_turn: true } : {};
    for (const happened of prediction?.events ?? []) run.tracker.apply(happened);
    const taken = { ...expected, event: { ...event, ...scoreOf(prediction), ...hidden } };
    take(run, taken, unlikely ? `predicted: ${ACTION_UNLIKELY_INTENT}` : undefined);
    return;
  }
  run.failed = true;
  const step: StoryStep = expected.step ?? { type: 'action', name: wanted, place: expected.place };
  take(run, { ...expected, step }, `predicted: ${predicted}${unlikely ? ` after ${ACTION_UNLIKELY_INTENT}` : ''}`);
}

const scoreOf = (prediction: PolicyPrediction | undefined) =>
  prediction ? { policy: prediction.policy, confidence: prediction.confidence } : {};

/**
 * What the bot would do now. A form that would run where the story has something else may have refused the message; as
 * no form runs here, it is taken to have done so.
 */
function predict(run: Run, wanted: string): PolicyPrediction {
  const { tracker, bot } = run;
  const prediction = predictOnce(run);
  const { action } = prediction;
  if (action === null || action === wanted) return prediction;
  if (tracker.activeLoop?.name !== action || !bot.domain.forms.has(action)) return prediction;
  tracker.apply({ event: 'action_execution_rejected', name: action });
  return predictOnce(run);
}

function predictOnce({ tracker, bot }: Run): PolicyPrediction {
  const action = tracker.followupAction;
  if (action !== null) return { policy: 'followup_action', action, confidence: 1, priority: 0 };
  return predictNext(bot.policies, tracker, bot.domain);
}

/**
 * A story may name the answer of a retrieval intent (`utter_faq/hours`) where the bot says `utter_faq`: then the answer
 * that was chosen is what was predicted.
 */
function likeWanted({ bot, parsed }: Run, action: string, event: ActionEvent): string {
  const wanted = labelOf(event) ?? '';
  if (!wanted.startsWith(`${action}/`)) return likeText(action, event, bot.domain);
  return selectedResponse(action, parsed ?? {}) ?? action;
}

/** Where a story has the bot's very words, a response that says them is as good. */
function likeText(action: string, wanted: ActionEvent, domain: Domain): string {
  const text = wanted.name === null ? wanted.action_text : undefined;
  if (text === undefined || text === null) return action;
  return domain.responses.get(action)?.some((variation) => variation.text?.trim() === text) ? text : action;
}
