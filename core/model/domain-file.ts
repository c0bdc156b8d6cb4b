import type { Domain } from '../domain/domain.js';
import { domainToJson } from '../domain/domain-json.js';
import { mergeDomain } from '../domain/merge-domain.js';
import { readDomainPart } from '../domain/read-domain.js';
import { ParleyError } from '../errors.js';
import { formatProblem, type Problem } from '../project/problem.js';
import { parseYaml } from '../project/yaml.js';

/** Where in an archive the domain is that a model was trained for. */
export const DOMAIN_FILE = 'domain.json';

/** The domain in Rasa's form, as bytes. */
export const writeDomainFile = (domain: Domain): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(domainToJson(domain)));

/** Reads a domain that `writeDomainFile` wrote. @throws ParleyError MODEL_BROKEN */
export function readDomainFile(bytes: Uint8Array, path: string): Domain {
  const problems: Problem[] = [];
  // JSON is YAML, so the reader of the project's files reads this one too.
  const root = parseYaml(new TextDecoder().decode(bytes), DOMAIN_FILE, problems);
  const parts = root?.kind === 'map' ? [readDomainPart(root, problems)] : [];
  const domain = mergeDomain(parts, problems);
  const error = problems.find(({ severity }) => severity === 'error');
  if (error || parts.length === 0) {
    const reason = `its domain cannot be read: ${error ? formatProblem(error) : 'it is empty'}`;
    throw new ParleyError('MODEL_BROKEN', { path, reason });
  }
  return domain;
}
