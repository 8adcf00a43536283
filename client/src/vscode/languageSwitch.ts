import { languages, workspace, Position, Range, type Disposable, type LogOutputChannel, type TextDocument } from 'vscode';
import { isProfileText, prologLength } from './rootElement';
import { switchesLanguage } from './settings';

/** The language of profile documents, as package.json declares it. */
export const languageId = 'mcptt-user-profile';

/**
 * Turns an XML document into a profile when it is opened, where its root element is the profile's and the setting allows.
 * Every document is looked at once: who chooses XML again by hand keeps it. (A change of language comes as close and open
 * of the same document object; a file that is closed and opened again is a new one.)
 */
export function switchOpenedProfiles(output: LogOutputChannel): Disposable {
  const seen = new WeakSet<TextDocument>();
  const look = (document: TextDocument): void => {
    if (seen.has(document)) return;
    seen.add(document);
    if (document.languageId !== 'xml' || !switchesLanguage(document.uri) || !isProfileText(prologOf(document))) return;
    languages.setTextDocumentLanguage(document, languageId).then(undefined, (error: unknown) => {
      // Closed in the meantime: nothing is left to switch.
      output.debug('The language of a document was not switched.', String(error));
    });
  };
  workspace.textDocuments.forEach(look);
  return workspace.onDidOpenTextDocument(look);
}

function prologOf(document: TextDocument): string {
  return document.getText(new Range(new Position(0, 0), document.positionAt(prologLength)));
}
