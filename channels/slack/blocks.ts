import type { types } from '@slack/bolt';
import { z } from 'zod';
import { type Button, shorten } from '../../core/index.js';
import { actionIds } from './decode.js';
import { writeText } from './text.js';

/** What Slack takes at most (https://docs.slack.dev/reference/block-kit); lengths in characters. */
const most = {
  sectionText: 3_000,
  buttons: 25,
  buttonText: 75,
  buttonValue: 2_000,
  options: 100,
  optionValue: 150,
  url: 3_000,
} as const;

/** More choices than this are a menu rather than rows of buttons. */
const fewButtons = 10;

/** Sections that show a text; escaping makes it longer, so that one may have to become two. */
export function sections(text: string): types.KnownBlock[] {
  if (text.trim() === '') return [];
  const mrkdwn = writeText(text);
  if (mrkdwn.length <= most.sectionText) return [{ type: 'section', text: { type: 'mrkdwn', text: mrkdwn } }];
  const end = middle(text);
  return [...sections(text.slice(0, end)), ...sections(text.slice(end))];
}

/** The end of a word about half way through a text, or of a character where there are no words. */
function middle(text: string): number {
  const half = Math.floor(text.length / 2);
  const space = text.lastIndexOf(' ', half);
  if (space > half / 2) return space + 1;
  return new Intl.Segmenter().segment(text).containing(half)?.index || half;
}

/** An image, or its address where Slack could not fetch it. */
export function imageBlocks(url: string, description: string): types.KnownBlock[] {
  if (!isFetchable(url)) return sections(url);
  return [{ type: 'image', image_url: url, alt_text: altText(url, description) }];
}

function isFetchable(url: string): boolean {
  return /^https?:\/\//.test(url) && url.length <= most.url;
}

/** Slack refuses an image without words for those who don't see it. */
function altText(url: string, description: string): string {
  return shorten(description.trim() || url.split(/[?#]/)[0]?.split('/').at(-1) || 'image', 200);
}

/** Choices as buttons, or as a menu where there are many and their payloads fit into one. */
export function choiceBlocks(choices: readonly Button[]): types.KnownBlock[] {
  const fitsMenu = choices.length <= most.options && choices.every(({ payload }) => fits(payload, most.optionValue));
  if (choices.length > fewButtons && fitsMenu) return [menu(choices)];
  const elements = choices.map((choice, index) => button(choice, index));
  const rows = Math.ceil(elements.length / most.buttons);
  return Array.from({ length: rows }, (_, row) => ({
    type: 'actions',
    elements: elements.slice(row * most.buttons, (row + 1) * most.buttons),
  }));
}

function button({ title, payload }: Pick<Button, 'title' | 'payload'>, index: number) {
  return {
    type: 'button' as const,
    action_id: `${actionIds.say}${index}`,
    text: plain(title || payload),
    ...(fits(payload, most.buttonValue) ? { value: payload } : {}),
  };
}

function menu(choices: readonly Button[]): types.KnownBlock {
  const options = choices.map(({ title, payload }) => ({ text: plain(title || payload), value: payload }));
  return {
    type: 'actions',
    elements: [{ type: 'static_select', action_id: `${actionIds.say}menu`, placeholder: plain('…'), options }],
  };
}

const cardShape = z.object({
  title: z.string().default(''),
  subtitle: z.string().default(''),
  image_url: z.string().optional(),
  buttons: z.array(z.unknown()).default([]),
});
const linkShape = z.object({ title: z.string(), url: z.string().max(most.url) });
const choiceShape = z.object({ title: z.string(), payload: z.string() });

/** A card (an entry of `elements`): title and subtitle with the image beside them, buttons below. */
export function cardBlocks(element: unknown): types.KnownBlock[] {
  const { title, subtitle, image_url, buttons } = cardShape.catch(cardShape.parse({})).parse(element);
  const lines = [title && `*${writeText(title)}*`, writeText(subtitle)].filter((line) => line !== '').join('\n');
  const elements = buttons.flatMap((one, index) => cardButton(one, index)).slice(0, most.buttons);
  const actions: types.KnownBlock[] = elements.length === 0 ? [] : [{ type: 'actions', elements }];
  if (lines === '') return [...(image_url === undefined ? [] : imageBlocks(image_url, '')), ...actions];
  const accessory =
    image_url !== undefined && isFetchable(image_url)
      ? { accessory: { type: 'image' as const, image_url, alt_text: altText(image_url, title) } }
      : {};
  const text = { type: 'mrkdwn' as const, text: shorten(lines, most.sectionText) };
  return [{ type: 'section', text, ...accessory }, ...actions];
}

function cardButton(data: unknown, index: number) {
  const link = linkShape.safeParse(data).data;
  if (link) {
    const action_id = `${actionIds.open}${index}`;
    return [{ type: 'button' as const, action_id, text: plain(link.title || link.url), url: link.url }];
  }
  const choice = choiceShape.safeParse(data).data;
  return choice ? [button(choice, index)] : [];
}

/** What a card says, for notifications and screen readers. */
export function cardText(element: unknown): string {
  const { title, subtitle } = cardShape.catch(cardShape.parse({})).parse(element);
  return [title, subtitle].filter((line) => line !== '').join('\n');
}

function plain(text: string) {
  return { type: 'plain_text' as const, text: shorten(text, most.buttonText), emoji: true };
}

function fits(payload: string, limit: number): boolean {
  return payload !== '' && payload.length <= limit;
}
