import { ParleyError } from '../errors.js';
import { parseConfig } from '../kernel/plugin-config.js';
import type { Policy } from '../policies/policy.js';
import type { Setting } from './manifest.js';

/** A policy with its settings as its own schema understood them. */
export interface ConfiguredPolicy {
  readonly policy: Policy;
  readonly config: unknown;
}

/**
 * Finds the policies that a config names, and parses their settings.
 *
 * @throws ParleyError POLICY_UNKNOWN, PLUGIN_CONFIG_INVALID
 */
export function configurePolicies(entries: readonly Setting[], policies: readonly Policy[]): ConfiguredPolicy[] {
  return entries.map(({ name, ...settings }) => {
    const policy = policies.find((one) => one.name === name);
    if (!policy) {
      throw new ParleyError('POLICY_UNKNOWN', { name, known: policies.map((one) => one.name).join(', ') });
    }
    return { policy, config: parseConfig(name, policy.config, settings) };
  });
}
