// A small, safe part of markdown. Only DOM nodes are made, never HTML from text, so whatever a message holds stays text.

const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const SPAN = 2000; // characters a mark may reach over; keeps the cost of unclosed marks linear
const DEPTH = 6;

/** A link's address if it is one people may be sent to (web, mail, phone), else undefined. */
export function safeHref(address: string): string | undefined {
  try {
    const url = new URL(address);
    return SCHEMES.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined; // not an absolute address, so no link
  }
}

/** An anchor that leaves the page alone: web addresses open in a new tab without a way back to this one. */
function link(href: string, content: readonly Node[], newTabHint: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = href;
  anchor.rel = 'noopener noreferrer';
  anchor.append(...content);
  if (/^https?:/.test(href)) {
    anchor.target = '_blank';
    const hint = document.createElement('span');
    hint.className = 'unseen';
    hint.textContent = ` (${newTabHint})`;
    anchor.append(hint);
  }
  return anchor;
}

interface Match {
  readonly node: Node;
  readonly end: number;
}

function marked(tag: 'strong' | 'em', mark: string, text: string, at: number, hint: string, depth: number) {
  const from = at + mark.length;
  if (!text.startsWith(mark, at) || !/\S/.test(text[from] ?? '')) return undefined;
  // An underscore inside a word (snake_case) is a letter, not a mark.
  if (mark === '_' && /\w/.test(text[at - 1] ?? '')) return undefined;
  for (let to = text.indexOf(mark, from + 1); to > 0 && to - at < SPAN; to = text.indexOf(mark, to + 1)) {
    const isOpen = /\s/.test(text[to - 1] ?? '') || (mark === '_' && /\w/.test(text[to + 1] ?? ''));
    const isHalfOfDouble = mark.length === 1 && (text[to + 1] === mark || text[to - 1] === mark);
    if (isOpen || isHalfOfDouble) continue;
    const node = document.createElement(tag);
    node.append(...inline(text.slice(from, to), hint, depth + 1));
    return { node, end: to + mark.length };
  }
  return undefined;
}

function code(text: string, at: number): Match | undefined {
  const to = text.indexOf('`', at + 1);
  if (to <= at + 1 || to - at > SPAN) return undefined;
  const node = document.createElement('code');
  node.textContent = text.slice(at + 1, to);
  return { node, end: to + 1 };
}

function namedLink(text: string, at: number, hint: string, depth: number): Match | undefined {
  const found = /^\[([^\]\n]{1,300})\]\(([^()\s]{1,1500})\)/.exec(text.slice(at, at + SPAN));
  const href = safeHref(found?.[2] ?? '');
  if (found === null || href === undefined) return undefined;
  return { node: link(href, inline(found[1] ?? '', '', depth + DEPTH), hint), end: at + found[0].length };
}

function bareLink(text: string, at: number, hint: string): Match | undefined {
  const found = /^https?:\/\/[^\s<>"]{1,1500}/.exec(text.slice(at, at + SPAN));
  const address = found?.[0].replace(/[.,;:!?)\]'*_]+$/, '') ?? '';
  const href = safeHref(address);
  return href === undefined ? undefined : { node: link(href, [new Text(address)], hint), end: at + address.length };
}

function match(text: string, at: number, hint: string, depth: number): Match | undefined {
  switch (text[at]) {
    case '*':
      return marked('strong', '**', text, at, hint, depth) ?? marked('em', '*', text, at, hint, depth);
    case '_':
      return marked('strong', '__', text, at, hint, depth) ?? marked('em', '_', text, at, hint, depth);
    case '`':
      return code(text, at);
    case '[':
      return depth < DEPTH ? namedLink(text, at, hint, depth) : undefined;
    case 'h':
      return depth < DEPTH ? bareLink(text, at, hint) : undefined;
    default:
      return undefined;
  }
}

function inline(text: string, hint: string, depth: number): Node[] {
  if (depth > DEPTH * 2) return [new Text(text)];
  const nodes: Node[] = [];
  let plainFrom = 0;
  let at = 0;
  while (at < text.length) {
    const found = match(text, at, hint, depth);
    if (found === undefined) {
      at += 1;
      continue;
    }
    if (at > plainFrom) nodes.push(new Text(text.slice(plainFrom, at)));
    nodes.push(found.node);
    at = found.end;
    plainFrom = at;
  }
  if (plainFrom < text.length) nodes.push(new Text(text.slice(plainFrom)));
  return nodes;
}

const ITEM = /^\s{0,3}(?:([-*•])|(\d{1,3})[.)])\s+(.*)$/;

/**
 * Renders bold, italic, inline code, links, lists and line breaks.
 * @param hint what a screen reader hears after a link that opens a new tab
 * @example renderMarkdown('Ask **Mara** at https://example.org', 'opens in a new tab')
 */
export function renderMarkdown(text: string, hint: string): DocumentFragment {
  const out = document.createDocumentFragment();
  let lines: string[] = [];
  let items: HTMLOListElement | HTMLUListElement | undefined;

  function endParagraph(): void {
    if (lines.length === 0) return;
    const paragraph = document.createElement('p');
    lines.forEach((line, index) => {
      if (index > 0) paragraph.append(document.createElement('br'));
      paragraph.append(...inline(line, hint, 0));
    });
    out.append(paragraph);
    lines = [];
  }

  for (const line of text.split(/\r?\n/)) {
    const [whole, , number, content] = ITEM.exec(line) ?? [];
    if (whole === undefined) {
      items = undefined;
      if (line.trim() === '') endParagraph();
      else lines.push(line);
      continue;
    }
    endParagraph();
    const tag = number === undefined ? 'ul' : 'ol';
    if (items?.localName !== tag) {
      items = document.createElement(tag);
      if (items instanceof HTMLOListElement) items.start = Number(number);
      out.append(items);
    }
    const item = document.createElement('li');
    item.append(...inline(content ?? '', hint, 0));
    items.append(item);
  }
  endParagraph();
  return out;
}
