import { existsSync } from 'node:fs';
import type { LoadedBot } from '../../bot/load-bot.js';
import { ParleyError } from '../../errors.js';
import { didYouMean } from '../../nearest.js';
import { endpointFields, readEndpoint } from '../../remote/endpoint.js';
import { type ConfigFile, type Environment, readConfigFile, readConfigTree } from '../config-file.js';
import { displayPath } from '../files.js';
import type { Problem } from '../problem.js';
import { warningAt } from '../problem.js';
import { isEmpty } from '../yaml-expect.js';

/** What endpoints.yml may name: Rasa's (rasa.com/docs/rasa/arch-overview), and `media` of Parley. */
const known = ['action_endpoint', 'nlg', 'tracker_store', 'lock_store', 'event_broker', 'models', 'media'];
/** Those that are called over HTTP in any case. */
const called = ['action_endpoint', 'nlg'];

/** What is wrong with endpoints.yml, and whether it names an action server. */
export async function checkEndpoints(
  { endpoints, folder }: Pick<LoadedBot, 'endpoints' | 'folder'>,
  environment: Environment,
): Promise<{ readonly problems: readonly Problem[]; readonly hasActionServer: boolean }> {
  if (!existsSync(endpoints)) return { problems: [], hasActionServer: false };
  const path = displayPath(endpoints);
  const found: Problem[] = [];
  const tree = await readConfigTree(path, environment, found);
  const entries = [...(tree?.entries.values() ?? [])];
  const unknown = entries
    .filter(({ key }) => !known.includes(key))
    .map(({ key, keyPlace }) =>
      warningAt(keyPlace, 'ENDPOINTS_KEY_UNKNOWN', { key, hint: didYouMean(key, known), known: known.join(', ') }),
    );
  const named = entries.filter(({ key, value }) => called.includes(key) && !isEmpty(value)).map(({ key }) => key);
  // Addresses that wait for a variable would only be called wrong.
  const file = found.length > 0 ? undefined : await readConfigFile(path, environment);
  const faults = file ? named.flatMap((key) => checkEndpoint(file, key, folder)) : [];
  const problems = found.map(
    (problem): Problem => (problem.code === 'CONFIG_VARIABLE_MISSING' ? { ...problem, severity: 'warning' } : problem),
  );
  return { problems: [...problems, ...unknown, ...faults], hasActionServer: named.includes('action_endpoint') };
}

function checkEndpoint(file: ConfigFile, key: string, folder: string): Problem[] {
  try {
    readEndpoint(file, key, endpointFields, folder);
    return [];
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    const { code, message, remedy } = error;
    return [{ severity: 'error', code, message, remedy, place: error.place ?? file.placeOf([key]) }];
  }
}
