/** How far a mark may reach, in characters; keeps the cost of unclosed marks low. */
const span = '{1,1000}?';

/**
 * What is read of Markdown, as the web widget does, and struck-out text. Addresses are matched so that marks inside of
 * them stay letters; an underscore inside a word (snake_case) is a letter too.
 */
const marks = new RegExp(
  [
    `\`\`\`(?:\\w*\\n)?(?<block>[^]${span})\`\`\``,
    `\`(?<code>[^\`\\n]${span})\``,
    '\\[(?<label>[^\\]\\n]{1,300})\\]\\((?<href>(?:https?|mailto|tel):[^()\\s]{1,1500})\\)',
    '(?<address>https?:\\/\\/[^\\s<>"*]{1,1500})',
    '^(?<item> {0,3}[-*] +)(?=\\S)',
    `\\*\\*(?=\\S)(?<bold>[^]${span})(?<=\\S)\\*\\*(?!\\*)`,
    `(?<!\\w)__(?=\\S)(?<strong>[^]${span})(?<=\\S)__(?!\\w)`,
    `\\*(?=[^\\s*])(?<italic>[^*\\n]${span})(?<=\\S)\\*`,
    `(?<!\\w)_(?=[^\\s_])(?<slanted>[^_\\n]${span})(?<=\\S)_(?!\\w)`,
    `~~(?=\\S)(?<struck>[^]${span})(?<=\\S)~~`,
  ].join('|'),
  'gm',
);

/**
 * Markdown as Telegram's HTML (https://core.telegram.org/bots/api#html-style), all else escaped; `undefined` when there is
 * nothing to format.
 *
 * @example toHtml('Ask **Mara** & co') // 'Ask <b>Mara</b> &amp; co'
 */
export function toHtml(text: string): string | undefined {
  const html = inline(text);
  return html === escaped(text) ? undefined : html;
}

/** Tags nest because what is inside of one is formatted by itself. */
function inline(text: string): string {
  let html = '';
  let from = 0;
  for (const { index, 0: whole, groups = {} } of text.matchAll(marks)) {
    html += escaped(text.slice(from, index)) + tag(whole, groups);
    from = index + whole.length;
  }
  return html + escaped(text.slice(from));
}

function tag(whole: string, groups: Partial<Record<string, string>>): string {
  const { block, code, label, href, item, struck } = groups;
  const bold = groups.bold ?? groups.strong;
  const italic = groups.italic ?? groups.slanted;
  if (block !== undefined) return `<pre>${escaped(block)}</pre>`;
  if (code !== undefined) return `<code>${escaped(code)}</code>`;
  if (label !== undefined) return `<a href="${escaped(href ?? '')}">${escaped(label)}</a>`;
  if (bold !== undefined) return `<b>${inline(bold)}</b>`;
  if (italic !== undefined) return `<i>${inline(italic)}</i>`;
  if (struck !== undefined) return `<s>${inline(struck)}</s>`;
  return item === undefined ? escaped(whole) : '• ';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
