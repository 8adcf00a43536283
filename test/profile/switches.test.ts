import assert from 'node:assert/strict';
import { checkRules, readSeverities, ruleCodes } from '../../server/src/profile/rules';
import { createLanguageService } from '../../server/src/service';
import { parse } from '../../server/src/syntax/parse';
import { assertRules } from './annotated';

const NAMESPACES = 'xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy"';

suite('Comments that switch rules', () => {
  test('off for the line behind the comment, and for no other', () => {
    assertRules(`<MCPTTGroupInfo ${NAMESPACES}>
  <entry index="0"/>
  <!-- mcptt-disable-next-line duplicate-index -->
  <entry index="0"/>
  <entry index="0"/>
                ^ warning duplicate-index: index 0 is already used by another 'entry' of this list; give this one a number of its own
  <!-- mcptt-disable-next-line
       duplicate-index, missing-index --> <entry index="0"/>
                                                        ^ warning duplicate-index: index 0 is already used by another 'entry' of this list; give this one a number of its own
  <entry index="0"/><entry/>
</MCPTTGroupInfo>`);
  });

  test('only those that are named', () => {
    assertRules(`<MCPTTGroupInfo ${NAMESPACES}>
  <entry index="0"/>
  <!-- mcptt-disable-next-line missing-index -->
  <entry/><entry index="0"/>
                        ^ warning duplicate-index: index 0 is already used by another 'entry' of this list; give this one a number of its own
</MCPTTGroupInfo>`);
  });

  test('off from here to there, or to the end; what is off already stays so', () => {
    assertRules(`<MCPTTGroupInfo ${NAMESPACES}>
  <!--mcptt-disable missing-index duplicate-index--><entry/>
  <!-- mcptt-disable missing-index -->
  <entry/>
  <!-- mcptt-enable missing-index -->
  <entry/>
   ^^^^^ warning missing-index: 'entry' has no index; add one that its list does not use yet
  <entry index="0"/><entry index="0"/>
</MCPTTGroupInfo>`);
  });

  test('a comment before the document element, and every kind of line end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['<!-- mcptt-disable-next-line missing-index -->', `<OffNetwork ${NAMESPACES}><User-Info-ID>000000000000</User-Info-ID><anyExt>`, '<entry/></anyExt></OffNetwork>'].join(end);
      assert.deepEqual(checkRules(parse(text)).map(({ code, start }) => `${code} ${text.slice(start, start + 5)}`), ['missing-index entry', 'unknown-extension entry']);
    }
  });

  test('a comment that names no rule is told', () => {
    assertRules(`<MCPTTGroupInfo ${NAMESPACES}>
  <!-- mcptt-disable-next-line duplicate-indx invalid-value -->
                               ^^^^^^^^^^^^^^ information unknown-rule: there is no rule 'duplicate-indx'; did you mean 'duplicate-index'?
                                              ^^^^^^^^^^^^^ information unknown-rule: there is no rule 'invalid-value'; only rules can be switched, see docs/rules.md
  <!-- mcptt-disable -->
       ^^^^^^^^^^^^^ information unknown-rule: 'mcptt-disable' names no rule; write the codes of the rules behind it, before any colon
  <!--mcptt-disabel missing-index-->
      ^^^^^^^^^^^^^ information unknown-rule: 'mcptt-disabel' switches nothing; did you mean 'mcptt-disable'?
  <!-- mcptt-disable-next-line unknown-rule -->
  <!-- mcptt-enable nothing -->
  <!-- an mcptt-disable in the middle --><!-- mcptt -->
  <entry/>
   ^^^^^ warning missing-index: 'entry' has no index; add one that its list does not use yet
</MCPTTGroupInfo>`);
  });

  test('a reason behind a colon is for people, whatever words it has', () => {
    assertRules(`<MCPTTGroupInfo ${NAMESPACES}>
  <entry index="0"/>
  <!-- mcptt-disable-next-line duplicate-index, missing-index: the old system: it numbers from 0, missing-status -->
  <entry index="0"/><entry/>
  <!-- mcptt-disable-next-line duplicate-index : å, same -->
  <entry index="0"/>
  <!--mcptt-disable missing-index:why-->
  <entry/>
  <!-- mcptt-enable missing-index
       :
       from here on again --><entry/>
                              ^^^^^ warning missing-index: 'entry' has no index; add one that its list does not use yet
  <!-- mcptt-disable-next-line missing-indx: why -->
                               ^^^^^^^^^^^^ information unknown-rule: there is no rule 'missing-indx'; did you mean 'missing-index'?
  <!-- mcptt-disable : everything -->
       ^^^^^^^^^^^^^ information unknown-rule: 'mcptt-disable' names no rule; write the codes of the rules behind it, before any colon
  <!-- mcptt-disable: missing-index -->
       ^^^^^^^^^^^^^^ information unknown-rule: 'mcptt-disable:' switches nothing; did you mean 'mcptt-disable'?
</MCPTTGroupInfo>`);
  });

  test('errors of the syntax and the schema stay', () => {
    const text = `<mcptt-user-profile ${NAMESPACES} XUI-URI="sip:a@b" user-profile-index="x"><!-- mcptt-disable missing-Common invalid-value unknown-rule -->
<Status>maybe</Status>&</mcptt-user-profile>`;
    const service = createLanguageService();
    assert.deepEqual(service.diagnose(service.parse(text)).map(({ code }) => code), ['missing-Common', 'invalid-value', 'unknown-rule', 'invalid-value', 'bare-ampersand']);
  });

  test('100 000 of them on one line are read in no time', () => {
    const text = `<MCPTTGroupInfo ${NAMESPACES}>${'<!-- mcptt-disable-next-line missing-index --><entry/>'.repeat(100_000)}\n<entry/></MCPTTGroupInfo>`;
    assert.equal(checkRules(parse(text)).length, 100_000);
  });

  test('an edit of such a comment changes what is told at once', () => {
    const text = `<MCPTTGroupInfo ${NAMESPACES}>\n<!-- mcptt-disable-next-line missing-index -->\n<entry><uri-entry>sip:a@b</uri-entry></entry>\n</MCPTTGroupInfo>`;
    const document = createLanguageService().open(text);
    const told = (): string[] => document.diagnose().map(({ code }) => code).filter((code) => code !== 'unknown-root');
    assert.deepEqual(told(), []);
    const at = text.indexOf('index --');
    document.edit(at, at, 'x');
    assert.deepEqual(told(), ['unknown-rule', 'missing-index']);
    document.edit(at, at + 1, '');
    assert.deepEqual(told(), []);
  });
});

