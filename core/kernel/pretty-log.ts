import picocolors from 'picocolors';

const paint: Readonly<Record<string, (text: string) => string>> = {
  debug: picocolors.dim,
  info: picocolors.green,
  warn: picocolors.yellow,
  error: picocolors.red,
};

/** A pino destination that prints each record as one line for people: `12:30:05 warn web: message key=value`. */
export function linePrinter(output: { write(text: string): unknown }): { write(line: string): void } {
  return { write: (line) => void output.write(`${format(JSON.parse(line))}\n`) };
}

function format(record: Record<string, unknown>): string {
  const { level, time, msg, plugin, channel, err, ...fields } = record;
  const clock = new Date(String(time)).toTimeString().slice(0, 8);
  const label = String(level);
  const owner = plugin ?? channel;
  return [
    picocolors.dim(clock),
    (paint[label] ?? String)(label),
    ...(owner === undefined ? [] : [picocolors.cyan(`${owner}:`)]),
    String(msg ?? ''),
    ...Object.entries(fields).map(([name, value]) => picocolors.dim(`${name}=${short(value)}`)),
    ...(err === undefined ? [] : [faultOf(err)]),
  ].join(' ');
}

const short = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A fault of the bot's own making shows what and how to mend it; an unknown one shows its stack. */
function faultOf(fault: unknown): string {
  const { message, code, remedy, stack } = Object(fault);
  if (code !== undefined && remedy !== undefined) return `${message} ${remedy} [${code}]`;
  return stack === undefined ? String(message ?? short(fault)) : `\n${stack}`;
}
