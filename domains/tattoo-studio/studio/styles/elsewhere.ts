import type { Style } from './style.js';

/** Styles that none of our artists lists; each says which of theirs comes nearest. */
export const stylesElsewhere: readonly Style[] = [
  {
    name: 'ornamental',
    spellings: ['ornament', 'lace', 'henna', 'mehndi'],
    about: 'Ornamental pieces are jewelry in ink: lace, henna patterns, symmetrical frames around the body.',
    aging: 'Works like geometric: clean lines, calm places.',
    effort: 1.1,
    leastInches: 3,
    suits: ['lace', 'jewelry', 'pattern', 'mandala'],
    near: ['geometric', 'dotwork'],
  },
  {
    name: 'chicano',
    spellings: ['chicano style'],
    about: 'Chicano is fine black and grey from Los Angeles: faces, roses, rosaries and large script.',
    aging: 'Soft grey needs contrast to stay readable.',
    effort: 1.2,
    leastInches: 4,
    suits: ['rosary', 'praying hands', 'virgin'],
    near: ['realism', 'portrait'],
  },
  {
    name: 'trash polka',
    spellings: ['trashpolka'],
    about: 'Trash polka mixes realistic pictures, type and brush strokes, in black and red only.',
    aging: 'Loud contrasts last; it wants a large place.',
    effort: 1.2,
    leastInches: 6,
    suits: ['collage', 'red and black'],
    near: ['realism'],
  },
  {
    name: 'biomechanical',
    spellings: ['bio mechanical', 'biomech'],
    about: 'Biomechanical work shows machine parts as if under torn skin, drawn to the muscles.',
    aging: 'Wants size and strong shadow.',
    effort: 1.3,
    leastInches: 6,
    suits: ['machine', 'gear', 'robot', 'alien'],
    near: ['realism'],
  },
  {
    name: 'handpoke',
    spellings: ['hand poke', 'hand poked', 'handpoked', 'stick and poke', 'stick n poke'],
    about:
      'Handpoke is tattooed dot by dot without a machine. We work with machines only; dotwork comes nearest in looks.',
    aging: 'Heals gently, and is best kept simple.',
    effort: 1.2,
    leastInches: 1,
    suits: [],
    near: ['dotwork', 'minimalist'],
  },
];
