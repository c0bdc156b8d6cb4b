/** The first item of each key, in order. */
export function firsts<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Item[] {
  const found = new Map<string, Item>();
  for (const item of items) if (!found.has(keyOf(item))) found.set(keyOf(item), item);
  return [...found.values()];
}

/** Each later item with the first one of the same key. */
export function repeats<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): { item: Item; first: Item }[] {
  const found = new Map<string, Item>();
  const pairs: { item: Item; first: Item }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const first = found.get(key);
    if (first) pairs.push({ item, first });
    else found.set(key, item);
  }
  return pairs;
}
