import type { Setting } from '../../model/manifest.js';

/** How far a policy looks back that says nothing of it: Rasa's TEDPolicy looks at everything. */
const defaults: Readonly<Record<string, number>> = {
  MemoizationPolicy: 5,
  AugmentedMemoizationPolicy: 5,
  RulePolicy: 1,
};
/** As much as everything: longer histories are not told apart in practice. */
const all = 50;

/** How many states back the policies of a bot look, that looks back furthest. */
export function storyHistory(policies: readonly Setting[]): number {
  const own = policies.map(({ name, max_history: given }) => {
    if (typeof given === 'number' && given > 0) return given;
    return given === null ? all : (defaults[name] ?? all);
  });
  return Math.max(5, ...own);
}
