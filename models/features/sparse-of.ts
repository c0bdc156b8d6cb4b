import type { Message, SparseVector } from '../../core/index.js';

/** All sparse features of a message side by side, in the order in which the featurizers ran. */
export function sparseOf(message: Message): { readonly vector: SparseVector; readonly size: number } {
  const parts = [...message.features.values()].filter((part) => part.sparse !== undefined);
  const [only] = parts;
  if (only?.sparse && parts.length === 1) return { vector: only.sparse, size: only.size };
  const indices: number[] = [];
  const values: number[] = [];
  let offset = 0;
  for (const { sparse, size } of parts) {
    for (const index of sparse?.indices ?? []) indices.push(index + offset);
    values.push(...(sparse?.values ?? []));
    offset += size;
  }
  return { vector: { indices: Uint32Array.from(indices), values: Float32Array.from(values) }, size: offset };
}
