import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkTexts } from '../../core/project/validate/check-texts.js';

const page = readFileSync(new URL('../../docs/validation.md', import.meta.url), 'utf8');

test('every check has its line in docs/validation.md', () => {
  expect(Object.keys(checkTexts).filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});

test.each(Object.entries(checkTexts))('%s says what is wrong, how to mend it and why it matters', (_code, row) => {
  for (const text of [row.message, row.remedy, row.why]) expect(text).toMatch(/^\S.*\S$/s);
  expect(row.why).toMatch(/\.$/);
});
