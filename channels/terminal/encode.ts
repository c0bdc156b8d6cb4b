import picocolors from 'picocolors';
import type { BotMessage } from '../../core/index.js';

/** C0 and C1 control characters but tab and line feed: they could move the cursor or recolour the screen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** A bot message as lines for a terminal; what is left of it beside its text is shown as JSON. */
export function encode(message: BotMessage, colors: boolean): string {
  const { text, custom, attachment } = message;
  const lines = [
    text === undefined ? undefined : styled(text.replace(controls, ''), colors),
    custom === undefined ? undefined : JSON.stringify(custom),
    attachment === undefined ? undefined : JSON.stringify(attachment),
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

/** Markdown's bold, emphasis and links, as far as a terminal can show them. */
function styled(text: string, colors: boolean): string {
  const paint = picocolors.createColors(colors);
  return text
    .replace(/\*\*([^*\n]+)\*\*/g, (_, inner: string) => paint.bold(inner))
    .replace(/(?<![\w*])[*_]([^*_\n]+)[*_](?![\w*])/g, (_, inner: string) => paint.italic(inner))
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, (_, title: string, address: string) => `${title} (${address})`);
}
