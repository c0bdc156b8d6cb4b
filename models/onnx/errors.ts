import { defineErrors } from '../../core/index.js';

/** The errors of models in ONNX files. */
export const onnxError = defineErrors({
  ONNX_DOWNLOAD_FAILED: {
    status: 502,
    message: '{url} could not be downloaded: {reason}.',
    remedy: 'Check the name and the connection, or download it otherwise and give its folder. Nothing was added.',
  },
  ONNX_FOLDER_MISSING: {
    status: 400,
    message: 'The ONNX model {folder} is not there: {reason}.',
    remedy:
      'Put model.onnx and tokenizer.json there (`parley models add` does), or correct `model` of {component} in config.yml.',
  },
  ONNX_HASH_DIFFERS: {
    status: 409,
    message: '{file} has the SHA-256 {found}, not {expected}.',
    remedy: 'It was changed, or damaged on its way. Nothing was added.',
  },
  ONNX_MODEL_CHANGED: {
    status: 409,
    message: 'The ONNX model in {folder} is not the one that this model was trained with.',
    remedy: 'Put the former one back, or train again with `parley train`.',
  },
  ONNX_MODEL_UNUSABLE: {
    status: 400,
    message: 'The ONNX model in {folder} cannot be used: {reason}.',
    remedy: 'Correct the folder or the settings of {component} in config.yml.',
  },
  ONNX_NAME_TAKEN: {
    status: 409,
    message: 'The bot has a model named {name} already, in {folder}.',
    remedy: 'Give this one another name with `--name`, or remove the folder first.',
  },
  ONNX_NOTHING_TO_EXPORT: {
    status: 409,
    message: 'The model has no IntentClassifier, which is what can be written as ONNX; it has {components}.',
    remedy: 'Train a pipeline with an IntentClassifier. The other models are ONNX files already, or no networks.',
  },
  ONNX_RUN_FAILED: {
    status: 500,
    message: 'The ONNX model in {folder} gave no answer: {reason}.',
    remedy: 'A thread that stopped is started again for the next message; it may have been short of memory.',
  },
});
