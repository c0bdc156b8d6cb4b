/** Types that are taken where a bot says nothing else: what people send to a business, and nothing that runs. */
export const usualTypes = [
  'image/*',
  'audio/*',
  'video/*',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.*',
  'application/vnd.oasis.opendocument.*',
  'application/ogg',
] as const;

/** Pictures that are programs, or open other files. */
const neverByFamily: ReadonlySet<string> = new Set(['image/svg+xml']);

/** What stands for a file of which the first bytes tell nothing. */
const unknownType = 'application/octet-stream';

/**
 * The type of a file by its first bytes: neither its name nor its sender's word counts, since either can be chosen to get
 * past a filter. Plain text has no mark of its own and stays unknown.
 */
export async function typeOf(path: string): Promise<string> {
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path);
  return found?.mime.split(';')[0] ?? unknownType;
}

/** Whether a type is one of a list; `*` at the end of an entry stands for anything. */
export function isTypeAllowed(mime: string, allowed: readonly string[]): boolean {
  return allowed.some((pattern) => {
    if (!pattern.endsWith('*')) return pattern === mime;
    return mime.startsWith(pattern.slice(0, -1)) && !neverByFamily.has(mime);
  });
}

/** The word for a type in `kind`, for files of which the channel has none. */
export function kindOf(mime: string): 'image' | 'audio' | 'video' | 'document' {
  const family = mime.split('/')[0];
  if (family === 'image' || family === 'audio' || family === 'video') return family;
  return mime === 'application/ogg' ? 'audio' : 'document';
}
