/** Policies of Rasa 3.x that learn to generalise; a learned policy does not exist here yet. */
const learned = ['TEDPolicy', 'UnexpecTEDIntentPolicy'];

/** Leaves out what Rasa names and Parley does not have yet, and says so. */
export function translateRasaPolicies<Entry extends { readonly name: string }>(
  policies: readonly Entry[],
): { readonly entries: readonly Entry[]; readonly notes: readonly string[] } {
  const missing = policies.filter(({ name }) => learned.includes(name));
  return {
    entries: policies.filter((policy) => !missing.includes(policy)),
    notes: missing.map(
      ({ name }) => `${name}: learned policies are not there yet; left out. Rules and stories decide.`,
    ),
  };
}
