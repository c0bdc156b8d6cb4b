import type { AddCommand } from '../command.js';
import { addModelsAdd } from './models-add.js';
import { addModelsExport } from './models-export.js';
import { addModelsList } from './models-list.js';

/** `parley models`: those that a bot trained, and those that were trained elsewhere. */
export const addModels: AddCommand = (program, presets, finish) => {
  const models = program.command('models').description('list, add and export models');
  for (const add of [addModelsList, addModelsAdd, addModelsExport]) add(models, presets, finish);
};
