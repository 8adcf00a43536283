import { type ClientCapabilities, InsertTextMode, MarkupKind } from 'vscode-languageserver';

/** What a client understands of completions and hovers; what it does not say, it does not. */
export interface ClientAbilities {
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  readonly preselect: boolean;
  readonly insertReplace: boolean;
  readonly adjustsIndentation: boolean;
  /** It asks for the documentation of one completion when it shows it. */
  readonly resolvesDocumentation: boolean;
  readonly markdownItems: boolean;
  readonly markdownHover: boolean;
}

/** Reads a client's abilities from what it says at the beginning. */
export function clientAbilities({ textDocument }: ClientCapabilities): ClientAbilities {
  const item = textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    preselect: item?.preselectSupport === true,
    insertReplace: item?.insertReplaceSupport === true,
    adjustsIndentation: item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.adjustIndentation) === true,
    resolvesDocumentation: item?.resolveSupport?.properties.includes('documentation') === true,
    markdownItems: item?.documentationFormat?.includes(MarkupKind.Markdown) === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
  };
}
