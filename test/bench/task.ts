import { fork } from 'node:child_process';

type Answer = { readonly result: unknown } | { readonly failure: string };

/**
 * Runs a task of this folder in a process of its own, so that neither the memory nor the garbage of one measurement
 * falls to the next.
 *
 * @param name the file of the task without its ending; what it answers with is its `Result`
 */
export function runTask<Input, Result>(name: string, input: Input): Promise<Result> {
  const child = fork(new URL(`./${name}.js`, import.meta.url), { execArgv: [], stdio: ['ignore', 2, 2, 'ipc'] });
  return new Promise((resolve, reject) => {
    child.once('message', (answer: Answer) => {
      if ('result' in answer) resolve(answer.result as Result);
      else reject(new Error(`${name}: ${answer.failure}`));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code} and no result`)));
    child.send({ input });
  });
}

/** In the process of a task: takes the input, works, sends the result. */
export function answerTask<Input, Result>(work: (input: Input) => Promise<Result>): void {
  const send = (answer: Answer) => process.send?.(answer, () => process.disconnect());
  process.once('message', ({ input }: { input: Input }) => {
    work(input).then(
      (result) => send({ result }),
      (error: unknown) => send({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
