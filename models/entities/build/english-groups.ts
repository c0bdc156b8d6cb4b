/**
 * Makes the groups of English words that the entity extractor reads from the table of word vectors: spherical k-means
 * (Dhillon and Modha 2001), and Ward's method (1963) from the narrow groups to the wide ones. Takes half a minute.
 *
 *   npx tsx models/entities/build/english-groups.ts
 */
import { writeFileSync } from 'node:fs';
import { type Random, randomFrom } from '../../random.js';
import { englishTable } from '../../vectors/english.js';
import type { VectorTable } from '../../vectors/vector-table.js';
import { englishGroupsFile, narrowGroups, wideGroups } from '../word-groups.js';

const rounds = 12;

/** Vectors one after the other, and how many numbers each has. */
interface Points {
  readonly values: Float64Array;
  readonly dimensions: number;
}

const pointOf = ({ values, dimensions }: Points, at: number): Float64Array =>
  values.subarray(at * dimensions, (at + 1) * dimensions);

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
}

function toLengthOne(vector: Float64Array): void {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] as number) / length;
}

function directionsOf({ rows, words, dimensions }: VectorTable): Points {
  const directions = { values: Float64Array.from(rows), dimensions };
  for (let word = 0; word < words.size; word++) toLengthOne(pointOf(directions, word));
  return directions;
}

function nearestOf(point: Float64Array, centres: Points): number {
  let nearest = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (let group = 0; group < narrowGroups; group++) {
    const likeness = dot(point, pointOf(centres, group));
    if (likeness <= best) continue;
    best = likeness;
    nearest = group;
  }
  return nearest;
}

/** Moves each centre to the middle of its words; one that has none goes to a word drawn at random. */
function moveCentres(words: Points, groups: Uint8Array, centres: Points, random: Random): void {
  centres.values.fill(0);
  for (const [word, group] of groups.entries()) {
    const centre = pointOf(centres, group);
    for (const [at, value] of pointOf(words, word).entries()) centre[at] = (centre[at] as number) + value;
  }
  for (let group = 0; group < narrowGroups; group++) {
    const centre = pointOf(centres, group);
    if (centre.every((value) => value === 0)) centre.set(pointOf(words, Math.floor(random() * groups.length)));
    toLengthOne(centre);
  }
}

/** A wide group while groups are merged: its narrow ones, how many words they have, and their middle. */
interface Merged {
  readonly narrow: readonly number[];
  readonly words: number;
  readonly middle: Float64Array;
}

/** How much the words' distances from the middles of their groups grow by merging two. */
function costOf(one: Merged, other: Merged): number {
  let distance = 0;
  for (const [at, value] of one.middle.entries()) distance += (value - (other.middle[at] as number)) ** 2;
  return (distance * one.words * other.words) / (one.words + other.words);
}

function merge(one: Merged, other: Merged): Merged {
  const words = one.words + other.words;
  const middle = one.middle.map(
    (value, at) => (value * one.words + (other.middle[at] as number) * other.words) / words,
  );
  return { narrow: [...one.narrow, ...other.narrow], words, middle };
}

/** Merges the two groups that it costs least, until there are as many as wanted. */
function widen(groups: readonly Merged[], wanted: number): readonly Merged[] {
  let left = [...groups];
  while (left.length > wanted) {
    let cheapest = { cost: Number.POSITIVE_INFINITY, pair: left.slice(0, 2) };
    for (const [at, one] of left.entries()) {
      for (const other of left.slice(at + 1)) {
        const cost = costOf(one, other);
        if (cost < cheapest.cost) cheapest = { cost, pair: [one, other] };
      }
    }
    const [one, other] = cheapest.pair as [Merged, Merged];
    left = [...left.filter((group) => group !== one && group !== other), merge(one, other)];
  }
  return left;
}

const { table } = englishTable();
const words = directionsOf(table);
const random = randomFrom(1);
const centres = { values: new Float64Array(narrowGroups * table.dimensions), dimensions: table.dimensions };
for (let group = 0; group < narrowGroups; group++) {
  pointOf(centres, group).set(pointOf(words, Math.floor(random() * table.words.size)));
}
const groups = new Uint8Array(table.words.size);
for (let round = 0; round < rounds; round++) {
  for (let word = 0; word < groups.length; word++) groups[word] = nearestOf(pointOf(words, word), centres);
  moveCentres(words, groups, centres, random);
}

const alone = Array.from({ length: narrowGroups }, (_, narrow) => {
  const size = groups.reduce((count, group) => count + (group === narrow ? 1 : 0), 0);
  return { narrow: [narrow], words: size, middle: pointOf(centres, narrow) };
});
const wide = new Uint8Array(narrowGroups);
for (const [number, { narrow }] of widen(alone, wideGroups).entries()) for (const group of narrow) wide[group] = number;

writeFileSync(englishGroupsFile, Buffer.concat([groups, wide]));
console.log(`${englishGroupsFile}: ${groups.length} words in ${narrowGroups} groups, those in ${wideGroups}`);
