/** A list that grows, for those who wait until it is long enough. */
export interface Tally<Item> {
  readonly list: readonly Item[];
  add(item: Item): void;
  /** Resolves when there are so many. */
  has(count: number): Promise<void>;
}

/** Makes an empty list. */
export function createTally<Item>(): Tally<Item> {
  const list: Item[] = [];
  let waiting: { readonly count: number; resolve(): void }[] = [];
  return {
    list,
    add(item) {
      list.push(item);
      for (const { resolve } of waiting.filter(({ count }) => count <= list.length)) resolve();
      waiting = waiting.filter(({ count }) => count > list.length);
    },
    has: (count) =>
      list.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
  };
}
