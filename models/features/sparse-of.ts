import type { Features, Message, SparseVector } from '../../core/index.js';

/** All features of a message as the columns of one vector. */
export interface FeatureColumns {
  readonly vector: SparseVector;
  /** How many columns there are. */
  readonly size: number;
  /** How many of them, the last ones, are dense: almost all messages have values there. */
  readonly dense: number;
}

/** All features of a message side by side, in the order in which the featurizers ran: the sparse ones, then the dense. */
export function sparseOf({ features }: Message): FeatureColumns {
  const parts = [...features.values()];
  const [only] = parts;
  if (only?.sparse && !only.dense && parts.length === 1) return { vector: only.sparse, size: only.size, dense: 0 };
  return joinParts(parts);
}

function joinParts(parts: readonly Features[]): FeatureColumns {
  let count = 0;
  for (const { sparse, dense } of parts) count += (sparse?.indices.length ?? 0) + (dense?.length ?? 0);
  const indices = new Uint32Array(count);
  const values = new Float32Array(count);
  let at = 0;
  let offset = 0;
  for (const { sparse, size } of parts) {
    if (!sparse) continue;
    values.set(sparse.values, at);
    for (const index of sparse.indices) indices[at++] = offset + index;
    offset += size;
  }
  const sparseColumns = offset;
  for (const { dense } of parts) {
    if (!dense) continue;
    values.set(dense, at);
    for (let column = 0; column < dense.length; column++) indices[at++] = offset++;
  }
  return { vector: { indices, values }, size: offset, dense: offset - sparseColumns };
}