suite('Severities of rules', () => {
  const list = `<MCPTTGroupInfo ${NAMESPACES}>
  <entry/>`;

  test('another one, and off', () => {
    assertRules(`${list}
   ^^^^^ error missing-index: 'entry' has no index; add one that its list does not use yet
</MCPTTGroupInfo>`, {}, new Map([['missing-index', 'error'], ['duplicate-uri', 'off']]));
    assertRules(`${list}
</MCPTTGroupInfo>`, {}, new Map([['missing-index', 'off']]));
  });

  test('a place that is only recalled stays information, whatever the setting', () => {
    const text = `<anyExt ${NAMESPACES}><PrivateCallKMSURI/><GroupServerInfo/></anyExt>`;
    const told = (severity: 'error' | 'hint' | 'off'): string[] => checkRules(parse(text), {}, new Map([['misplaced-extension', severity]])).map((each) => each.severity);
    assert.deepEqual([told('error'), told('hint'), told('off')], [['information', 'error'], ['hint', 'hint'], []]);
  });

  test('an open document takes a new setting without being checked again', () => {
    const document = createLanguageService().open(`${list}</MCPTTGroupInfo>`, { severities: new Map([['missing-index', 'hint']]) });
    const told = (found: ReturnType<typeof document.diagnose>): string[] => found.map(({ severity, code }) => `${severity} ${code}`).filter((each) => each.endsWith('missing-index'));
    assert.deepEqual(told(document.diagnose()), ['hint missing-index']);
    assert.deepEqual(told(document.diagnose(new Map([['missing-index', 'error']]))), ['error missing-index']);
    assert.deepEqual(told(document.diagnose(new Map([['missing-index', 'off']]))), []);
    assert.ok(document.cost.checked <= 2);
  });

  test('whatever a setting holds is read', () => {
    const read = (written: unknown): [string, string][] => [...readSeverities(written, ruleCodes).severities];
    assert.deepEqual(read({ 'duplicate-uri': 'off', 'missing-index': 'error' }), [['duplicate-uri', 'off'], ['missing-index', 'error']]);
    for (const nothing of [undefined, null, 3, 'off', [], {}]) assert.deepEqual(readSeverities(nothing, ruleCodes), { severities: new Map(), problems: [] });
    assert.deepEqual(readSeverities({ 'duplicate-urii': 'off', 'missing-index': 'fatal', x: 1, 'duplicate-uri': null }, ruleCodes).problems, [
      "there is no rule 'duplicate-urii'; did you mean 'duplicate-uri'?", "'fatal' is no severity for 'missing-index'; use error, warning, information, hint, off",
      "there is no rule 'x'; see docs/rules.md", "'null' is no severity for 'duplicate-uri'; use error, warning, information, hint, off",
    ]);
  });
});
