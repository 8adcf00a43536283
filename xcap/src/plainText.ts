/** Longest text of a server that is shown to a person. */
const SHOWN = 500;

/** Any text as one line without control characters, cut at 500 characters. Not a way to make HTML safe: it is shown as text. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  const line = text.replace(/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g, ' ').trim();
  const characters = [...line.slice(0, 2 * SHOWN + 2)];
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : line;
}

/** A line with a full stop at its end, unless it has one. */
export function sentence(line: string): string {
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}

/** What an HTML page says, without its markup. */
export function htmlText(html: string): string {
  return html.replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ').replace(/<[^>]*>?/g, ' ');
}

/** Text as it stands in XML content and attribute values; what XML 1.0 2.2 does not allow becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };
