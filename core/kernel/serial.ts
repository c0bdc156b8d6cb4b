/** Runs pieces of work one after another, in the order in which they were given. */
export type Serial = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Makes a queue; a piece that fails rejects its own promise and does not hold up the next. */
export function createSerial(): Serial {
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = tail.then(work, work);
    tail = result.catch(() => undefined);
    return result;
  };
}
