import assert from 'node:assert/strict';
import { isForeignSpace } from '../../server/src/syntax/characters';
import type { ElementNode, Node, SyntaxProblem, SyntaxTree } from '../../server/src/syntax/node';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';

const BEGINNING: Readonly<Record<Exclude<Node['kind'], 'text'>, string>> = {
  element: '<', strayEndTag: '<', comment: '<!--', cdata: '<![CDATA[', instruction: '<?', declaration: '<?xml', doctype: '<!DOCTYPE',
};

/** Also with white space in it, or the other slash. */
const BEGINNING_OF_END_TAG = /^<\s*[/\\]/;

/** Fails where a tree is not what node.ts promises of it. */
export function checkTree({ text: written, document }: SyntaxTree): void {
  const text = written.slice(0, written.length);
  assert.equal(document.length, text.length);
  assert.equal(lengthOf(document.children), text.length, 'the tree covers the text');
  checkProblems(document, 0);
  const pending: { nodes: readonly Node[]; at: number }[] = [{ nodes: document.children, at: 0 }];
  for (let level = pending.pop(); level; level = pending.pop()) {
    let { at } = level;
    for (const node of level.nodes) {
      assert.ok(node.length > 0, `a ${node.kind} at ${at} is empty`);
      if (node.kind !== 'text') assert.ok(text.startsWith(BEGINNING[node.kind], at), `no ${node.kind} begins at ${at}`);
      if (node.kind === 'strayEndTag') assert.ok(BEGINNING_OF_END_TAG.test(plainSpaces(text.slice(at, at + node.length))) && text.slice(at, at + node.length).includes(node.name));
      checkProblems(node, at);
      if (node.kind === 'element') {
        checkElement(text, at, node);
        pending.push({ nodes: node.children, at: at + node.startTagLength });
      }
      at += node.length;
    }
  }
  checkDiagnostics({ text, document });
}

/** What only looks like a space counts as one where a person meant it. */
function plainSpaces(text: string): string {
  return [...text].map((character) => (isForeignSpace(character.charCodeAt(0)) ? ' ' : character)).join('');
}

function lengthOf(nodes: readonly Node[]): number {
  return nodes.reduce((length, node) => length + node.length, 0);
}

function checkElement(text: string, start: number, element: ElementNode): void {
  const { name, length, startTagLength, endTagLength, form, children, attributes } = element;
  const startTag = text.slice(start, start + startTagLength);
  const endTag = text.slice(start + length - endTagLength, start + length);
  assert.equal(startTagLength + lengthOf(children) + endTagLength, length, `'${name}' is its tags and its children`);
  assert.ok(startTag.startsWith(`<${name}`), `'${name}' stands in ${startTag}`);
  assert.ok(endTagLength === 0 || BEGINNING_OF_END_TAG.test(plainSpaces(endTag)) || endTag === `<${name}>` || endTag === `<${name}/>`, `${endTag} ends '${name}'`);
  if (form === 'empty') assert.ok(/\/\s*>$/.test(startTag) && endTagLength === 0 && children.length === 0);
  else if (form === 'unterminated') assert.ok(element.malformed && (element.problems?.length ?? 0) > 0);
  else assert.ok(startTag.endsWith('>') && (!/\/\s*>$/.test(startTag) || (element.problems?.length ?? 0) > 0) && (form === 'closed') === endTagLength > 0);
  let before = name.length;
  for (const { name: attribute, nameOffset, valueOffset, valueLength } of attributes) {
    assert.ok(nameOffset > before, 'attributes stand in the order of the text');
    assert.equal(startTag.slice(nameOffset, nameOffset + attribute.length), attribute);
    before = nameOffset + attribute.length;
    if (valueOffset < 0) continue;
    assert.ok(valueOffset > before && valueOffset + valueLength <= startTagLength, `the value of '${attribute}' lies in the tag`);
    assert.match(plainSpaces(startTag.slice(before, valueOffset)), /^\s*(?:=\s*["']{0,2}|:?\s*["'])$/);
    before = valueOffset + valueLength - 1;
  }
}

function checkProblems({ length, problems }: { readonly length: number; readonly problems?: readonly SyntaxProblem[] | undefined }, at: number): void {
  for (const problem of problems ?? []) {
    assert.ok(problem.offset >= 0 && problem.length >= 0 && problem.offset + problem.length <= length, `${problem.code} lies in its node at ${at}`);
    assert.doesNotMatch(problem.message, /[\p{Cc}\u2028\u2029]/u);
  }
}

function checkDiagnostics(tree: SyntaxTree): void {
  let before = 0;
  for (const { start, end, code } of syntaxDiagnostics(tree)) {
    assert.ok(start >= before, 'diagnostics come in the order of the text');
    assert.ok(end <= tree.text.length && (end > start || start === tree.text.length), `${code} marks something`);
    before = start;
  }
}
