import type { types } from '@slack/bolt';
import type { BotMessage } from '../../core/index.js';
import { cardBlocks, cardText, choiceBlocks, imageBlocks, sections } from './blocks.js';
import { writeText } from './text.js';

/** What is posted beside the channel and the thread: the arguments of `chat.postMessage`. */
export interface SlackPost {
  /** All there is to show without `blocks`, for notifications and screen readers. */
  readonly text: string;
  readonly blocks?: readonly types.KnownBlock[];
  readonly [argument: string]: unknown;
}

/** Blocks of one post at most. */
const mostBlocks = 50;

/**
 * A bot message as posts. Text, image, cards and buttons share one, so that what is tried again is not posted in part;
 * custom JSON is a post of its own, its fields the arguments, as with Rasa; so is an attachment of Slack's own shape.
 */
export function encode(message: BotMessage): SlackPost[] {
  const { custom, attachment } = message;
  return [
    ...shown(message),
    ...(custom === undefined || custom === null ? [] : [customPost(custom)]),
    ...(isRecord(attachment) ? [{ text: '', attachments: [attachment] }] : []),
  ];
}

function shown({ text = '', image, elements = [], buttons = [], quick_replies = [] }: BotMessage): SlackPost[] {
  const choices = quick_replies.length > 0 ? quick_replies : buttons;
  if (!image && elements.length === 0 && choices.length === 0) return text.trim() ? [{ text: writeText(text) }] : [];
  const blocks = [
    ...sections(text),
    ...(image ? imageBlocks(image, text) : []),
    ...elements.flatMap(cardBlocks),
    ...choiceBlocks(choices),
  ];
  const words = [text, image ?? '', ...elements.map(cardText), ...choices.map(({ title }) => `• ${title}`)];
  const fallback = writeText(words.filter((line) => line !== '').join('\n'));
  const posts = Math.ceil(blocks.length / mostBlocks);
  return Array.from({ length: posts }, (_, index) => ({
    text: index === 0 ? fallback : '',
    blocks: blocks.slice(index * mostBlocks, (index + 1) * mostBlocks),
  }));
}

function customPost(custom: unknown): SlackPost {
  if (isRecord(custom)) return { text: '', ...custom };
  return { text: writeText(typeof custom === 'string' ? custom : JSON.stringify(custom)) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
