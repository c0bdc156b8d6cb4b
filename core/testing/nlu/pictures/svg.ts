/** Colours of the pictures: told apart by people who cannot tell red from green, too. */
export const ink = {
  text: '#1f2937',
  faint: '#6b7280',
  line: '#e5e7eb',
  paper: '#ffffff',
  right: '#0f766e',
  wrong: '#c2410c',
} as const;

/** How wide a letter is on average, as a share of the font's size. */
const LETTER = 0.58;

/** About how wide a text is in pixels. */
export const widthOf = (text: string, size: number): number => Math.ceil(text.length * size * LETTER);

/** Shortens a text to a number of letters. */
export const shorten = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;

/** A text as XML. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');

/** An element with its attributes; numbers are rounded to a hundredth of a pixel. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => {
    const text = typeof value === 'number' ? String(Math.round(value * 100) / 100) : escapeXml(value);
    return ` ${key}="${text}"`;
  });
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

/** A line of text. */
export const label = (
  text: string,
  x: number,
  y: number,
  attributes: Readonly<Record<string, string | number>> = {},
): string => element('text', { x, y, ...attributes }, escapeXml(text));

/** A whole picture: its title and a line below it, and what is drawn. */
export function picture(title: string, note: string, width: number, height: number, drawn: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}"`,
    ` width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="img"`,
    ` font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif" font-size="12" fill="${ink.text}">`,
    element('title', {}, escapeXml(title)),
    element('rect', { width: '100%', height: '100%', fill: ink.paper }),
    label(title, 24, 36, { 'font-size': 18, 'font-weight': 600 }),
    label(note, 24, 56, { fill: ink.faint }),
    ...drawn,
    '</svg>\n',
  ].join('\n');
}
