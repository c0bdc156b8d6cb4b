import { spawn } from 'node:child_process';

/** A program with its arguments, run without a shell. */
export interface Program {
  readonly command: readonly string[];
  /** Put in the place of `{name}` in an argument. */
  readonly fill: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** How long it may run, in ms. */
  readonly timeoutMs: number;
}

/** A program that runs. */
export interface RunningProgram {
  write(bytes: Uint8Array): void;
  end(): void;
  /** What it writes. @throws Error when the program fails, while iterating */
  readonly output: AsyncIterable<Uint8Array>;
}

/** So much of what a failing program complains of is told, in characters. */
const mostComplaint = 300;

/** Runs a program; it is killed when the signal is aborted, when it takes too long, or when nobody reads on. */
export function runProgram({ command, fill, signal, timeoutMs }: Program): RunningProgram {
  const [file = '', ...words] = command;
  const filled = words.map((word) => word.replace(/\{(\w+)\}/g, (gap, name: string) => fill[name] ?? gap));
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const child = spawn(file, filled, { stdio: ['pipe', 'pipe', 'pipe'], signal: limit, killSignal: 'SIGKILL' });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-mostComplaint);
  });
  // A program that does not read to the end says why by the way it exits.
  child.stdin.on('error', () => undefined);
  const exited = new Promise<void>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') reject(new Error(`"${file}" is not installed, or not on the PATH`));
      else if (limit.aborted && !signal.aborted) reject(new Error(`it took more than ${timeoutMs / 1_000} seconds`));
      else reject(error);
    });
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`it ended with code ${code}${complaint.trim() === '' ? '' : `: ${complaint.trim()}`}`));
    });
  });
  exited.catch(() => undefined);

  async function* read(): AsyncIterable<Uint8Array> {
    try {
      for await (const bytes of child.stdout) yield bytes as Uint8Array;
      await exited;
    } finally {
      child.kill('SIGKILL');
    }
  }

  return {
    write: (bytes) => void (child.stdin.writable && child.stdin.write(bytes)),
    end: () => void child.stdin.end(),
    output: read(),
  };
}
