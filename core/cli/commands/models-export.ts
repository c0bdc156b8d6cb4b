import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import pc from 'picocolors';
import { loadBot } from '../../bot/load-bot.js';
import { findModel } from '../../bot/model-host.js';
import { ParleyError } from '../../errors.js';
import { readArchive } from '../../model/archive.js';
import { loadModel } from '../../model/load.js';
import { type AddCommand, BOT_ARGUMENT, examples } from '../command.js';
import { exitCode } from '../exit-code.js';
import { formatBytes } from '../format-bytes.js';

interface ExportFlags {
  readonly onnx?: true;
  readonly model: string;
  readonly out: string;
}

/** `parley models export`: writes a trained model for other programs. */
export const addModelsExport: AddCommand = (models, presets, finish) => {
  models
    .command('export')
    .description('write the trained intent classifier for other programs')
    .argument(...BOT_ARGUMENT)
    .option('--onnx', 'as ONNX, which is also what is written without it')
    .option('-m, --model <path>', 'the model, or a folder whose newest is taken', 'models')
    .option('--out <folder>', 'where it is written', 'onnx')
    .addHelpText('after', examples(['parley models export --onnx', 'model.onnx and config.json to onnx/']))
    .action(async (given: string | undefined, flags: ExportFlags) => {
      const bot = await loadBot(given, presets);
      const path = await findModel(flags.model, bot.folder);
      const { pipeline } = loadModel(await readArchive(path), bot.components, bot.policies);
      if (!pipeline) throw new ParleyError('MODEL_WITHOUT_NLU', { path });
      await mkdir(flags.out, { recursive: true });
      for (const [name, bytes] of Object.entries(presets.exportPipeline(pipeline))) {
        const file = join(flags.out, name);
        await writeFile(file, bytes);
        console.log(`${pc.green('✓')} ${relative(process.cwd(), file)} ${pc.dim(formatBytes(bytes.length))}`);
      }
      finish(exitCode.ok);
    });
};
