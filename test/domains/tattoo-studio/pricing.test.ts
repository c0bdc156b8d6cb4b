import { describe, expect, it } from 'vitest';
import { artistsFor, estimate, isColored, sayPrice } from '../../../domains/tattoo-studio/studio/pricing.js';
import { sizeIn } from '../../../domains/tattoo-studio/studio/sizes.js';
import { aisha, dmitri, freya, kenji, luis, mara, team } from './team.js';

const price = (piece: Parameters<typeof estimate>[0], artists = [mara]) => {
  const found = estimate(piece, artists);
  return found && [found.low, found.high];
};

describe('a price', () => {
  it('is hours by rate', () => {
    expect(price({ size: 'palm-sized', style: 'fine line' })).toEqual([240, 400]);
  });

  it('is never below the minimum of the artist', () => {
    expect(price({ size: 'tiny' })).toEqual([120, 160]);
    expect(price({ size: 'tiny' }, [dmitri])).toEqual([100, 150]);
  });

  it('rises with a tender place, an elaborate style and color', () => {
    expect(price({ size: 'palm-sized', place: 'ribs' })).toEqual([290, 480]);
    expect(price({ size: 'palm-sized', style: 'realism' }, [luis])).toEqual([390, 660]);
    expect(price({ size: 'palm-sized', color: 'full color' })).toEqual([290, 480]);
  });

  it('does not rise for black and grey', () => {
    expect(price({ size: 'palm-sized', color: 'black and grey' })).toEqual(price({ size: 'palm-sized' }));
  });

  it('spans the artists who might do it', () => {
    expect(price({ size: 'small' }, team)).toEqual([150, 330]);
  });

  it('takes the package off a full sleeve and counts its sessions', () => {
    const sleeve = estimate({ size: 'full sleeve', style: 'japanese', place: 'ribs' }, [kenji]);
    expect(sleeve).toMatchObject({ low: 4550, high: 7290, sessions: 7, sessionHours: 4 });
    expect(sleeve?.reasons).toContain('Full-sleeve package: 10 % off');
  });

  it('shows how it came about', () => {
    expect(
      estimate({ size: '10 cm', place: 'ribs', style: 'realism', color: 'red and gold' }, [aisha])?.reasons,
    ).toEqual([
      '10 cm (palm-sized), like the palm of a hand: about 1½–2½ hours of work',
      'Realism: more work per inch, +25 %',
      'Ribs: slow going there, +20 %',
      'Color: several inks and passes, +20 %',
      'Aisha Rahman: $190 an hour, $150 at least',
    ]);
  });

  it('counts a cover-up by the idea', () => {
    expect(estimate({ size: 'large', idea: 'cover up my ex’s name' }, [aisha])?.reasons[1]).toMatch(/^Cover-up/);
  });

  it('is not made up without a size', () => {
    expect(price({ size: 'whatever' })).toBeUndefined();
  });

  it('is said in dollars', () => {
    expect(sayPrice(1210, 1820)).toBe('$1,210–$1,820');
    expect(sayPrice(100, 100)).toBe('$100');
  });
});

describe('a size', () => {
  it.each([
    ['tiny', 'tiny'],
    ['coin-sized', 'tiny'],
    ['smol', 'small'],
    ['credit card sized', 'small'],
    ['3cm', 'tiny'],
    ['10 cm', 'palm-sized'],
    ['4 inches', 'palm-sized'],
    ['6 inch', 'medium'],
    ['15x10 cm', 'medium'],
    ['3x5 inches', 'medium'],
    ['about 20 centimetres', 'large'],
    ['size of a postcard', 'medium'],
    ['a4', 'extra large'],
    ['big', 'large'],
    ['half-sleeve', 'half sleeve'],
    ['sleeve', 'full sleeve'],
    ['hand-sized', 'palm-sized'],
  ])('of "%s" is %s', (said, expected) => {
    expect(sizeIn(said)?.name).toBe(expected);
  });
});

describe('who does it', () => {
  it('goes by style', () => {
    expect(artistsFor({ style: 'irezumi' }, team)).toEqual([kenji]);
    expect(artistsFor({ style: 'realism' }, team)).toEqual([luis, aisha]);
    expect(artistsFor({ style: 'ornamental' }, team)).toEqual([freya]);
  });

  it('is anybody without a style', () => {
    expect(artistsFor({}, team)).toHaveLength(6);
  });
});

describe('color', () => {
  it.each(['full color', 'red and gold', 'b&g with some blue'])('is "%s"', (said) => {
    expect(isColored(said)).toBe(true);
  });
  it.each(['black', 'black and grey', 'b&g', 'only black ink, no shading'])('is not "%s"', (said) => {
    expect(isColored(said)).toBe(false);
  });
});
