import type { Policy } from './policy.js';

/** The names of Rasa's policies that have a counterpart under another name. */
export const rasaPolicyNames = (policies: readonly Policy[]): readonly string[] =>
  policies.flatMap(({ standsFor }) => (standsFor ? [standsFor.name] : []));

/** Puts in place of what Rasa names the policy that stands for it, with the settings that both have, and says so. */
export function translateRasaPolicies<Entry extends { readonly name: string }>(
  written: readonly Entry[],
  known: readonly Policy[],
): { readonly entries: readonly Entry[]; readonly notes: readonly string[]; readonly warnings: readonly string[] } {
  const entries: Entry[] = [];
  const notes: string[] = [];
  for (const one of written) {
    // Rasa's own may be named by their module: `rasa.core.policies.rule_policy.RulePolicy`.
    const policy = { ...one, name: one.name.replace(/^rasa\..*\./, '') };
    const standIn = known.find(({ standsFor }) => standsFor?.name === policy.name);
    if (!standIn?.standsFor) {
      entries.push(policy);
      continue;
    }
    const { settings } = standIn.standsFor;
    const given = Object.entries(policy).filter(([key]) => key !== 'name');
    const left = given.map(([key]) => key).filter((key) => !settings.includes(key));
    const kept = Object.fromEntries(given.filter(([key]) => settings.includes(key)));
    entries.push({ ...kept, name: standIn.name } as Entry);
    const rest = left.length === 0 ? '' : ` Settings of Rasa's network do nothing: ${left.join(', ')}.`;
    notes.push(`${policy.name}: runs as ${standIn.name}.${rest}`);
  }
  return { entries, notes, warnings: [] };
}
