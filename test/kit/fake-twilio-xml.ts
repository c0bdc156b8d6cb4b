/** An element of TwiML. */
export interface TwimlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly TwimlElement[];
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads TwiML: elements, attributes and text, which is all that it has. @throws when it is not well-formed */
export function parseTwiml(xml: string): TwimlElement {
  const root = { name: '', attributes: {}, children: [] as TwimlElement[], text: '' };
  const open = [root];
  const body = xml.replace(/^<\?xml[^>]*\?>/, '');
  for (const [, closes, name = '', attributes = '', isEmpty, text] of body.matchAll(
    /<(\/)?([\w:]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/)?>|([^<]+)/g,
  )) {
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.text += decode(text);
    else if (closes === undefined) {
      const element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      parent.children.push(element);
      if (isEmpty === undefined) open.push(element);
    } else if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing: ${xml}`);
  }
  const [response] = root.children;
  if (open.length !== 1 || response?.name !== 'Response') throw new Error(`no TwiML: ${xml}`);
  return response;
}

function attributesOf(written: string): Record<string, string> {
  return Object.fromEntries(
    [...written.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decode(value)]),
  );
}

function decode(text: string): string {
  return text
    .replace(/&#(x?)([\da-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10)),
    )
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
