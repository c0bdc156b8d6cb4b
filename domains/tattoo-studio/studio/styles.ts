import { findAll, type Named } from './words.js';

/** What the studio knows of a tattoo style. */
export interface Style extends Named {
  /** What it is, in one or two sentences. */
  readonly about: string;
  /** How it ages and what it needs. */
  readonly aging: string;
  /** Its share of extra (above 1) or saved (below 1) time. */
  readonly effort: number;
  /** Smallest size that holds its detail, in inches along the longest side. */
  readonly leastInches: number;
  /** Words of ideas that it suits. */
  readonly suits: readonly string[];
  /** The styles of our artists that come nearest, when nobody has it as such. */
  readonly near?: readonly string[];
}

const flowers = ['flower', 'rose', 'peony', 'lavender', 'leaf', 'leaves', 'fern', 'plant', 'wildflower', 'botanical'];

/** Every style that the studio has a word for. */
export const styles: readonly Style[] = [
  {
    name: 'fine line',
    spellings: ['fineline', 'fine lines', 'single needle', 'thin line', 'micro'],
    about: 'Fine line is drawn with a single or very small needle: thin, even lines, little shading, lots of skin left free.',
    aging: 'It stays crisp where the skin is calm and dry; on hands and feet it blurs, so give it room.',
    effort: 1,
    leastInches: 1,
    suits: ['delicate', 'dainty', 'elegant', 'small', 'tiny', 'name', 'star', 'moth', 'butterfly', 'bird', 'moon', ...flowers],
  },
  {
    name: 'botanical',
    spellings: ['floral', 'botanic', 'botanicals'],
    about: 'Botanical tattoos are plants drawn as in an old herbarium: true stems, veins and petals, light shading.',
    aging: 'Open drawings age well; leave the leaves a little space between them.',
    effort: 1.05,
    leastInches: 2,
    suits: ['garden', 'herb', 'nature', 'mushroom', 'wreath', ...flowers],
  },
  {
    name: 'lettering',
    spellings: ['script', 'letters', 'calligraphy', 'writing', 'handwriting', 'text', 'quote'],
    about: 'Lettering is words as the picture: script, type or your own handwriting, set to follow the body.',
    aging: 'Letters need air: under a quarter inch high they close up in a few years.',
    effort: 0.9,
    leastInches: 1.5,
    suits: ['word', 'name', 'quote', 'date', 'lyric', 'coordinate', 'handwriting', 'initial', 'poem', 'sentence'],
  },
  {
    name: 'minimalist',
    spellings: ['minimal', 'minimalism', 'minimalistic', 'ignorant style', 'ignorant'],
    about: 'Minimalist pieces say it with as few lines as possible: a contour, a symbol, no shading.',
    aging: 'Simple shapes age very well; they are quickly touched up, too.',
    effort: 0.9,
    leastInches: 0.8,
    suits: ['simple', 'symbol', 'small', 'tiny', 'first tattoo', 'mountain', 'wave', 'skyline', 'arrow', 'heart', 'paw print', 'matching'],
  },
  {
    name: 'blackwork',
    spellings: ['black work', 'blakwork', 'solid black'],
    about: 'Blackwork is all in solid black: bold shapes, high contrast, from patterns to whole blackout bands.',
    aging: 'Nothing ages better; solid black also covers old work.',
    effort: 1,
    leastInches: 2,
    suits: ['skull', 'raven', 'snake', 'dagger', 'moth', 'gothic', 'dark', 'bold', 'pattern', 'band', 'wolf', 'spider', 'tree'],
  },
  {
    name: 'dotwork',
    spellings: ['dot work', 'stippling', 'pointillism'],
    about: 'Dotwork builds every shade from single dots: soft gradients, textures, mandalas.',
    aging: 'It ages softly; it takes patience, since every shade is many dots.',
    effort: 1.2,
    leastInches: 2.5,
    suits: ['mandala', 'moon', 'sacred', 'planet', 'galaxy', 'space', 'lotus', 'ornament', 'eye'],
  },
  {
    name: 'geometric',
    spellings: ['geometry', 'geometrical', 'geo', 'sacred geometry'],
    about: 'Geometric tattoos are exact lines, symmetry and repeated shapes, often mixed with an animal or a landscape.',
    aging: 'Straight lines show every wobble of the body, so it belongs on calm, flat places.',
    effort: 1.1,
    leastInches: 2.5,
    suits: ['mandala', 'bear', 'fox', 'deer', 'symmetry', 'pattern', 'mountain', 'abstract', 'compass', 'clock'],
  },
  {
    name: 'tribal',
    spellings: ['polynesian', 'maori', 'samoan', 'celtic'],
    about: 'Tribal work flows with the muscles in solid black bands. Patterns that belong to a people (Māori, Samoan) we only draw freely, in respect of them.',
    aging: 'Solid black holds for decades.',
    effort: 1,
    leastInches: 4,
    suits: ['band', 'warrior', 'knot', 'viking', 'heritage', 'armband'],
  },
  {
    name: 'japanese',
    spellings: ['irezumi', 'japanese style', 'traditional japanese', 'japaneese', 'oriental'],
    about: 'Japanese work (irezumi) tells a story over a large part of the body: a main figure, wind bars and waves, seasons that fit together.',
    aging: 'Bold outlines and deep black keep it readable for life; it wants a large place.',
    effort: 1.15,
    leastInches: 6,
    suits: ['dragon', 'koi', 'samurai', 'oni', 'hannya', 'tiger', 'phoenix', 'peony', 'wave', 'cherry blossom', 'crane', 'mask', 'geisha', 'ocean'],
  },
  {
    name: 'realism',
    spellings: ['realistic', 'realist', 'photorealism', 'photorealistic', 'photo realistic', 'hyperrealism', 'black and grey realism', 'color realism', 'micro realism'],
    about: 'Realism looks like a photograph: no outlines, only light and shadow, in black and grey or in color.',
    aging: 'It needs size and contrast; small and pale realism washes out first.',
    effort: 1.25,
    leastInches: 4,
    suits: ['portrait', 'face', 'lion', 'wolf', 'tiger', 'eye', 'clock', 'pocket watch', 'statue', 'grandmother', 'grandfather', 'photo', 'bear', 'eagle', 'lighthouse', 'animal'],
  },
  {
    name: 'portrait',
    spellings: ['portraits', 'portraiture', 'pet portrait'],
    about: 'A portrait is a likeness from a photograph, of a person or an animal, mostly in black and grey.',
    aging: 'A face wants at least the size of a palm, and a good photograph to work from.',
    effort: 1.3,
    leastInches: 4,
    suits: ['my dog', 'my cat', 'golden retriever', 'my grandmother', 'my grandfather', 'my nan', 'memorial', 'pet', 'face', 'celebrity'],
  },
  {
    name: 'traditional',
    spellings: ['american traditional', 'american trad', 'trad', 'old school', 'oldschool', 'sailor jerry', 'tradtional'],
    about: 'American traditional (old school): bold black outlines, a few strong colors, motifs that sailors wore a hundred years ago.',
    aging: 'Bold will hold: it reads across a room after thirty years.',
    effort: 0.95,
    leastInches: 2,
    suits: ['anchor', 'swallow', 'rose', 'dagger', 'panther', 'eagle', 'ship', 'pin up', 'heart', 'banner', 'snake', 'sailor', 'skull'],
  },
  {
    name: 'neo-traditional',
    spellings: ['neo traditional', 'neotraditional', 'neo trad'],
    about: 'Neo-traditional keeps the bold outline and adds depth: more colors, ornament, lifelike animals and faces.',
    aging: 'Ages almost as well as old school.',
    effort: 1.1,
    leastInches: 3,
    suits: ['fox', 'owl', 'lady', 'wolf', 'raven', 'peony', 'cat', 'moth', 'crystal', 'witch', 'deer', 'lion'],
  },
  {
    name: 'watercolor',
    spellings: ['watercolour', 'water color', 'water colour', 'watercolors', 'aquarelle', 'splash'],
    about: 'Watercolor sets washes and splashes of color over light lines, as if painted.',
    aging: 'A few black lines underneath keep its shape when the color softens; sun is its enemy.',
    effort: 1.1,
    leastInches: 3,
    suits: ['hummingbird', 'butterfly', 'galaxy', 'feather', 'colorful', 'bright', 'jellyfish', 'flower', 'fox', 'abstract'],
  },
  {
    name: 'illustrative',
    spellings: ['sketch style', 'sketch', 'surrealism', 'surreal', 'drawing', 'storybook'],
    about: 'Illustrative tattoos look like a page of a book: drawn lines, shading, a little story.',
    aging: 'Clear outlines age well; a mix of line and tone suits most places.',
    effort: 1.05,
    leastInches: 3,
    suits: ['astronaut', 'octopus', 'fairy tale', 'castle', 'story', 'whale', 'ship', 'animal', 'book', 'forest'],
  },
  {
    name: 'anime',
    spellings: ['manga', 'cartoon', 'new school', 'comic'],
    about: 'Anime and new school: characters, big eyes, bright colors and thick outlines, straight from the screen.',
    aging: 'Strong outlines hold the colors in; pastel tones fade first.',
    effort: 1.15,
    leastInches: 3,
    suits: ['pokemon', 'ghibli', 'character', 'cartoon', 'video game', 'comic', 'naruto', 'sailor moon'],
  },
  {
    name: 'cover-up',
    spellings: ['cover up', 'coverup', 'cover ups', 'cover-ups', 'old tattoo'],
    about: 'A cover-up hides an old tattoo in a new one: larger, darker, with detail where the old lines run.',
    aging: 'Expect two to three times the size of the old piece; a few sessions of lightening widen the choice.',
    effort: 1.3,
    leastInches: 4,
    suits: ['cover', 'hide', 'old tattoo', "ex's name"],
  },
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
    about: 'Handpoke is tattooed dot by dot without a machine. We work with machines only; dotwork comes nearest in looks.',
    aging: 'Heals gently, and is best kept simple.',
    effort: 1.2,
    leastInches: 1,
    suits: [],
    near: ['dotwork', 'minimalist'],
  },
];

/** The styles that a text names, in the order in which it names them. */
export const stylesIn = (text: string): readonly Style[] => findAll(styles, text);

/** The first style that a text names. */
export const styleIn = (text: string): Style | undefined => stylesIn(text)[0];

/** The names under which an artist may list a style. */
export const artistStylesFor = (style: Style): readonly string[] => style.near ?? [style.name];
