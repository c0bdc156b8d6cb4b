import { configCheckTexts } from './texts-of-config.js';
import { domainCheckTexts } from './texts-of-domain.js';
import { exampleCheckTexts } from './texts-of-examples.js';
import { qualityCheckTexts } from './texts-of-quality.js';
import { storyCheckTexts } from './texts-of-stories.js';

/** What can be wrong between the parts of a project. */
export const checkTexts = {
  ...storyCheckTexts,
  ...domainCheckTexts,
  ...exampleCheckTexts,
  ...configCheckTexts,
  ...qualityCheckTexts,
} as const;
