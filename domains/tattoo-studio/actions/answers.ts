/** What single answers mean, whatever form asks. Each returns the value to keep, or `null` to ask again. */

import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { placeIn, sayPlace } from '../studio/places.js';
import { artistsForIdea } from '../studio/recommend.js';
import { artistNamed } from '../studio/service.js';
import { inchesIn, sizeIn } from '../studio/sizes.js';
import { hear } from '../studio/speech/hear.js';
import { stylesIn } from '../studio/styles.js';
import type { TattooContext } from '../types.js';
import type { Judging } from './form.js';
import { textBefore } from './misheard.js';

/** The value of the artist slot when anybody is welcome. */
export const ANY_ARTIST = 'any';

/** The value of slots whose answer was "no idea". */
export const OPEN = 'open';

const noPreference =
  /\b(any(?:one|body|thing)?|either|whoever|whichever|whatever|no preference|no one|nobody|doesn'?t matter|don'?t (?:mind|care|know)|not sure|unsure|no idea|you (?:choose|decide|pick)|surprise|all the same|flexible|up to you|first available|open|no limit)\b|^(?:no|nope|none|nah)\b/i;

/** Whether an answer leaves the choice to the studio. */
export const leavesOpen = (text: string): boolean => noPreference.test(hear(text));

/** An idea in the person's own words, without the words around it. */
export function readIdea(text: string, { brought }: Judging): string | null {
  // With several other answers in the message, the idea is what it begins with.
  const idea = (brought.size > 2 ? (text.split(',')[0] ?? text) : text)
    .replace(
      /^\s*(?:i(?:'d| would)? (?:want|like|love)|i'?m thinking (?:of|about)|thinking of|it'?s|maybe|probably|something like)\s+(?:to (?:get|have)\s+)?/i,
      '',
    )
    .replace(/\s+/g, ' ')
    .trim();
  return idea.length < 2 || idea.startsWith('/') ? null : idea.slice(0, 300);
}

/** A style, or `open` when the person wants advice. */
export function readStyle(text: string, { alone, context }: Judging): string | null {
  const found = stylesIn(text);
  if (found.length > 0) return found.map((style) => style.name).join(' and ');
  if (leavesOpen(text) || /\b(recommend|advice|suggest|help)/i.test(text)) return OPEN;
  if (alone) context.say('That style is new to me. Pick one of these, or say "not sure" and I’ll suggest one.');
  return null;
}

/** A place on the body, with its side. */
export function readPlace(text: string, { alone, context }: Judging): string | null {
  // "Palm-sized" is a size, although the palm is a place.
  const message = context.latestMessage.text;
  const rest = message.replace(/\b(?:palm|hand|fist)[\s-]?sized?\b/gi, '');
  if (rest !== message && placeIn(text)?.name === 'hand')
    return sayPlace(rest) ?? textBefore(context.events, 'body_part');
  const place = sayPlace(text);
  if (place) {
    const found = placeIn(text);
    if (found?.visible) {
      context.say(
        `About the ${found.name}: ${found.advice}. If you have no tattoos yet, choose another place for the first one.`,
      );
    }
    return place;
  }
  if (leavesOpen(text)) {
    context.say(
      'No problem: for a first tattoo most people are happy with the forearm or the upper arm. Your artist can still move it.',
    );
    return 'forearm';
  }
  if (alone) context.say('I didn’t catch where on the body. A word like "forearm", "ribs" or "calf" is enough.');
  return null;
}

/** A size: words are brought to the studio's names, measures stay as said. */
export function readSize(text: string, { alone, context }: Judging): string | null {
  const size = sizeIn(text);
  if (size)
    return inchesIn(text) === undefined
      ? size.name
      : text.replace(/^\s*(?:about|around|roughly|approx\w*|maybe)\s+/i, '').trim();
  if (leavesOpen(text)) return 'medium';
  if (alone)
    context.say(
      'I couldn’t read that as a size. Inches or centimeters are fine ("4 inches", "10 cm"), or pick one below.',
    );
  return null;
}

/** An artist's full name, or `any`. */
export async function readArtist(text: string, { alone, context, draft }: Judging): Promise<string | null> {
  if (text === ANY_ARTIST) return ANY_ARTIST;
  const artists = (await context.services.studio.artists()).filter((artist) => artist.role === 'tattoo');
  const artist = artistNamed(text, artists);
  if (artist) return artist.name;
  const intent = context.latestMessage.intent.name;
  // A yes is for the artist whom the question suggests.
  if (intent === 'affirm' || /\b(?:first one|that one|suggest|recommend)/i.test(text)) {
    return artistsForIdea(draft, artists)[0]?.artist.name ?? ANY_ARTIST;
  }
  if (intent === 'deny' || leavesOpen(text) || /\b(?:soon|earliest|asap)/i.test(text)) return ANY_ARTIST;
  if (alone) {
    const isName = entitiesOf(context, 'artist').length > 0;
    context.say(isName ? 'Nobody of that name works here.' : 'I didn’t catch whom you’d like. A first name is enough.');
  }
  return null;
}

/** A name without the words around it. */
export function readName(text: string, { alone, context }: Judging): string | null {
  const name = text
    .replace(/^\s*(?:(?:hola|namaste)[,.!]?\s+)?(?:me llamo|mi nombre es|soy|a nombre de|mera naam|main)\s+/i, '')
    .replace(/\s+(?:(?:naam )?(?:hai|hoon|hun)(?: mera)?)[.!]?$/i, '')
    .replace(
      /^\s*(?:(?:hi|hello|hey)[,.!]?\s+)?(?:my name is|my name'?s|name'?s|name is|i am|i'?m|it'?s|this is|call me|under(?: the name)?)\s+/i,
      '',
    )
    .replace(/[.!,]+$/, '')
    .trim();
  const isName = /^[\p{L}][\p{L}\p{M}'’.\- ]{1,59}$/u.test(name) && name.split(/\s+/).length <= 5;
  const { intent } = context.latestMessage;
  const isYesOrNo = intent.name === 'affirm' || intent.name === 'deny';
  if (isName && !isYesOrNo) return name.replace(/(^|[\s-])\p{Ll}/gu, (letter) => letter.toUpperCase());
  if (alone) context.say('I need a name for the booking, the first name is enough.');
  return null;
}

/** A phone number in international form, or a mail address in lower case. */
export function readContact(text: string, { alone, context }: Judging): string | null {
  const contact = contactIn(text);
  if (contact) return contact;
  if (alone)
    context.say(
      'That doesn’t look like a phone number or mail address. For example: 603 555 0123, or sam@example.com.',
    );
  return null;
}

/** A name that came with a phone number or mail address: `Lea, lea@example.com`. */
export function nameBeside(judging: Judging): string | null {
  const { text } = judging.context.latestMessage;
  const rest = text.replace(/[\w.+-]+@[\w.-]+|\+?[\d(][\d\s().-]{5,}\d/g, '').replace(/[\s,;:-]+$/, '');
  return rest === text || text.startsWith('/') ? null : readName(rest, { ...judging, alone: false });
}

/** The phone number or mail address in a text; numbers without a country are American. */
export function contactIn(text: string): string | undefined {
  const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text)?.[0];
  if (mail) return mail.toLowerCase();
  const digits = /\+?[\d(][\d\s().-]{5,20}\d/.exec(text)?.[0];
  if (!digits) return undefined;
  const parsed = parsePhoneNumberFromString(digits, 'US');
  if (parsed?.isPossible()) return parsed.number;
  const bare = digits.replace(/\D/g, '');
  return bare.length >= 7 ? bare : undefined;
}

/** The dollars of a budget, or `open`. */
export function readBudget(text: string, { alone, context }: Judging): string | null {
  const amount = /(\d[\d,.]*)\s*(k|grand|thousand)?\b/i.exec(text);
  if (amount?.[1])
    return `$${Number(amount[1].replace(/[,.](?=\d{3}\b)/g, '').replace(',', '.')) * (amount[2] ? 1000 : 1)}`;
  if (leavesOpen(text)) return OPEN;
  if (alone) context.say('A rough figure in dollars is enough, or "no limit".');
  return null;
}

/** What `TAT 4821` and the like mean. */
export function refIn(text: string): string | undefined {
  const digits = /\btat[\s-]?(\d{4})\b/i.exec(text)?.[1] ?? /^\s*#?(\d{4})\s*$/.exec(text)?.[1];
  return digits ? `TAT-${digits}` : undefined;
}

/** The text of the latest message's entities of a kind. */
export const entitiesOf = (context: TattooContext, entity: string): readonly string[] =>
  context.latestMessage.entities.filter((mention) => mention.entity === entity).map((mention) => String(mention.value));

/** The words of a message from the first to the last mention of a kind: "friday next week" is two mentions of one day. */
export function wholeMention({ latestMessage }: TattooContext, entity: string): string | undefined {
  const mentions = latestMessage.entities.filter((mention) => mention.entity === entity);
  if (mentions.length < 2 || latestMessage.text.startsWith('/')) return undefined;
  const start = Math.min(...mentions.map((mention) => mention.start));
  return latestMessage.text.slice(start, Math.max(...mentions.map((mention) => mention.end)));
}
