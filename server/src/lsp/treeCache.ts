import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageService } from '../service';
import type { SyntaxTree } from '../syntax/node';

/** The tree of each open document's current text, read when it is first asked for. */
export class TreeCache {
  private readonly trees = new Map<string, { readonly version: number; readonly tree: SyntaxTree }>();

  constructor(private readonly service: Pick<LanguageService, 'parse'>) {}

  of(document: TextDocument): SyntaxTree {
    const known = this.trees.get(document.uri);
    if (known?.version === document.version) return known.tree;
    const tree = this.service.parse(document.getText());
    this.trees.set(document.uri, { version: document.version, tree });
    return tree;
  }

  forget(uri: string): void {
    this.trees.delete(uri);
  }
}
