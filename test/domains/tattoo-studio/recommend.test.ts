import { describe, expect, it } from 'vitest';
import { urgencyOf } from '../../../domains/tattoo-studio/actions/healing.js';
import { placeIn, sayPlace } from '../../../domains/tattoo-studio/studio/places.js';
import { artistsForIdea, stylesFor } from '../../../domains/tattoo-studio/studio/recommend.js';
import { stylesIn } from '../../../domains/tattoo-studio/studio/styles.js';
import { team } from './team.js';

const best = (wish: Parameters<typeof artistsForIdea>[0]) => artistsForIdea(wish, team)[0]?.artist.name;

describe('the artist for a wish', () => {
  it.each([
    ['japanese', 'Kenji Sato'],
    ['fine line', 'Mara Voss'],
    ['realism', 'Luis Ortega'],
    ['dotwork', 'Freya Lind'],
    ['old school', 'Dmitri Volkov'],
    ['watercolour', 'Aisha Rahman'],
    ['chicano', 'Luis Ortega'],
    ['maori', 'Freya Lind'],
  ])('in %s is %s', (style, name) => {
    expect(best({ style })).toBe(name);
  });

  it.each([
    ['a koi swimming upstream', 'Kenji Sato'],
    ['my grandmother’s handwriting', 'Mara Voss'],
    ['a portrait of my golden retriever', 'Luis Ortega'],
    ['I want to cover up an old tattoo', 'Aisha Rahman'],
    ['an anchor and two swallows', 'Dmitri Volkov'],
    ['a mandala', 'Freya Lind'],
  ])('of "%s" is %s', (idea, name) => {
    expect(best({ idea })).toBe(name);
  });

  it('comes with a reason', () => {
    expect(artistsForIdea({ idea: 'a koi' }, team)[0]?.reason).toBe('specialises in japanese, which suits “koi”');
  });

  it('is anybody when the wish says nothing', () => {
    expect(artistsForIdea({ idea: 'surprise me' }, team)).toHaveLength(6);
  });
});

describe('a style', () => {
  it('is found by its spellings, the longest first', () => {
    expect(stylesIn('neo trad or trad?').map((style) => style.name)).toEqual(['neo-traditional', 'traditional']);
  });

  it('is recommended by the motif', () => {
    expect(stylesFor('a wolf').map(({ style }) => style.name)).toContain('realism');
    expect(stylesFor('nothing that anybody knows')).toEqual([]);
  });
});

describe('a place', () => {
  it.each([
    ['on my left forearm', 'left forearm'],
    ['behind the ear', 'behind the ear'],
    ['inner forearm', 'inner forearm'],
    ['between the shoulder blades', 'upper back'],
    ['ribcage', 'ribs'],
    ['my calves', 'calf'],
  ])('"%s" is %s', (said, expected) => {
    expect(sayPlace(said)).toBe(expected);
  });

  it('on the hands, neck or face is for the tattooed only', () => {
    expect(['hand', 'neck', 'face'].map((said) => placeIn(said)?.visible)).toEqual([true, true, true]);
  });
});

describe('a healing problem', () => {
  it.each([
    'I cannot breathe well since the session',
    'trouble breathing and my lips are swelling',
    'my face is swollen',
    'fever with chills and red streaks',
    'it won’t stop bleeding'.replace('’', "'"),
    'the bleeding doesn’t stop'.replace('’', "'"),
  ])('"%s" is for 911', (report) => {
    expect(urgencyOf(report)).toBe('emergency');
  });

  it.each([
    'there is pus coming out of it',
    'the redness is spreading',
    'red streaks going up my arm',
    'I have a fever',
    'my tattoo is infected',
    'it is hot to the touch and throbbing',
    'hives broke out around the lines',
  ])('"%s" is for a doctor today', (report) => {
    expect(urgencyOf(report)).toBe('doctor');
  });

  it.each(['something is wrong with it', 'it itches a lot'])('"%s" is answered with the signs to go by', (report) => {
    expect(urgencyOf(report)).toBe('unclear');
  });
});
