import pg from 'pg';

type Taken = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void;

/**
 * The pool of a database that has one session: the embedded one. Who asks urgently comes next, before all who wait, but
 * never twice in a row while others wait; a transaction has the session until it ends.
 */
export class OneSessionPool extends pg.Pool {
  readonly #urgent: Taken[] = [];
  readonly #others: Taken[] = [];
  #line = this.#others;
  #isTaken = false;
  #wasUrgent = false;

  constructor(config?: pg.PoolConfig) {
    super(config);
    this.on('release', () => this.#next());
  }

  /** Whatever `ask` asks of the pool, before it waits for anything, is urgent. */
  urgently<Result>(ask: () => Result): Result {
    this.#line = this.#urgent;
    try {
      return ask();
    } finally {
      this.#line = this.#others;
    }
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(taken: Taken): void;
  override connect(taken?: Taken): Promise<pg.PoolClient> | undefined {
    if (taken) {
      this.#line.push(taken);
      if (!this.#isTaken) this.#next();
      return undefined;
    }
    return new Promise((resolve, reject) => {
      this.connect((error, client) => (client ? resolve(client) : reject(error)));
    });
  }

  #next(): void {
    const urgent = this.#wasUrgent && this.#others.length > 0 ? undefined : this.#urgent.shift();
    const taken = urgent ?? this.#others.shift();
    this.#wasUrgent = urgent !== undefined;
    this.#isTaken = taken !== undefined;
    if (!taken) return;
    super.connect((error, client, done) => {
      taken(error, client, done);
      // What was not handed out is not handed back.
      if (!client) this.#next();
    });
  }
}
