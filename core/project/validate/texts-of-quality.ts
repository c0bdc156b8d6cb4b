import { finding } from './finding.js';

/** What examples can lack without being wrong, as `parley data quality` finds it. */
export const qualityCheckTexts = {
  QUALITY_DATA_SMALL: finding(
    'There are {count} {what}; at least {least} are asked for.',
    'Write more, from real conversations where you can.',
    'What people say differs more than one imagines.',
  ),
  QUALITY_ENTITY_TWO_NAMES: finding(
    '"{words}" is marked as "{entity}" here, and as "{other}" in {count} other places.',
    'Mark it alike, or tell the two apart by a role.',
    'An extractor that is taught both can only guess.',
  ),
  QUALITY_ENTITY_UNMARKED: finding(
    '"{words}" in "{text}" is not marked; {count} other examples mark it as "{entity}".',
    'Mark it here too, if it means the same.',
    'An example left unmarked teaches that these words are no entity.',
  ),
  QUALITY_EXAMPLE_MISPLACED: finding(
    '"{text}" stands under "{intent}", but what is learned from all others takes it for "{other}" ({confidence} sure).',
    'Move it if it is one; else write more examples like it.',
    'It may stand under the wrong intent, or the two may mean the same.',
  ),
  QUALITY_EXAMPLE_SAME_WORDS: finding(
    '"{text}" of "{intent}" has the same words as "{other}" of "{otherIntent}" ({place}).',
    'Put both under one intent, or say how they differ.',
    'A classifier looks at the words first, and at their order hardly.',
  ),
  QUALITY_INTENT_SMALL: finding(
    'The intent "{intent}" has {count} examples; at least {least} are asked for.',
    'Write more, as different as people are.',
    'Few examples are learned by heart, not understood.',
  ),
  QUALITY_INTENT_UNIFORM: finding(
    'The examples of "{intent}" are much alike: on average {percent} % of what one is made of is in another.',
    'Write some with other words and another structure: short, long, as a question, with a typo.',
    'Ten that differ teach more than a hundred made from one template.',
  ),
} as const;
