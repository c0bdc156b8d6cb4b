import type { Domain } from '../domain/domain.js';
import { watched } from '../nlu/learning-sources.js';
import { type PartRecord, partFingerprint, settingsHash } from '../nlu/part-record.js';
import type { Policy } from '../policies/policy.js';
import { fingerprint } from '../project/fingerprint.js';
import type { TrainingData } from '../training-data/training-data.js';
import { configurePolicies } from './configure-policies.js';
import type { Setting } from './manifest.js';
import { addUnder, type ModelParts, partsUnder } from './model-parts.js';

/** What the policies of a model are trained with. */
export interface PolicyTraining {
  readonly entries: readonly Setting[];
  readonly policies: readonly Policy[];
  readonly domain: Domain;
  readonly data: TrainingData;
  readonly augmentation?: number | undefined;
  /** Of Parley. */
  readonly version: string;
  /** What was trained before; of it is taken over what would come out the same. */
  readonly earlier?: ModelParts | undefined;
}

/** What a training tells while it goes on. */
interface Listener {
  readonly signal: AbortSignal;
  progress(share: number, note: string): void;
}

/** The one start of everything random. */
const seed = 1;

/** Where in an archive the files of a policy lie. */
export const policyFolder = (index: number, name: string): string => `policies/${index}.${name}/`;

/** Trains the policies, except those that learn from nothing that has changed. */
export async function trainPolicies(training: PolicyTraining, { signal, progress }: Listener): Promise<ModelParts> {
  const files: Record<string, Uint8Array> = {};
  const parts: Record<string, PartRecord> = {};
  const plan = planPolicies(training);
  for (const [index, { policy, config, settings, earlier }] of plan.entries()) {
    signal.throwIfAborted();
    progress(index / plan.length, policy.name);
    const folder = policyFolder(index, policy.name);
    const key = folder.slice(0, -1);
    if (earlier) {
      addUnder(files, folder, earlier.files);
      parts[key] = earlier.record;
      continue;
    }
    const started = performance.now();
    const read = new Set<string>();
    const metrics: Record<string, number> = {};
    const state = await policy.train(config, {
      domain: watched(training.domain, (key) => read.add(`domain.${key}`)),
      data: watched(training.data, (key) => read.add(`data.${key}`)),
      ...(training.augmentation === undefined ? {} : { augmentation: training.augmentation }),
      seed,
      signal,
      progress: (share, note) => progress((index + share) / plan.length, note ?? policy.name),
      report: (metric, value) => {
        metrics[metric] = value;
      },
    });
    addUnder(files, folder, policy.save(state));
    const learnsFrom = [...read];
    parts[key] = {
      fingerprint: partFingerprint(settings, learnsFrom, hashesOf(training)),
      learnsFrom,
      writes: [],
      seconds: Math.round(performance.now() - started) / 1000,
      metrics,
      warnings: [],
    };
  }
  return { files, parts };
}

/** Which policies `trainPolicies` would train, by their folders in the model. */
export const policiesToTrain = (training: PolicyTraining): readonly string[] =>
  planPolicies(training).flatMap(({ policy, earlier }) => (earlier ? [] : [`policies/${policy.name}`]));

function planPolicies({ entries, policies, version, augmentation, earlier, ...sources }: PolicyTraining) {
  const hashOf = hashesOf(sources);
  const left = Object.entries(earlier?.parts ?? {}).filter(([folder]) => folder.startsWith('policies/'));
  return configurePolicies(entries, policies).map(({ policy, config }, index) => {
    const settings = settingsHash(version, policy, [entries[index], augmentation]);
    const found = left.findIndex(([folder]) => folder.endsWith(`.${policy.name}`));
    const [folder, record] = (found < 0 ? undefined : left.splice(found, 1)[0]) ?? [];
    const same = record && record.fingerprint === partFingerprint(settings, record.learnsFrom, hashOf);
    const before = same && earlier ? { record, files: partsUnder(earlier, `${folder}/`).files } : undefined;
    return { policy, config, settings, earlier: before };
  });
}

function hashesOf({ domain, data }: Pick<PolicyTraining, 'domain' | 'data'>): (source: string) => string {
  const hashes = new Map<string, string>();
  const contentOf = (source: string): unknown[] => {
    const [owner, key = ''] = source.split('.');
    // What a response says is not what decides on it.
    if (source === 'domain.responses') return [[...domain.responses.keys()]];
    if (owner === 'domain') return [Object.keys(domain), domain[key as keyof Domain]];
    return [Object.keys(data), data[key as keyof TrainingData]];
  };
  return (source) => {
    const known = hashes.get(source);
    if (known !== undefined) return known;
    const hash = fingerprint(...contentOf(source));
    hashes.set(source, hash);
    return hash;
  };
}
