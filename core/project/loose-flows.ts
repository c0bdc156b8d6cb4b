import { type Document, LineCounter, type ParsedNode, parseDocument } from 'yaml';

/** A parsed text; its lines are those of the text, its columns are not where `shifted` says so. */
interface LooseDocument {
  readonly document: Document.Parsed<ParsedNode>;
  readonly lines: LineCounter;
  /** How many blanks a line was given, by its number. */
  readonly shifted: ReadonlyMap<number, number>;
}

const blanks = 40;
/** Each costs another look at the text. */
const mostLines = 100;

/**
 * Parses YAML 1.2 that may be looser in one thing: lines within `[…]` and `{…}` may stand as far left as they like, as
 * for the parser of Rasa (ruamel.yaml), where YAML wants them further right than what they belong to. A text that has
 * other mistakes is judged as it stands, so that a bracket which is missing is missed where it should be.
 */
export function parseLooseFlows(text: string): LooseDocument {
  const strict = parse(text);
  let loose: LooseDocument = { ...strict, shifted: new Map() };
  for (let source = text; loose.document.errors.length > 0; ) {
    const line = looseLine(loose);
    const start = line === undefined ? undefined : loose.lines.lineStarts[line - 1];
    if (line === undefined || start === undefined) return { ...strict, shifted: new Map() };
    source = source.slice(0, start) + ' '.repeat(blanks) + source.slice(start);
    loose = { ...parse(source), shifted: new Map(loose.shifted).set(line, blanks) };
  }
  return loose;
}

function parse(text: string): Pick<LooseDocument, 'document' | 'lines'> {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    // With `silent` a second document of the file would be left out without a word.
    logLevel: 'error',
  });
  return { document, lines };
}

/** The line whose indentation alone is at fault. */
function looseLine({ document, lines, shifted }: LooseDocument): number | undefined {
  const [first] = document.errors;
  if (first?.code !== 'BAD_INDENT' || !first.message.startsWith('Flow') || shifted.size === mostLines) return undefined;
  const { line } = lines.linePos(first.pos[0]);
  return shifted.has(line) ? undefined : line;
}
