import type { DocumentText } from './documentText';
import { readAttributes } from './attributes';
import { checkDocument } from './documentChecks';
import type { Draft, NodeDraft } from './draft';
import type { DocumentNode, SyntaxTree } from './node';
import { checkNode } from './nodeChecks';
import { type PieceReader, readPiece } from './piece';
import { scan } from './scanner';
import { TreeBuilder } from './treeBuilder';

/**
 * Reads any text into a tree that covers all of it. Never throws; time and memory are linear in the text.
 * Three steps: the scanner finds the borders of markup and nests them by name; the XML grammar reads what is inside, in
 * small pieces; the checks that it lacks are made node by node.
 * @param text the document as the editor holds it, a byte order mark included
 * @param read the XML grammar; handed in so that a test can do without it, and get the same tree
 */
export function parse(text: DocumentText, read: PieceReader = readPiece): SyntaxTree {
  const builder = new TreeBuilder(text);
  scan(text, 0, text.length, builder);
  const children = builder.end();
  readAttributes(text, children, read);
  checkNodes(text, children);
  const document: Draft<DocumentNode> = { kind: 'document', length: text.length, children };
  checkDocument(text, document);
  return { text, document };
}

function checkNodes(text: DocumentText, nodes: readonly NodeDraft[]): void {
  const pending: { nodes: readonly NodeDraft[]; index: number; at: number }[] = [{ nodes, index: 0, at: 0 }];
  for (let level = pending[pending.length - 1]; level; level = pending[pending.length - 1]) {
    const node = level.nodes[level.index++];
    if (!node) {
      pending.pop();
      continue;
    }
    checkNode(text, level.at, node);
    if (node.kind === 'element' && node.children.length > 0) pending.push({ nodes: node.children, index: 0, at: level.at + node.startTagLength });
    level.at += node.length;
  }
}
