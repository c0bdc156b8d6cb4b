/** Starts things one after the other and remembers how each is stopped. */
export interface StartInOrder {
  /** Waits for something to start. */
  <Started>(starting: Promise<Started>, stop: (started: Started) => void | Promise<void>): Promise<Started>;
  /** Stops what was started, last first; what cannot be stopped does not keep the rest from it. */
  undo(): Promise<void>;
}

/** Makes a new order of starting. */
export function startInOrder(): StartInOrder {
  const stops: (() => void | Promise<void>)[] = [];

  async function start<Started>(
    starting: Promise<Started>,
    stop: (started: Started) => void | Promise<void>,
  ): Promise<Started> {
    const started = await starting;
    stops.push(() => stop(started));
    return started;
  }

  async function undo(): Promise<void> {
    const failures: unknown[] = [];
    for (let stop = stops.pop(); stop; stop = stops.pop()) {
      await Promise.resolve()
        .then(stop)
        .catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Something could not be stopped.');
  }

  return Object.assign(start, { undo });
}
