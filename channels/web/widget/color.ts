/** A colour's relative luminance, 0 to 1 (WCAG 2.2, "relative luminance"). */
function luminance(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const parse = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const format = (rgb: readonly number[]) =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
const READABLE = 4.6; // WCAG AA asks for 4.5; the rest is for rounding

/** The ink that is read best on a colour: near black or white. */
export function inkOn(hex: string): string {
  const ground = parse(hex);
  return contrast(ground, [255, 255, 255]) >= contrast(ground, [20, 20, 22]) ? '#ffffff' : '#141416';
}

/** A colour on its way to black, or first to its own full strength and then to white, which keeps it from turning chalky. */
function shade(colour: readonly number[], towards: 'black' | 'white', share: number): number[] {
  if (towards === 'black') return colour.map((part) => part * (1 - share));
  const strongest = 255 / Math.max(1, ...colour);
  const scale = 1 + (strongest - 1) * Math.min(1, share * 2);
  const white = Math.max(0, share * 2 - 1);
  return colour.map((part) => part * scale + (255 - part * scale) * white);
}

/** The colour itself where it can be read on `ground`, else the nearest shade of it that can. */
export function readableOn(hex: string, ground: string): string {
  const colour = parse(hex);
  const below = parse(ground);
  const towards = luminance(below) > 0.4 ? 'black' : 'white';
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = shade(colour, towards, share);
    if (contrast(candidate, below) >= READABLE) return format(candidate);
  }
  return towards === 'black' ? '#000000' : '#ffffff';
}
