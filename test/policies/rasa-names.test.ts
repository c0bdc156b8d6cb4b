import { expect, it } from 'vitest';
import { translateRasaPolicies } from '../../core/policies/rasa-names.js';

it('lets memory that forgets stand in for TEDPolicy, weaker than the rest', () => {
  const { entries, notes } = translateRasaPolicies([
    { name: 'RulePolicy' },
    { name: 'TEDPolicy', max_history: 8, epochs: 100 },
    { name: 'UnexpecTEDIntentPolicy' },
  ]);
  expect(entries).toEqual([
    { name: 'RulePolicy' },
    { name: 'AugmentedMemoizationPolicy', priority: 1, max_history: 8 },
  ]);
  expect(notes).toEqual([
    expect.stringMatching(/^TEDPolicy: .* runs as AugmentedMemoizationPolicy/),
    expect.stringMatching(/^UnexpecTEDIntentPolicy: .* left out/),
  ]);
});

it('leaves TEDPolicy out where that memory is there already', () => {
  const policies = [{ name: 'TEDPolicy' }, { name: 'AugmentedMemoizationPolicy', max_history: 3 }];
  expect(translateRasaPolicies(policies).entries).toEqual([{ name: 'AugmentedMemoizationPolicy', max_history: 3 }]);
});

it("takes Rasa's own policies by their module, too", () => {
  const [policy] = translateRasaPolicies([{ name: 'rasa.core.policies.rule_policy.RulePolicy' }]).entries;
  expect(policy).toEqual({ name: 'RulePolicy' });
});
