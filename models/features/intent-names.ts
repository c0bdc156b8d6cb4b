import type { Message, SparseVector } from '../../core/index.js';

/** What a featurizer made of the name of an intent, and before which column its own begin. */
export interface NamedIntent {
  readonly vector: SparseVector;
  readonly offset: number;
}

/** In training: the name of an example's intent, as the first featurizer that reads names saw it. */
export function intentNameOf({ features }: Message): NamedIntent | undefined {
  let offset = 0;
  for (const { sparse, size, intentName } of features.values()) {
    if (intentName) return { vector: intentName, offset };
    if (sparse) offset += size;
  }
  return undefined;
}

/** The same among the columns of all sparse features. */
export const columnsOfName = ({ vector, offset }: NamedIntent): SparseVector =>
  offset === 0 ? vector : { indices: vector.indices.map((index) => index + offset), values: vector.values };
