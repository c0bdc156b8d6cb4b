import { hear } from './speech/hear.js';
import { capital, findAll, type Named } from './words.js';

/** How much a place hurts, for most people. */
type PainLevel = 'mild' | 'moderate' | 'strong';

/** What the studio knows of a place on the body. */
export interface Place extends Named {
  readonly pain: PainLevel;
  /** Its share of extra time: skin that is hard to stretch or never keeps still. */
  readonly effort: number;
  /** What to know before choosing it. */
  readonly advice: string;
  /** The largest piece that fits, in inches along the longest side. */
  readonly mostInches: number;
  /** Only for people who have visible tattoos already (hands, neck, face). */
  readonly visible?: true;
  /** Tattoos there fade fast; touch-ups are not free. */
  readonly fades?: true;
  /** A site of piercings. */
  readonly piercing?: true;
}

/** Every place that the studio has a word for. */
const places: readonly Place[] = [
  place('inner forearm', 'moderate', 1, 'calm, flat skin: fine detail holds very well there', 8, [
    'inside of forearm',
    'inside forearm',
  ]),
  place('forearm', 'mild', 1, 'the classic for a first tattoo: flat, easy to heal, easy to show or cover', 9, [
    'forarm',
    'lower arm',
    'outer forearm',
    'fore arm',
  ]),
  place('inner arm', 'strong', 1.1, 'soft, sheltered skin: colors stay bright, but it is one of the tender places', 7, [
    'inside of arm',
    'inner bicep',
    'inner upper arm',
  ]),
  place('upper arm', 'mild', 1, 'the least painful place of all, with muscle underneath and little sun', 9, [
    'upperarm',
    'bicep',
    'biceps',
    'tricep',
    'triceps',
    'outer arm',
    'arm',
  ]),
  place('elbow', 'strong', 1.15, 'skin over bone that keeps moving: simple, bold shapes only', 4, ['elbow ditch']),
  place(
    'wrist',
    'moderate',
    1.05,
    'good for small, simple pieces; keep a finger’s width from the hand, where ink fades',
    2.5,
    ['inner wrist', 'rist'],
  ),
  {
    ...place('hand', 'strong', 1.2, 'seen by everybody and washed all day, so it fades and is touched up at cost', 4, [
      'palm',
      'knuckle',
      'back of hand',
      'hands',
    ]),
    visible: true,
    fades: true,
  },
  {
    ...place('finger', 'strong', 1.2, 'tiny and simple only; finger tattoos fade within a year or two', 1, [
      'thumb',
      'ring finger',
      'side of finger',
    ]),
    visible: true,
    fades: true,
  },
  place('shoulder', 'mild', 1, 'a round, strong place that wears well; lovely for flowers and anything that flows', 8, [
    'sholder',
    'shoulder cap',
    'deltoid',
  ]),
  place('shoulder blade', 'moderate', 1, 'flat and well sheltered, moves little; detail holds', 7, [
    'shoulderblade',
    'scapula',
  ]),
  place('collarbone', 'strong', 1.1, 'lettering and branches follow the bone beautifully; it is thin skin', 5, [
    'collar bone',
    'clavicle',
  ]),
  place('chest', 'moderate', 1.1, 'a big canvas in the middle; over the breastbone it gets sharp', 12, ['pec', 'pecs']),
  place(
    'sternum',
    'strong',
    1.15,
    'thin skin over bone: symmetrical pieces look great, breathing makes it slow work',
    6,
    ['breastbone', 'between breasts', 'underboob'],
  ),
  place(
    'ribs',
    'strong',
    1.2,
    'beautiful for tall designs, but the most painful place that is often chosen, and slow since you breathe',
    12,
    ['rib', 'rib cage', 'ribcage', 'side of body', 'ribbs'],
  ),
  place('stomach', 'strong', 1.15, 'soft skin that changes with weight; larger designs forgive that best', 10, [
    'belly',
    'tummy',
    'abdomen',
    'abs',
  ]),
  place('hip', 'moderate', 1.1, 'sheltered and private; wear loose clothes afterwards', 8, ['hips', 'hip bone']),
  place('lower back', 'moderate', 1.05, 'wide and sheltered; waistbands rub while it heals', 10, [
    'lower spine',
    'tramp stamp',
  ]),
  place(
    'upper back',
    'moderate',
    1,
    'flat and wide with little sun: the best place for large pieces that shall last',
    14,
    ['between shoulder blades', 'shoulder blades'],
  ),
  place('back', 'moderate', 1, 'the largest canvas you have; large pieces are planned over many sessions', 24, [
    'whole back',
    'full back',
  ]),
  place('spine', 'strong', 1.15, 'tall, narrow designs follow it well; over the bone it is sharp', 18, [
    'backbone',
    'vertebrae',
  ]),
  {
    ...place('neck', 'strong', 1.2, 'always visible, so we tattoo it only on people who are already tattooed', 5, [
      'throat',
      'side of neck',
      'nape',
      'back of neck',
    ]),
    visible: true,
  },
  {
    ...place(
      'face',
      'strong',
      1.3,
      'always visible, so we tattoo it only on people who are already heavily tattooed',
      2,
      ['jaw', 'cheek', 'temple', 'forehead'],
    ),
    visible: true,
  },
  place('head', 'strong', 1.25, 'needs shaving and patience; hair covers it when it grows back', 8, [
    'scalp',
    'skull cap',
    'side of head',
  ]),
  place('behind the ear', 'moderate', 1.1, 'a pretty spot for something tiny and simple', 1.5, [
    'behind ear',
    'back of ear',
  ]),
  place('thigh', 'mild', 1, 'large, soft and easy to cover: good for big, detailed pieces', 14, [
    'thighs',
    'upper leg',
    'quad',
    'leg',
    'thy',
  ]),
  place('inner thigh', 'strong', 1.1, 'sensitive, and rubs while it heals', 8, ['inside of thigh']),
  place('knee', 'strong', 1.2, 'bone and moving skin: bold, round designs', 5, [
    'kneecap',
    'back of knee',
    'knee ditch',
  ]),
  place('calf', 'mild', 1, 'muscle, little sun, heals well: a fine place for medium and large pieces', 10, [
    'calve',
    'back of leg',
    'lower leg',
  ]),
  place('shin', 'strong', 1.1, 'over bone, so sharper than it looks; designs read very well there', 9, [
    'shinbone',
    'front of leg',
  ]),
  place('ankle', 'strong', 1.1, 'small, light pieces; socks and shoes rub while it heals', 3, ['ankel']),
  {
    ...place('foot', 'strong', 1.2, 'thin skin in a shoe: it fades, and heals slowly', 6, [
      'feet',
      'top of foot',
      'toe',
    ]),
    fades: true,
  },
  place('buttock', 'mild', 1, 'soft and private; sitting is the hard part afterwards', 8, ['butt', 'bum', 'glute']),
  {
    ...place('earlobe', 'mild', 1, 'the gentlest piercing, healed in six to eight weeks', 1, [
      'lobe',
      'ear lobe',
      'ear',
    ]),
    piercing: true,
  },
  {
    ...place('helix', 'moderate', 1, 'cartilage: heals in three to six months', 1, [
      'cartilage',
      'upper ear',
      'tragus',
      'conch',
    ]),
    piercing: true,
  },
  { ...place('nostril', 'moderate', 1, 'heals in two to four months', 1, ['nose']), piercing: true },
  { ...place('septum', 'moderate', 1, 'heals in two to three months and can be flipped up', 1, []), piercing: true },
  {
    ...place('navel', 'moderate', 1, 'heals in six to nine months; loose waistbands', 1, [
      'belly button',
      'bellybutton',
    ]),
    piercing: true,
  },
];

