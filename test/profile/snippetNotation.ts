/** What the editor leaves in the document when every tab stop is passed over: defaults, first choices, nothing for `$0`. */
export function expandSnippet(snippet: string): string {
  const values = new Map<string, string>();
  return snippet.replace(/\\([\\$}])|\$\{(\d+)\|((?:\\.|[^\\|])*)\|\}|\$\{(\d+)(?::((?:\\.|[^\\}])*))?\}|\$(\d+)/g, (
    _whole, escaped: string | undefined, choice: string | undefined, choices: string | undefined,
    placeholder: string | undefined, text: string | undefined, mirror: string | undefined,
  ) => {
    if (escaped !== undefined) return escaped;
    const stop = choice ?? placeholder ?? mirror ?? '';
    const raw = choices === undefined ? text : /^(?:\\.|[^\\,])*/.exec(choices)?.[0];
    if (raw !== undefined) values.set(stop, raw.replace(/\\(.)/g, '$1'));
    return values.get(stop) ?? '';
  });
}

/** The numbers of the tab stops, each once, in the order of the text. */
export function tabStops(snippet: string): number[] {
  return [...new Set([...snippet.matchAll(/(?<!\\)\$\{?(\d+)/g)].map((match) => Number(match[1])))];
}
