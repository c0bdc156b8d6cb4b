/** Lets so many at a time do something; the others wait in line. */
export type Slots = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Makes a number of slots. */
export function createSlots(count: number): Slots {
  let free = count;
  const line: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => line.push(resolve));
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else free += 1;
    }
  };
}
