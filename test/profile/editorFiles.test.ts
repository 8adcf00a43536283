import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface OnEnterRule { readonly beforeText: string; readonly afterText?: string; readonly action: { readonly indent: string } }
interface LanguageConfiguration {
  readonly comments: { readonly blockComment: [string, string] };
  readonly wordPattern: string;
  readonly colorizedBracketPairs: unknown[];
  readonly onEnterRules: OnEnterRule[];
  readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
}

const configuration = JSON.parse(readFileSync('language-configuration.json', 'utf8')) as LanguageConfiguration;

suite('Language configuration', () => {
  test('a word is a whole XML name', () => {
    const words = (text: string): string[] => text.match(new RegExp(configuration.wordPattern, 'g')) ?? [];
    assert.deepEqual(words('<cp:rule id="f3g44r0"><MCPTT-group-call/>Größe a.b'), ['cp:rule', 'id', 'f3g44r0', 'MCPTT-group-call', 'Größe', 'a.b']);
  });

  test('Enter between a start and an end tag opens a line, after a start tag indents, after an empty one does neither', () => {
    const enter = (before: string, after = ''): string | undefined => configuration.onEnterRules.find(({ beforeText, afterText = '' }) => (
      new RegExp(beforeText).test(before) && new RegExp(afterText).test(after)))?.action.indent;
    assert.equal(enter('  <UserAlias>', '</UserAlias>'), 'indentOutdent');
    assert.equal(enter('  <cp:rule id="a/b>c">', '</cp:rule>'), 'indentOutdent');
    assert.equal(enter('<Common index="0">'), 'indent');
    assert.equal(enter("<x a='/'>", '<y/>'), 'indent');
    for (const line of ['<Pre-selected-indication/>', '</Common>', '<?xml version="1.0"?>', '<!-- a -->', 'text']) assert.equal(enter(line), undefined, line);
  });

  test('lines are indented after a start tag, and back at an end tag', () => {
    const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
    const increases = (line: string): boolean => new RegExp(increaseIndentPattern).test(line);
    assert.deepEqual(['<Common index="0">', '<Status>true</Status>', '<x/>', '</x>', '<!--', '<!-- a -->'].map(increases), [true, false, false, false, true, false]);
    assert.deepEqual(['</Common>', '  </Common >', '-->', '<Common>', 'a</b>'].map((line) => new RegExp(decreaseIndentPattern).test(line)), [true, true, true, false, false]);
  });

  test('comments, folding, no brackets in rainbow colours', () => {
    assert.deepEqual(configuration.comments.blockComment, ['<!--', '-->']);
    assert.deepEqual(configuration.colorizedBracketPairs, []);
    assert.match('  <!-- #region Groups -->', new RegExp(configuration.folding.markers.start));
    assert.match('<!-- #endregion -->', new RegExp(configuration.folding.markers.end));
  });
});

interface Pattern {
  readonly name?: string; readonly include?: string; readonly match?: string; readonly begin?: string; readonly end?: string;
  readonly patterns?: Pattern[]; readonly captures?: Record<string, Pattern>; readonly beginCaptures?: Record<string, Pattern>; readonly endCaptures?: Record<string, Pattern>;
}
const syntax = JSON.parse(readFileSync('syntaxes/mcptt-user-profile.tmLanguage.json', 'utf8')) as Pattern & { readonly scopeName: string; readonly repository: Record<string, Pattern> };

suite('TextMate grammar', () => {
  const all: Pattern[] = [];
  const waiting: Pattern[] = [syntax, ...Object.values(syntax.repository)];
  for (let pattern = waiting.pop(); pattern; pattern = waiting.pop()) {
    all.push(pattern);
    waiting.push(...(pattern.patterns ?? []), ...[pattern.captures, pattern.beginCaptures, pattern.endCaptures].flatMap((captures) => Object.values(captures ?? {})));
  }
  /** JavaScript writes a code point in another way than the engine of the editor. */
  const asRegExp = (source: string): RegExp => new RegExp(source.replace(/\\x\{(\w+)\}/g, '\\u{$1}'), 'u');

  test('every include exists and is used, every pattern compiles', () => {
    const included = new Set(all.flatMap(({ include }) => (include === undefined ? [] : [include.replace('#', '')])));
    assert.deepEqual([...included].sort(), Object.keys(syntax.repository).sort());
    for (const { match, begin, end } of all) for (const source of [match, begin, end]) if (source !== undefined) asRegExp(source);
  });

  test('scopes are those that themes know for XML', () => {
    assert.equal(syntax.scopeName, 'text.xml.mcptt-user-profile');
    for (const { name } of all) if (name !== undefined && name !== 'MCPTT user profile') assert.match(name, /^(meta|punctuation|entity|comment|string|constant|keyword|invalid)\.[\w.-]+\.xml$/);
  });

  test('a tag is taken apart into prefix and name, an attribute too', () => {
    assert.deepEqual(asRegExp(syntax.repository['startTag']!.begin!).exec('<cp:rule id="a">')?.slice(1), ['<', 'cp', ':', 'rule']);
    assert.deepEqual(asRegExp(syntax.repository['startTag']!.begin!).exec('<MCPTT-group-call>')?.slice(1), ['<', undefined, undefined, 'MCPTT-group-call']);
    assert.deepEqual(asRegExp(syntax.repository['attribute']!.match!).exec(' xml:lang = "en"')?.slice(1), ['xml', ':', 'lang', '=']);
  });
});
