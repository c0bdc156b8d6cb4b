import { type ModelFiles, ParleyError } from '../../core/index.js';
import { toBytes, toUint16s, toUints } from '../bytes.js';
import { foldValue } from './fold-text.js';

/**
 * Values of a list as a tree of letters, its runs without a branch held as one edge (Morrison 1968, PATRICIA). The edges
 * are slices of the values themselves, so 100,000 values take a few megabytes and are put together in a moment.
 */
export interface ValueTrie {
  /** The distinct values as they are compared, in order, one behind the other. */
  readonly units: Uint16Array;
  /** By node: where its edge begins in `units`, its length, and how many units lie on the way to its end. */
  readonly edges: Uint32Array;
  readonly lengths: Uint32Array;
  readonly depths: Uint32Array;
  /** By node: its first child; those of one node lie side by side, up to the first child of the next. One more at the end. */
  readonly children: Uint32Array;
  /** By node: the place of the value that ends there among those given; -1 for none. */
  readonly values: Int32Array;
}

/** Values of one start: those from `first` up to `last` in order, alike in their first `depth` units. */
interface Bundle {
  readonly first: number;
  readonly last: number;
  readonly depth: number;
}

/** Puts values together; of those that are compared alike the first one stays. */
export function growTrie(values: readonly string[], exact: boolean): ValueTrie {
  const places = new Map<string, number>();
  for (const [at, value] of values.entries()) {
    const folded = foldValue(value, exact);
    if (folded !== '' && !places.has(folded)) places.set(folded, at);
  }
  const sorted = [...places.keys()].sort(byUnits);
  const starts = new Uint32Array(sorted.length + 1);
  for (const [at, { length }] of sorted.entries()) starts[at + 1] = (starts[at] as number) + length;
  const units = new Uint16Array(starts[sorted.length] as number);
  for (const [at, value] of sorted.entries()) {
    const start = starts[at] as number;
    for (let unit = 0; unit < value.length; unit++) units[start + unit] = value.charCodeAt(unit);
  }

  const bundles: Bundle[] = [{ first: 0, last: sorted.length, depth: 0 }];
  const edges: number[] = [0];
  const lengths: number[] = [0];
  const children: number[] = [];
  const ends: number[] = [];
  for (let node = 0; node < bundles.length; node++) {
    const { first, last, depth } = bundles[node] as Bundle;
    const endsHere = sorted[first]?.length === depth;
    ends.push(endsHere ? (places.get(sorted[first] as string) as number) : -1);
    children.push(bundles.length);
    for (let from = endsHere ? first + 1 : first; from < last; ) {
      const to = endOfBundle(sorted, from, last, depth);
      const reach = sharedLength(sorted[from] as string, sorted[to - 1] as string, depth);
      bundles.push({ first: from, last: to, depth: reach });
      edges.push((starts[from] as number) + depth);
      lengths.push(reach - depth);
      from = to;
    }
  }
  children.push(bundles.length);
  return {
    units,
    edges: Uint32Array.from(edges),
    lengths: Uint32Array.from(lengths),
    depths: Uint32Array.from(bundles, ({ depth }) => depth),
    children: Uint32Array.from(children),
    values: Int32Array.from(ends),
  };
}

/** The files of a tree, so that a model with long lists is loaded at once. */
export const saveTrie = ({ units, edges, lengths, depths, children, values }: ValueTrie): ModelFiles => ({
  units: toBytes(units),
  edges: toBytes(edges),
  lengths: toBytes(lengths),
  depths: toBytes(depths),
  children: toBytes(children),
  // Without a sign: 0 is none.
  values: toBytes(Uint32Array.from(values, (value) => value + 1)),
});

/**
 * The tree that {@link saveTrie} wrote.
 *
 * @throws ParleyError NLU_MODEL_MISMATCH when its files do not fit one another
 */
export function loadTrie(files: ModelFiles): ValueTrie {
  const uints = (name: string): Uint32Array => toUints(files[name] as Uint8Array);
  const values = Int32Array.from(uints('values'), (value) => value - 1);
  const trie = {
    units: toUint16s(files.units as Uint8Array),
    edges: uints('edges'),
    lengths: uints('lengths'),
    values,
  };
  const whole = { ...trie, depths: uints('depths'), children: uints('children') };
  const nodes = values.length;
  const fits = [whole.edges, whole.lengths, whole.depths].every(({ length }) => length === nodes);
  if (!fits || whole.children.at(-1) !== nodes || whole.children.length !== nodes + 1) {
    throw new ParleyError('NLU_MODEL_MISMATCH', { reason: 'the files of a list do not fit one another' });
  }
  return whole;
}

const byUnits = (a: string, b: string): number => (a < b ? -1 : 1);

/** Where the values end that go on with the same unit as the one at `from`. */
function endOfBundle(sorted: readonly string[], from: number, last: number, depth: number): number {
  const unit = sorted[from]?.charCodeAt(depth);
  let low = from + 1;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]?.charCodeAt(depth) === unit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sharedLength(first: string, last: string, from: number): number {
  let at = from;
  while (at < first.length && first.charCodeAt(at) === last.charCodeAt(at)) at++;
  return at;
}
