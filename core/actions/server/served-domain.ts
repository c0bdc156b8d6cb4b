import type { Domain } from '../../domain/domain.js';
import { mergeDomain } from '../../domain/merge-domain.js';
import { readDomainPart } from '../../domain/read-domain.js';
import type { Problem } from '../../project/problem.js';
import { parseYaml } from '../../project/yaml.js';
import type { ServedCall } from './call.js';

/** The domain that came with calls, as rasa-sdk keeps it: the latest one, and its digest. */
export interface ServedDomain {
  /** The domain of a call; `undefined` when it comes as a digest that is not known here. */
  of(call: ServedCall): Domain | undefined;
}

/** Keeps the latest domain; a call that brings neither domain nor digest is about `own`. */
export function createServedDomain(own: Domain): ServedDomain {
  let text: string | undefined;
  let digest: string | undefined;
  let domain = own;
  return {
    of(call) {
      if (!call.domain) {
        const known = digest !== undefined && digest === call.domain_digest;
        // Rasa 3.6 sends no digest and does not know 449; with `enable_selective_domain` it means no domain.
        return known ? domain : call.domain_digest ? undefined : own;
      }
      const sent = JSON.stringify(call.domain);
      if (sent !== text) domain = readJson(sent);
      text = sent;
      digest = call.domain_digest ?? undefined;
      return domain;
    },
  };
}

/** Rasa has checked its domain; what this reader makes nothing of is left out. */
function readJson(json: string): Domain {
  const problems: Problem[] = [];
  const tree = parseYaml(json, 'domain', problems);
  const parts = tree?.kind === 'map' ? [readDomainPart(tree, problems)] : [];
  return mergeDomain(parts, problems);
}
