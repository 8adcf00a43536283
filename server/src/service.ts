import type { Diagnostic } from './diagnostic';
import { complete } from './features/completion';
import { diagnose } from './features/diagnostics';
import { hover } from './features/hover';
import { bundledGrammar } from './profile/grammar';
import type { Grammar } from './schema/grammar';
import type { SyntaxTree } from './syntax/node';
import { parse } from './syntax/parse';

/** Something that may be inserted at the cursor. */
export interface Completion {
  readonly kind: 'element' | 'attribute' | 'value' | 'endTag' | 'skeleton';
  readonly label: string;
  /** One short line beside the label: type, `required`. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What replaces `start`..`end`; in the editor's snippet notation where `snippet` is true. */
  readonly insert: string;
  readonly snippet: boolean;
  readonly start: number;
  readonly end: number;
  /** True where the document is not complete without it. */
  readonly required: boolean;
}

/** What is known of the thing under the cursor. */
export interface Hover {
  /** Markdown. */
  readonly contents: string;
  readonly start: number;
  readonly end: number;
}

export interface DiagnoseOptions {
  /** Last segment of the document's path, where it has one. */
  readonly fileName?: string;
}

/** Everything that is known of a document, as plain functions on plain data. Pure: no I/O, no clock, no state that shows. */
export interface LanguageService {
  parse(text: string): SyntaxTree;
  /** Well-formedness, schema and rules, in document order. */
  diagnose(tree: SyntaxTree, options?: DiagnoseOptions): Diagnostic[];
  /** The best first. */
  complete(tree: SyntaxTree, offset: number): Completion[];
  hover(tree: SyntaxTree, offset: number): Hover | undefined;
}

export interface LanguageServiceOptions {
  /** The schema to check with; the bundled one when left out. */
  readonly grammar?: Grammar;
}

export function createLanguageService({ grammar = bundledGrammar }: LanguageServiceOptions = {}): LanguageService {
  return {
    parse,
    diagnose: (tree, options = {}) => diagnose(tree, grammar, options),
    complete: (tree, offset) => complete(tree, offset, grammar),
    hover: (tree, offset) => hover(tree, offset, grammar),
  };
}
