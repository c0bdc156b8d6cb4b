import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { errorAt, type Problem } from './problem.js';

/** Reads a file's text; a file that is missing, unreadable or not UTF-8 becomes a problem and `undefined`. */
export async function readText(file: string, problems: Problem[]): Promise<string | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(errorAt({ file, line: 1 }, 'FILE_UNREADABLE', { reason }));
    return undefined;
  }
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  problems.push(errorAt({ file, line: firstBrokenLine(bytes) }, 'FILE_NOT_UTF8'));
  return undefined;
}

function firstBrokenLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end;
  }
  return line;
}
