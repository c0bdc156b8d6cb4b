import { augmentedMemoizationPolicy, memoizationPolicy } from './memoization.js';
import type { Policy } from './policy.js';
import { rulePolicy } from './rule-policy.js';

/** The policies that every bot can name in its config. */
export const builtInPolicies: readonly Policy[] = [rulePolicy, memoizationPolicy, augmentedMemoizationPolicy];