function place(
  name: string,
  pain: PainLevel,
  effort: number,
  advice: string,
  mostInches: number,
  spellings: readonly string[],
): Place {
  return { name, pain, effort, advice, mostInches, spellings };
}

const side = /\b(left|right|both)\b/i;

/** The first place that a text names. */
export const placeIn = (text: string): Place | undefined => findAll(places, text)[0];

/** All the places that a text names. */
export const placesIn = (text: string): readonly Place[] => findAll(places, text);

/** A place as a booking keeps it, with the side when one was said: `left forearm`. */
export function sayPlace(text: string): string | undefined {
  const found = placeIn(text);
  if (!found) return undefined;
  const said = side.exec(hear(text))?.[1]?.toLowerCase();
  return said && said !== 'both' ? `${said} ${found.name}` : found.name;
}

const painTexts: Readonly<Record<PainLevel, string>> = {
  mild: 'one of the gentler places. Most people call it scratchy and chat all the way through.',
  moderate: 'in the middle: clearly felt, well bearable, easier with a break now and then.',
  strong:
    'one of the tender places, with skin close to bone or full of nerves. It is done every week, with breaks whenever you want one.',
};

/** How much a place hurts, in a sentence. */
export const painOf = (found: Place): string => `**${capital(found.name)}:** ${painTexts[found.pain]}`;
