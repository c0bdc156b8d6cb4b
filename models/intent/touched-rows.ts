/** Which features occur in which examples of a batch, and how strongly: a linked list of entries per feature. */
export class TouchedRows {
  /** The features that occur; the first `count` hold. */
  features = new Uint32Array(4096);
  count = 0;
  /** By entry: the next one of the same feature, or -1; the example in the batch; the value. */
  next = new Int32Array(8192);
  example = new Uint32Array(8192);
  value = new Float32Array(8192);
  private entries = 0;
  private readonly heads: Int32Array;

  constructor(features: number) {
    this.heads = new Int32Array(features).fill(-1);
  }

  add(feature: number, example: number, value: number): void {
    if (this.entries === this.next.length) this.growEntries();
    const entry = this.entries++;
    const head = this.heads[feature] as number;
    if (head < 0) this.addFeature(feature);
    this.next[entry] = head;
    this.example[entry] = example;
    this.value[entry] = value;
    this.heads[feature] = entry;
  }

  /** The feature's first entry, which from then on has none: each feature is asked for once. */
  take(feature: number): number {
    const head = this.heads[feature] as number;
    this.heads[feature] = -1;
    return head;
  }

  clear(): void {
    this.entries = 0;
    this.count = 0;
  }

  private addFeature(feature: number): void {
    if (this.count === this.features.length) this.features = grown(this.features, new Uint32Array(this.count * 2));
    this.features[this.count++] = feature;
  }

  private growEntries(): void {
    const length = this.entries * 2;
    this.next = grown(this.next, new Int32Array(length));
    this.example = grown(this.example, new Uint32Array(length));
    this.value = grown(this.value, new Float32Array(length));
  }
}

function grown<Numbers extends Int32Array | Uint32Array | Float32Array>(old: Numbers, roomier: Numbers): Numbers {
  roomier.set(old);
  return roomier;
}
