import { describe, expect, it } from 'vitest';
import { createProgress } from '../../core/cli/progress.js';

/** What is written to a terminal, as a person sees it: without colours and commands to the cursor. */
function terminal(columns: number) {
  const lines: string[] = [];
  const stream = {
    isTTY: true,
    columns,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what terminals are told.
    write: (text: string) => lines.push(text.replaceAll(/\r|\x1b\[[\d;]*[mK]/g, '')),
  };
  return { lines, stream: stream as unknown as NodeJS.WriteStream };
}

describe('the bar of a long work', () => {
  it('stays in one line, however much goes on', () => {
    const { lines, stream } = terminal(80);
    const progress = createProgress(stream);
    progress(0.5, 'en: intents · es: WhitespaceTokenizer · hi: WhitespaceTokenizer');
    progress(1, 'RulePolicy');
    expect(lines.map((line) => line.length)).toEqual([79, 46]);
    expect(lines[0]).toMatch(/ 50 % {2}en: intents · es: WhitespaceTokenizer .*…$/);
    expect(lines[1]).toMatch(/100 % {2}RulePolicy$/);
  });
});
