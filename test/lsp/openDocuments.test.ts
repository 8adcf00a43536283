import assert from 'node:assert/strict';
import { OpenDocuments } from '../../server/src/lsp/openDocuments';
import { createLanguageService, type LanguageService } from '../../server/src/service';

suite('open documents', () => {
  test('an edit that fails is told, and the document is read anew', () => {
    const service = createLanguageService();
    let failures = 0;
    // A service whose editing in place is broken: the text is taken, the tree is not made.
    const broken: LanguageService = {
      ...service,
      open(text, options) {
        const document = service.open(text, options);
        const edit = document.edit.bind(document);
        document.edit = (start, end, inserted) => {
          edit(start, end, inserted);
          throw new Error('broken');
        };
        return document;
      },
    };
    const documents = new OpenDocuments(broken, () => undefined, () => failures++);
    const opened = documents.open({ uri: 'untitled:a', languageId: 'mcptt-user-profile', version: 1, text: '<a>' });
    const before = opened.known;
    documents.change({ uri: 'untitled:a', version: 2 }, [{ range: { start: { line: 0, character: 3 }, end: { line: 0, character: 3 } }, text: '</a>' }]);
    assert.equal(failures, 1);
    assert.notEqual(opened.known, before);
    assert.equal(opened.known.text.toString(), '<a></a>');
    assert.deepEqual(opened.diagnose(), service.diagnose(service.parse('<a></a>')));
  });
});
