import { z } from 'zod';
import { defineComponent, type EntityMention } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';

const componentName = 'Synonyms';
const savedSchema = z.array(z.tuple([z.string(), z.string()]));

/**
 * Gives mentions the value that the training data writes for their spelling: `synonym:` sections, and examples such as
 * `[NYC]{"entity": "city", "value": "New York"}`. Stands behind the extractors.
 */
export const synonyms = defineComponent<Record<string, never>, ReadonlyMap<string, string>>({
  name: componentName,
  config: z.strictObject({}),
  provides: ['entities'],
  requires: ['entities'],
  train(messages, _config, { data }) {
    const values = new Map([...data.synonyms].map(([spelling, value]) => [keyOf(spelling), value]));
    for (const { text, gold } of messages) {
      for (const { start, end, value } of gold?.entities ?? []) {
        const spelling = text.slice(start, end);
        const key = keyOf(spelling);
        if (typeof value === 'string' && value !== spelling && !values.has(key)) values.set(key, value);
      }
    }
    return values;
  },
  process(message, values) {
    message.entities = message.entities.map((mention) => canonical(mention, values));
    return undefined;
  },
  save: (values) => ({ 'synonyms.json': jsonToBytes([...values]) }),
  load: (files) => new Map(savedSchema.parse(bytesToJson(files['synonyms.json'] as Uint8Array))),
});

/** Spellings are compared without case, and with any white space. */
const keyOf = (spelling: string): string => spelling.normalize('NFC').toLowerCase().trim().replace(/\s+/gu, ' ');

function canonical(mention: EntityMention, values: ReadonlyMap<string, string>): EntityMention {
  if (typeof mention.value !== 'string') return mention;
  const value = values.get(keyOf(mention.value));
  if (value === undefined || value === mention.value) return mention;
  return { ...mention, value, processors: [...(mention.processors ?? []), componentName] };
}
