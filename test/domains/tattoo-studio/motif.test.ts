import { describe, expect, it } from 'vitest';
import { motifIn } from '../../../domains/tattoo-studio/actions/motif.js';

/** A message with its mentions in brackets, as training data writes them. */
function said(annotated: string): Parameters<typeof motifIn>[0] {
  let text = '';
  const entities: { entity: string; start: number; end: number; value: string }[] = [];
  for (const [, before = '', value = '', entity = ''] of annotated.matchAll(/([^[]*)(?:\[([^\]]+)\]\((\w+)\))?/g)) {
    text += before;
    if (entity) entities.push({ entity, start: text.length, end: text.length + value.length, value });
    text += value;
  }
  return { text, entities: entities as unknown as Parameters<typeof motifIn>[0]['entities'] };
}

describe('the motif of a booking in one sentence', () => {
  it.each([
    ["I'd like to book a [small](size) [fine line](style) lavender on my [left forearm](body_part)", 'lavender'],
    ['I would like to book [Dmitri](artist) for an anchor on my [left forearm](body_part)', 'anchor'],
    ['book a portrait of my dog with [Luis](artist) [next friday](date)', 'portrait of my dog'],
    ['book me a [large](size) [japanese](style) dragon and waves for [october 6](date)', 'dragon'],
    ['I want a heart tattoo on my [thigh](body_part), [Theo](name)', 'heart'],
    ['can I book a cover-up with [Aisha](artist)?', undefined],
    ['a second appointment with [Mara](artist), please', undefined],
    ['book a session', undefined],
    ['a [small](size) [lettering](style) piece on my [wrist](body_part)', undefined],
    ['can I get a new tattoo on [friday](date)', undefined],
    ['/book_appointment', undefined],
  ])('%s', (message, motif) => {
    expect(motifIn(said(message))).toBe(motif);
  });
});
