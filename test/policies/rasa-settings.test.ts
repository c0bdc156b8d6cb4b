import { expect, it } from 'vitest';
import { leaveOutUnknownSettings } from '../../core/policies/rasa-settings.js';

const told = (entry: { name: string } & Record<string, unknown>) =>
  leaveOutUnknownSettings({ entries: [entry], notes: [], warnings: ['before'] });

it('leaves settings alone that a policy knows', () => {
  const entry = { name: 'RulePolicy', core_fallback_threshold: 0.4 };
  expect(told(entry)).toEqual({ entries: [entry], notes: [], warnings: ['before'] });
});

it('leaves out what a policy does not know, and says what may be meant', () => {
  const { entries, warnings } = told({ name: 'RulePolicy', core_fallback_treshold: 0.4 });
  expect(entries).toEqual([{ name: 'RulePolicy' }]);
  expect(warnings[1]).toBe(
    'RulePolicy: it has no setting "core_fallback_treshold"; left out. Did you mean "core_fallback_threshold"?',
  );
});

it('leaves the policies of others alone', () => {
  const entry = { name: 'MyPolicy', anything: 1 };
  expect(told(entry).entries).toEqual([entry]);
});

it.each([
  [{ name: 'MaxHistoryTrackerFeaturizer', max_history: 3 }, { max_history: 3 }],
  [{ name: 'FullDialogueTrackerFeaturizer' }, { max_history: null }],
  [{ name: 'MaxHistoryTrackerFeaturizer' }, {}],
])('takes max_history from the featurizer %j', (featurizer, settings) => {
  const { entries, warnings } = told({ name: 'MemoizationPolicy', featurizer: [featurizer] });
  expect(entries).toEqual([{ name: 'MemoizationPolicy', ...settings }]);
  expect(warnings).toEqual(['before']);
});

it('prefers the max_history of the policy itself', () => {
  const featurizer = [{ name: 'MaxHistoryTrackerFeaturizer', max_history: 3 }];
  expect(told({ name: 'MemoizationPolicy', max_history: 7, featurizer }).entries).toEqual([
    { name: 'MemoizationPolicy', max_history: 7 },
  ]);
});
