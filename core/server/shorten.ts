/** Cuts a text with an ellipsis, never inside of what a reader sees as one character; `limit` is in UTF-16 units. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (short.length + segment.length > limit - 1) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
