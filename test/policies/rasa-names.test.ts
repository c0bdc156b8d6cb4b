import { expect, it } from 'vitest';
import { translateRasaPolicies } from '../../core/policies/rasa-names.js';
import { presets } from '../../presets.js';

it('has policies of its own for those of Rasa that learn, with the settings that mean the same', () => {
  const { entries, notes } = translateRasaPolicies(
    [
      { name: 'RulePolicy' },
      { name: 'rasa.core.policies.ted_policy.TEDPolicy', max_history: 8, epochs: 100 },
      { name: 'UnexpecTEDIntentPolicy', tolerance: 0.2 },
    ],
    presets.policies,
  );
  expect(entries).toEqual([
    { name: 'RulePolicy' },
    { name: 'LearnedPolicy', max_history: 8 },
    { name: 'UnlikelyIntentPolicy', tolerance: 0.2 },
  ]);
  expect(notes).toEqual([
    expect.stringMatching(/^TEDPolicy: runs as LearnedPolicy\..*: epochs\.$/),
    'UnexpecTEDIntentPolicy: runs as UnlikelyIntentPolicy.',
  ]);
});

it("takes Rasa's own policies by their module, too", () => {
  const [policy] = translateRasaPolicies([{ name: 'rasa.core.policies.rule_policy.RulePolicy' }], []).entries;
  expect(policy).toEqual({ name: 'RulePolicy' });
});
