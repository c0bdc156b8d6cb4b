/** Policies of Rasa 3.x that learn to generalise; a learned policy does not exist here yet. */
export const learnedPolicies: readonly string[] = ['TEDPolicy', 'UnexpecTEDIntentPolicy'];

const standIn = 'AugmentedMemoizationPolicy';

/**
 * Puts in place of what Rasa names and Parley does not have yet what comes nearest, and says so. For TEDPolicy that is
 * memory that forgets what lies far back: it, too, follows a story where the conversation went another way before it.
 */
export function translateRasaPolicies<Entry extends { readonly name: string }>(
  written: readonly Entry[],
): { readonly entries: readonly Entry[]; readonly notes: readonly string[] } {
  // Rasa's own may be named by their module: `rasa.core.policies.rule_policy.RulePolicy`.
  const policies = written.map((one) => ({ ...one, name: one.name.replace(/^rasa\..*\./, '') }));
  const entries: Entry[] = [];
  const notes: string[] = [];
  for (const policy of policies) {
    if (!learnedPolicies.includes(policy.name)) {
      entries.push(policy);
    } else if (policy.name !== 'TEDPolicy' || [...policies, ...entries].some(({ name }) => name === standIn)) {
      notes.push(`${policy.name}: learned policies are not there yet; left out. Rules and stories decide.`);
    } else {
      entries.push({ ...keptSettings(policy), name: standIn });
      notes.push(
        `${policy.name}: learned policies are not there yet; runs as ${standIn}, which follows stories alone.`,
      );
    }
  }
  return { entries, notes };
}

/** As weak as TEDPolicy, so that rules and stories known by heart come first. */
function keptSettings<Entry extends { readonly name: string }>(policy: Entry): Entry {
  const { name, max_history, priority = 1 } = policy as Entry & { max_history?: unknown; priority?: unknown };
  return { name, priority, ...(max_history === undefined ? {} : { max_history }) } as unknown as Entry;
}
