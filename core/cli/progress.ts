import pc from 'picocolors';

/** Shows how far long work has come. */
export interface Progress {
  /** Share done, 0 to 1, and what is going on. */
  (share: number, note: string): void;
  /** Ends the bar and leaves a line that says how it went. */
  done(line: string): void;
}

const WIDTH = 28;
/** The columns of what stands between the bar and the note, and one that stays free. */
const BESIDE = 9;
const USUAL_COLUMNS = 80;

/** A bar that redraws itself on a terminal; elsewhere one line for each new thing that goes on. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let latestNote = '';
  const draw = stream.isTTY ? drawBar : writeLine;

  function drawBar(share: number, note: string): void {
    const filled = Math.round(WIDTH * Math.min(1, Math.max(0, share)));
    const bar = pc.cyan('█'.repeat(filled)) + pc.dim('░'.repeat(WIDTH - filled));
    // A line that wraps could not be drawn over.
    const room = Math.max(1, (stream.columns || USUAL_COLUMNS) - WIDTH - BESIDE);
    const shown = note.length > room ? `${note.slice(0, room - 1)}…` : note;
    stream.write(`\r\x1b[K${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${pc.dim(shown)}`);
  }

  function writeLine(share: number, note: string): void {
    if (note === latestNote) return;
    latestNote = note;
    stream.write(`${String(Math.round(share * 100)).padStart(3)} %  ${note}\n`);
  }

  const done = (line: string) => {
    stream.write(stream.isTTY ? `\r\x1b[K${line}\n` : `${line}\n`);
  };
  return Object.assign(draw, { done });
}
