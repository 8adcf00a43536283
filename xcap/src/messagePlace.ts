/** Where a message says that something is wrong. Lines and columns as people count, from 1. */
export interface PlaceHint {
  readonly line?: number;
  /** Absent or 0 where only the line is known. */
  readonly column?: number;
  /** A node selector or a path as XPath writes it. */
  readonly path?: string;
}

/**
 * The ways in which servers write a place, the more telling ones first. Each finds one place in a line, with the marks
 * that join it to the message; `line`, `column` and `path` are its groups.
 */
const FORMS: readonly RegExp[] = [
  // Our CMS, and the words of most parsers: "line 3, column 12: …", "… at line 3 column 12", "(line 3, col. 12)".
  /[\s(,;]*\b(?:at |on |in )?line:? ?(?<line>\d{1,9})(?:[,;]? ?(?:and )?col(?:umn|\.)?:? ?(?<column>\d{1,9}))?\)?[:,;]?/i,
  // Java's parsers: "lineNumber: 3; columnNumber: 12; …".
  /[\s(,;]*lineNumber: ?(?<line>\d{1,9})[,;] ?columnNumber: ?(?<column>\d{1,9})\)?[:;,]?/,
  // libxml2's log: "<string>:3:0:ERROR:SCHEMASV:SCHEMAV_ELEMENT_CONTENT: …" and xmllint's "file.xml:3: element a: Schemas validity error : …".
  /^[^\s:]*[^\s:\d[(][^\s:]*:(?<line>\d{1,9}):(?:(?<column>\d{1,9}):)?(?: ?(?:FATAL|ERROR|WARNING):\w+:\w+:)?(?: element [^\s:]+:)?(?: (?:Schemas validity|parser|validity|namespace) error ?:)?/,
  // "3:12: …", "[3:12] …", "(3,12) …".
  /^[[(]?(?<line>\d{1,9})[:,](?<column>\d{1,9})[\])]?:?(?=\s)/,
  // A path of elements from the root on, alone or in words: "/mcptt-user-profile/Common[1]/@index: …".
  /(?<=^|[\s'"(])(?<path>\/{1,2}(?:[\w*@.:-]|%[\dA-Fa-f]{2})(?:[^\s'"()[\]<>,;]|\[[^\]]{1,200}\]){0,1000}?)(?=[.:,;]?(?:$|[\s'")])):?/,
];

/** Takes a place out of a line of a server's. The message is the line where nothing else is left. */
export function readMessage(line: string): { readonly message: string; readonly hint?: PlaceHint } {
  for (const form of FORMS) {
    const match = form.exec(line);
    if (!match) continue;
    const { line: row, column, path } = match.groups ?? {};
    const hint = { ...(row === undefined ? {} : { line: Number(row) }), ...(column === undefined ? {} : { column: Number(column) }), ...(path === undefined ? {} : { path }) };
    // Where the place stands in the middle of a sentence, the sentence needs it.
    const atBorder = match.index === 0 || match.index + match[0].length >= line.replace(/[.\s]+$/, '').length;
    const rest = atBorder ? `${line.slice(0, match.index)} ${line.slice(match.index + match[0].length)}`.trim().replace(/ +([.:,;])/g, '$1') : line;
    return { message: /\w/.test(rest) ? rest : line, hint };
  }
  return { message: line };
}
