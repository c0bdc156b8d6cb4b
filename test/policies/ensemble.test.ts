import { expect, it } from 'vitest';
import { z } from 'zod';
import { predictNext, type TrainedPolicy } from '../../core/policies/ensemble.js';
import { definePolicy, type PolicyPrediction } from '../../core/policies/policy.js';
import { createTracker } from '../../core/tracker/tracker.js';
import { projectOf } from '../dialogue/project-of.js';

const { domain } = projectOf('intents: [greet]');

/** A policy that always says the same. */
function saying(prediction: Partial<PolicyPrediction>): TrainedPolicy {
  const whole: PolicyPrediction = { policy: 'P', action: 'utter_a', confidence: 1, priority: 1, ...prediction };
  const policy = definePolicy({
    name: whole.policy,
    priority: whole.priority,
    config: z.object({}),
    train: () => undefined,
    predict: () => whole,
    save: () => ({}),
    load: () => undefined,
  });
  return { policy, config: {}, state: undefined };
}

const choose = (...policies: Partial<PolicyPrediction>[]) =>
  predictNext(policies.map(saying), createTracker('ann', domain), domain);

it('takes the surest', () => {
  expect(choose({ confidence: 0.4 }, { action: 'utter_b', confidence: 0.6 }).action).toBe('utter_b');
});

it('takes the higher priority of two that are as sure', () => {
  expect(choose({ priority: 6 }, { action: 'utter_b', priority: 3 }).action).toBe('utter_a');
});

it('takes the first of two that are alike', () => {
  expect(choose({}, { action: 'utter_b' }).action).toBe('utter_a');
});

it('lets a prediction that needs no message go first', () => {
  const loop = { action: 'some_form', confidence: 0.1, noUserPrediction: true };
  expect(choose({}, loop).action).toBe('some_form');
});

it('lets a prediction from the text go before one from the intent', () => {
  expect(choose({}, { action: 'utter_b', confidence: 0.5, endToEnd: true }).action).toBe('utter_b');
});

it('listens when nobody has an opinion', () => {
  expect(choose({ action: null, confidence: 0 }).action).toBe('action_listen');
});

it('leaves out an action that has just rejected', () => {
  const tracker = createTracker('ann', domain);
  tracker.apply({ event: 'action_execution_rejected', name: 'utter_a' });
  const policies = [saying({}), saying({ action: 'utter_b', confidence: 0.2 })];
  expect(predictNext(policies, tracker, domain).action).toBe('utter_b');
});

it('takes the second choice of a policy whose first has just rejected', () => {
  const tracker = createTracker('ann', domain);
  tracker.apply({ event: 'action_execution_rejected', name: 'utter_a' });
  const scores = new Map([
    ['utter_a', 0.9],
    ['utter_c', 0.3],
  ]);
  expect(predictNext([saying({ scores })], tracker, domain)).toMatchObject({ action: 'utter_c', confidence: 0.3 });
});

it('takes a rejecting action again once something else has run', () => {
  const tracker = createTracker('ann', domain);
  tracker.apply({ event: 'action_execution_rejected', name: 'utter_a' });
  tracker.apply({ event: 'action', name: 'utter_b' });
  expect(predictNext([saying({})], tracker, domain).action).toBe('utter_a');
});

it('carries the events of all policies and the optional ones of the winner', () => {
  const paused = { events: [{ event: 'pause' as const }], confidence: 0.1 };
  const resumed = { optionalEvents: [{ event: 'resume' as const }] };
  expect(choose(paused, resumed).events).toEqual([{ event: 'pause' }, { event: 'resume' }]);
});
