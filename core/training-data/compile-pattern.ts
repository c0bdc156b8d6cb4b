/** What Python counts among the letters of words, with the marks that Indic scripts write vowels by. */
const wordSigns = '\\p{L}\\p{M}\\p{N}_';
const word = `[${wordSigns}]`;

/** Escapes that mean all of Unicode in Python, and only ASCII in JavaScript; outside and inside of brackets. */
const unicodeEscapes: Readonly<Record<string, { readonly alone: string; readonly inside?: string }>> = {
  w: { alone: word, inside: wordSigns },
  W: { alone: `[^${wordSigns}]` },
  d: { alone: '\\p{Nd}', inside: '\\p{Nd}' },
  D: { alone: '\\P{Nd}', inside: '\\P{Nd}' },
  b: { alone: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))` },
  B: { alone: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))` },
  A: { alone: '(?<![^])' },
  Z: { alone: '(?![^])' },
  a: { alone: '\\x07', inside: '\\x07' },
};

/** Escaped signs that JavaScript's flag u takes for what they are; it refuses others, such as `\@`. */
const escapable = /[$()*+./?[\\\]^{|}]/;
const flagGroup = /^\(\?([aiLmsu]+)\)/;
const classEscape = /^\\(?:[dDwWsS]|[pP]\{[^}]*\})/;

/**
 * A regular expression of the training data, which Rasa reads as Python does, as a JavaScript one with the flag u:
 * `(?i)`, `(?m)` and `(?s)` in front, `(?P<name>…)`, `(?P=name)`, `(?#…)`, `\A`, `\Z`, `{,3}`, escaped signs that need
 * no escape, and `\w`, `\d`, `\b` over all of Unicode (docs.python.org/3/library/re.html).
 *
 * @throws SyntaxError with what is wrong with it
 */
export function compilePattern(pattern: string, flags = ''): RegExp {
  const [head = '', own = ''] = flagGroup.exec(pattern) ?? [];
  const all = new Set([...flags, ...own.replace(/[^ims]/g, ''), 'u']);
  try {
    return new RegExp(translate(pattern.slice(head.length)), [...all].join(''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // JavaScript names the translated pattern before what is wrong with it.
    throw new SyntaxError(reason.replace(/^Invalid regular expression: (?:.*: )?/s, ''), { cause: error });
  }
}

function translate(pattern: string): string {
  let source = '';
  let inside = false;
  for (let at = 0; at < pattern.length; ) {
    const rest = pattern.slice(at);
    const [read, written] = inside ? inBrackets(rest) : outsideBrackets(rest);
    if (!inside && rest.startsWith('[')) inside = true;
    else if (inside && rest.startsWith(']')) inside = false;
    source += written;
    at += read;
  }
  return source;
}

/** How many signs were read, and what they are in JavaScript. */
type Step = readonly [read: number, written: string];

function outsideBrackets(rest: string): Step {
  if (rest.startsWith('\\')) return readEscape(rest, 'alone');
  const open = /^\[\^?\]?/.exec(rest)?.[0];
  if (open !== undefined) return [open.length, open.replace(']', '\\]')];
  const comment = /^\(\?#[^)]*\)/.exec(rest)?.[0];
  if (comment !== undefined) return [comment.length, ''];
  if (rest.startsWith('(?P<')) return [4, '(?<'];
  const [named = '', name = ''] = /^\(\?P=(\w+)\)/.exec(rest) ?? [];
  if (named !== '') return [named.length, `\\k<${name}>`];
  const [count = '', least = '', more = ''] = /^\{(\d*)(,\d*)?\}/.exec(rest) ?? [];
  if (least !== '' || more.length > 1) return [count.length, `{${least || '0'}${more}}`];
  if (/^[{}\]]/.test(rest)) return [1, `\\${rest.charAt(0)}`];
  return [1, rest.charAt(0)];
}

function inBrackets(rest: string): Step {
  if (rest.startsWith('\\')) return rest.startsWith('\\b') ? [2, '\\b'] : readEscape(rest, 'inside');
  // Beside a class a hyphen is no range: [\w-.] and [.-\d].
  if (rest.startsWith('-') && classEscape.test(rest.slice(1))) return [1, '\\-'];
  return [1, rest.charAt(0)];
}

function readEscape(rest: string, where: 'alone' | 'inside'): Step {
  const sign = rest.charAt(1);
  const [long = '', code = ''] = /^\\U([0-9a-fA-F]{8})/.exec(rest) ?? [];
  if (long !== '') return [long.length, `\\u{${code}}`];
  const length = classEscape.exec(rest)?.[0].length ?? 2;
  const known = Object.hasOwn(unicodeEscapes, sign) ? unicodeEscapes[sign]?.[where] : undefined;
  const written = known ?? rest.slice(0, length);
  const hyphen = where === 'inside' && classEscape.test(rest) && rest.charAt(length) === '-';
  if (hyphen && rest.charAt(length + 1) !== ']') return [length + 1, `${written}\\-`];
  if (known !== undefined || /[\p{L}\p{N}]/u.test(sign) || escapable.test(sign)) return [length, written];
  if (sign === '-' && where === 'inside') return [2, '\\-'];
  return [1 + sign.length, sign];
}
