import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/bundle/parley.js', import.meta.url));

/** How a command ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `parley` process: the built program, as a person would start it. */
export interface ParleyProcess {
  /** Resolves with the first match in standard output; rejects when the process ends before. */
  prints(pattern: RegExp): Promise<RegExpMatchArray>;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `parley` with these words. */
function startParley(words: readonly string[], environment: Readonly<Record<string, string>> = {}): ParleyProcess {
  const { DATABASE_URL: _ignored, ...inherited } = process.env;
  const child = spawn(process.execPath, [program, ...words], {
    env: { ...inherited, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, ...output.texts() }));
  });
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = output.texts().stdout.match(pattern);
          if (found) resolve(found);
        };
        child.stdout?.on('data', look);
        look();
        void ended.then(({ code, stderr }) =>
          reject(new Error(`parley ${words.join(' ')} ended with ${code} before it printed ${pattern}:\n${stderr}`)),
        );
      }),
  };
}

/** Runs `parley` to its end. */
export const runParley = (
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> => startParley(words, environment).ended;

/** Starts a bot on a free port and waits until it listens. */
export async function startBot(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  words: readonly string[] = [],
): Promise<{ url: string; process: ParleyProcess }> {
  const process = startParley(['run', folder, '--port', '0', ...words], environment);
  const [, url = ''] = await process.prints(/Health +(http:\S+)\/health/);
  return { url, process };
}

function collect(child: ChildProcess): { texts(): { stdout: string; stderr: string } } {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return { texts: () => ({ stdout, stderr }) };
}
