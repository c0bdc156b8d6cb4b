import { relative } from 'node:path';
import pc from 'picocolors';
import { stringify } from 'yaml';
import { locateBot } from '../../bot/locate.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { formatBytes } from '../format-bytes.js';

interface AddFlags {
  readonly name?: string;
  readonly file?: string;
  readonly revision?: string;
  readonly sha256?: string;
}

/** `parley models add`: takes a model that was trained elsewhere into a bot. */
export const addModelsAdd: AddCommand = (models, presets, finish) => {
  models
    .command('add')
    .description('take a model that was trained elsewhere into the bot, once it has been tried')
    .argument('<model>', 'a folder, or the name of a model on the Hugging Face hub (owner/name), which is downloaded')
    .argument(...BOT_ARGUMENT)
    .option('--name <name>', 'its name in the bot; default: as it is called')
    .option('--file <path>', 'which of its ONNX files; default: model.onnx or onnx/model.onnx')
    .option('--revision <revision>', 'the branch, tag or commit to download; default: main')
    .option('--sha256 <hash>', 'take it only when its ONNX file has this hash')
    .addHelpText(
      'after',
      examples(
        ['parley models add ../all-MiniLM-L6-v2', 'copy a folder with model.onnx and tokenizer.json'],
        ['parley models add Xenova/all-MiniLM-L6-v2', 'download it; HF_ENDPOINT names another hub'],
      ),
    )
    .action(async (source: string, given: string | undefined, flags: AddFlags) => {
      const folder = locateBot(given);
      const model = await presets.pretrained.add(source, folder, {
        ...flags,
        note: (text) => console.log(pc.dim(text)),
      });
      const where = relative(process.cwd(), folder) || '.';
      console.log(
        `${pc.green('✓')} ${model.name}: ${model.about}, ${formatBytes(model.bytes)} ${pc.dim(`in ${where}/pretrained`)}`,
      );
      console.log(pc.dim(`  SHA-256 of model.onnx: ${model.sha256}`));
      console.log(`Put it into the pipeline of config.yml:\n${indent(stringify([model.entry]))}`);
      finish(exitCode.ok);
    });
};

const indent = (text: string): string => text.trimEnd().replaceAll(/^/gm, '  ');
