import { domainTexts } from '../domain/domain-texts.js';
import { dataTexts } from '../training-data/data-texts.js';
import { checkTexts } from './validate/check-texts.js';
import { yamlTexts } from './yaml-texts.js';

/** The rows of the error table that speak about a project's files. */
export const projectTexts = { ...yamlTexts, ...domainTexts, ...dataTexts, ...checkTexts } as const;
