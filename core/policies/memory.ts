import type { Domain } from '../domain/domain.js';
import type { ModelFiles } from '../nlu/component.js';
import type { DialogueState, RuleOnly } from '../tracker/state.js';
import type { TrainingData } from '../training-data/training-data.js';
import { historyHash } from './history-hash.js';
import { findRuleOnly } from './rule-only.js';
import { walkStories } from './story-paths.js';

/** The turns of all stories, by what led to them. */
export interface Memory {
  readonly hidden: RuleOnly;
  recall(states: readonly DialogueState[]): string | undefined;
  readonly size: number;
  save(): ModelFiles;
}

/** What is kept in a model: hashes of histories and, for each, the number of the action that follows. */
interface MemoryData {
  readonly hidden: RuleOnly;
  readonly actions: readonly string[];
  readonly hashes: Float64Array;
  readonly values: Uint32Array;
}

/**
 * Remembers what follows each history in the stories, at most `maxHistory` states back. Histories that lead to
 * different actions in different stories are forgotten. As in Rasa, glued-together stories are not used.
 */
export function memorize(
  data: Pick<TrainingData, 'rules' | 'stories'>,
  domain: Domain,
  maxHistory: number,
  signal?: AbortSignal,
): Memory {
  const hidden = findRuleOnly(data, domain);
  const actions: string[] = [];
  const numbers = new Map<string, number>();
  const lookup = new Map<number, number>();
  const ambiguous = new Set<number>();
  walkStories(data.stories, domain, maxHistory, ({ tracker, action }) => {
    signal?.throwIfAborted();
    const hash = historyHash(tracker.states(maxHistory, { reading: 'either' }));
    const number = numbers.get(action) ?? actions.push(action) - 1;
    numbers.set(action, number);
    if (ambiguous.has(hash)) return;
    const known = lookup.get(hash);
    if (known === undefined) lookup.set(hash, number);
    else if (known !== number) {
      lookup.delete(hash);
      ambiguous.add(hash);
    }
  });
  return openMemory({
    hidden,
    actions,
    hashes: Float64Array.from(lookup.keys()),
    values: Uint32Array.from(lookup.values()),
  });
}

function openMemory(data: MemoryData): Memory {
  const lookup = new Map<number, number>();
  for (const [index, hash] of data.hashes.entries()) lookup.set(hash, data.values[index] ?? 0);
  return {
    hidden: data.hidden,
    size: lookup.size,
    recall: (states) => {
      const number = lookup.get(historyHash(states));
      return number === undefined ? undefined : data.actions[number];
    },
    save: () => ({
      'memory.json': new TextEncoder().encode(JSON.stringify({ hidden: data.hidden, actions: data.actions })),
      'hashes.bin': bytesOf(data.hashes),
      'values.bin': bytesOf(data.values),
    }),
  };
}

/** Reads what `Memory.save` wrote. */
export function loadMemory(files: ModelFiles): Memory {
  const names = JSON.parse(new TextDecoder().decode(files['memory.json'])) as Pick<MemoryData, 'hidden' | 'actions'>;
  return openMemory({
    ...names,
    hashes: new Float64Array(copyOf(files['hashes.bin'])),
    values: new Uint32Array(copyOf(files['values.bin'])),
  });
}

const bytesOf = (array: Float64Array | Uint32Array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** The bytes by themselves: a view into a larger file may begin where no number can. */
const copyOf = (bytes: Uint8Array = new Uint8Array()): ArrayBuffer => new Uint8Array(bytes).buffer;
