/** Pieces that the artists like to show, by the artist's slug; photos are on the studio's Instagram. */
export const pieces: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'mara',
    [
      'Lavender sprig along a collarbone, healed two years',
      'A grandmother’s handwriting on an inner forearm',
      'Wildflowers of four birth months around an ankle',
    ],
  ],
  [
    'kenji',
    [
      'Koi swimming upstream, full sleeve in eleven sessions',
      'Hannya mask with peonies on a thigh',
      'Dragon across a whole back, two years in the making',
    ],
  ],
  [
    'luis',
    [
      'Portrait of a golden retriever from a phone photo',
      'Pocket watch and roses, black and grey half sleeve',
      'A lighthouse in a storm on a calf',
    ],
  ],
  [
    'freya',
    [
      'Dotwork mandala over an elbow',
      'Geometric bear on an upper arm',
      'Three matching minimalist waves for three sisters',
    ],
  ],
  [
    'dmitri',
    [
      'Swallows and a banner on a chest',
      'Panther head on a thigh, bright as on the day it was made',
      'Neo-traditional fox with daggers on a forearm',
    ],
  ],
  [
    'aisha',
    [
      'Watercolor hummingbird on a shoulder blade',
      'Cover-up of a name with a peony, in two sessions',
      'Astronaut floating among balloon planets',
    ],
  ],
]);
