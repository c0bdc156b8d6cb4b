import type { TypedHit } from './typed-hit.js';

const mailPattern = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu;
const urlPattern = /\b(?:https?:\/\/|www\.)[^\s<>"']{2,2000}/giu;
const trailingSigns = /[.,;:!?)\]}]+$/;

/** Mail addresses in a text. */
export function findMails(text: string): TypedHit[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(mailPattern)].map((match) => {
    const [value] = match;
    const start = match.index;
    return { dimension: 'email', start, end: start + value.length, value, info: { value } };
  });
}

/** Web addresses in a text; a full stop or bracket behind one is not part of it. */
export function findUrls(text: string): TypedHit[] {
  return [...text.matchAll(urlPattern)].flatMap((match): TypedHit[] => {
    const value = match[0].replace(trailingSigns, '');
    const domain = hostOf(value);
    if (domain === undefined) return [];
    const start = match.index;
    return [{ dimension: 'url', start, end: start + value.length, value, info: { value, domain } }];
  });
}

function hostOf(value: string): string | undefined {
  const address = /^https?:/i.test(value) ? value : `https://${value}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
