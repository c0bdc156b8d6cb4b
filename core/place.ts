/** Where in a project's files something was written; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** A place as people and editors read it: `domain.yml:12` or `domain.yml:12:5`. */
export function formatPlace(place: Place): string {
  const column = place.column === undefined ? '' : `:${place.column}`;
  return `${place.file}:${place.line}${column}`;
}
