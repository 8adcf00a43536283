import { Uri, commands, window, workspace, type Disposable, type TextDocumentContentProvider } from 'vscode';

/** Scheme of the read-only documents that hold what a CMS served. */
export const cmsVersionScheme = 'mcptt-cms-version';

/** Versions of documents that came from a CMS, held in memory as long as an editor shows them. */
export interface CmsVersions extends Disposable {
  /** Opens a text of ours about a CMS, read-only, in an editor of its own. @param name its ending says the language */
  show(name: string, text: string): Promise<void>;
  /** Makes a read-only document of a text; it is there as long as an editor shows it. */
  keep(name: string, text: string): Uri;
  /** Opens a version (left) beside the editor's document (right). */
  compare(document: string, name: string, theirs: string): Promise<void>;
}

/** Registers the documents and makes the versions of a window. */
export function createCmsVersions(): CmsVersions {
  const texts = new Map<string, string>();
  let count = 0;
  const provider: TextDocumentContentProvider = { provideTextDocumentContent: (uri) => texts.get(uri.toString()) };
  const registration = workspace.registerTextDocumentContentProvider(cmsVersionScheme, provider);
  const closing = workspace.onDidCloseTextDocument((document) => {
    // A change of the language comes as a close, too, but leaves the document open.
    if (document.isClosed) texts.delete(document.uri.toString());
  });
  const keep = (name: string, text: string): Uri => {
    count += 1;
    const uri = Uri.from({ scheme: cmsVersionScheme, path: `/${name}`, query: String(count) });
    texts.set(uri.toString(), text);
    return uri;
  };
  return {
    keep,
    show: async (name, text) => { await window.showTextDocument(keep(name, text), { preview: true }); },
    async compare(document, name, theirs) {
      const uri = keep(name, theirs);
      await commands.executeCommand('vscode.diff', uri, Uri.parse(document, true), `${name}: CMS ↔ editor`);
    },
    dispose() {
      registration.dispose();
      closing.dispose();
    },
  };
}
