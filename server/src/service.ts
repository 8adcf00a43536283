import type { Diagnostic } from './diagnostic';
import { complete } from './features/completion';
import { describe } from './features/describe';
import { Checker, type CheckCost, type SeenVerdicts } from './features/checker';
import { limitDiagnostics } from './features/diagnostics';
import { fixAll, fixesFor } from './features/fixes';
import { hover } from './features/hover';
import { knownNamespaces } from './features/namespacePrefix';
import { SeenElements } from './features/seenElements';
import { bundledGrammar } from './profile/grammar';
import { readSeverities, ruleCodes, type RuleOptions, type RuleSeverities } from './profile/rules';
import { Contents } from './schema/contents';
import type { Grammar } from './schema/grammar';
import { ChunkedText } from './syntax/chunkedText';
import type { PlacedElement } from './syntax/cursor';
import { edit, type EditCost, type Renewal } from './syntax/edit';
import type { ExpandedName } from './syntax/namespaces';
import type { ElementNode, SyntaxTree } from './syntax/node';
import { parse } from './syntax/parse';

export { compileSchemaSet, readSchemaTexts } from './profile/schemaSet';
export type { ReadText, SchemaFiles, SchemaSet, SchemaTexts } from './profile/schemaSet';
export type { Grammar } from './schema/grammar';
/** What a snippet leaves when nobody fills it in, for an editor without snippets. */
export { plainText } from './profile/snippetText';

/** A change of the text: the characters from `start` up to `end` give way to `insert`. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** What documentation can be asked for, with `describe`. Plain data, which an editor may keep and give back later. */
export interface Topic {
  /** Canonical names from the outside in, down to the element. */
  readonly path: readonly string[];
  /** Canonical name. */
  readonly attribute?: string;
  readonly value?: string;
  /** The type of the element or the attribute, in words. */
  readonly type?: string;
  /**
   * Where the schema says something of it: the index of the element in its `elements`, of the attribute in its `attributes`,
   * or of the value's type in its `simpleTypes`.
   */
  readonly declared?: number;
}

/** Something that may be inserted at the cursor. */
export interface Completion extends TextChange {
  readonly kind: 'element' | 'attribute' | 'value' | 'endTag' | 'skeleton' | 'namespace' | 'markup';
  readonly label: string;
  /** One short line beside the label: the type, what a value means. */
  readonly detail?: string;
  /** What `describe` tells more about. */
  readonly topic?: Topic;
  /** True where `insert` is in the editor's snippet notation. */
  readonly snippet: boolean;
  /** Where the replaced characters end for an editor that keeps what is behind the cursor; between `start` and `end`. */
  readonly insertEnd: number;
  /** What changes elsewhere, such as the name in the end tag. */
  readonly also?: readonly TextChange[];
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

/** The characters from `start` up to `end` give way to `insert`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** A way to mend what a diagnostic is about. */
export interface Fix {
  /** What happens, with the names. */
  readonly title: string;
  /** In document order; none touches another. */
  readonly edits: readonly TextEdit[];
  /** The one obvious choice. */
  readonly preferred: boolean;
  readonly diagnostic: Diagnostic;
}

export type { RuleSeverities } from './profile/rules';

/** Reads what rules are to be told as, by code, out of a setting, whatever stands there. @returns with a line about everything that is of no use */
export function readRuleSeverities(setting: unknown): { readonly severities: RuleSeverities; readonly problems: readonly string[] } {
  return readSeverities(setting, ruleCodes);
}

export interface DiagnoseOptions extends Pick<RuleOptions, 'fileName' | 'fileExists'> {
  /** What the rules are to be told as; for those left out their default holds. */
  readonly severities?: RuleSeverities;
}

/** A document that is being edited: its tree and its diagnostics are kept up to date at the cost of the edit, not of the document. */
export interface OpenDocument {
  /** Of the current text. */
  readonly tree: SyntaxTree;
  readonly text: ChunkedText;
  /** The characters from `start` up to `end` give way to `inserted`. */
  edit(start: number, end: number, inserted: string): void;
  /** The same as `LanguageService.diagnose` of the current tree. @param severities instead of those that the document was opened with */
  diagnose(severities?: RuleSeverities): Diagnostic[];
  /** The same as `LanguageService.fixAll` of the current tree, without a check of what is known already. */
  fixAll(codes: readonly string[] | 'safe', severities?: RuleSeverities): TextEdit[];
  /** How much work the last edit and the last check were. */
  readonly cost: EditCost & CheckCost;
}

/** Everything that is known of a document, as plain functions on plain data. Pure: no I/O, no clock, no state that shows. */
export interface LanguageService {
  parse(text: string): SyntaxTree;
  /** Well-formedness, schema and rules, in document order. */
  diagnose(tree: SyntaxTree, options?: DiagnoseOptions): Diagnostic[];
  open(text: string, options?: DiagnoseOptions): OpenDocument;
  /** The best first. */
  complete(tree: SyntaxTree, offset: number): Completion[];
  /** Markdown; undefined where nothing is known. */
  describe(topic: Topic): string | undefined;
  hover(tree: SyntaxTree, offset: number): Hover | undefined;
  /** The ways to mend diagnostics of this very tree, the obvious ones first for each. Looks at their surroundings only. */
  fixes(tree: SyntaxTree, diagnostics: readonly Diagnostic[], options?: DiagnoseOptions): Fix[];
  /**
   * Mends all there is of some codes, each in its obvious way, and what shows up of them after that.
   * @param codes with the code alone what may cost a person's judgement is mended too; `safe` is everything that changes the meaning of no document
   * @returns edits of the tree's text, in document order
   */
  fixAll(tree: SyntaxTree, codes: readonly string[] | 'safe', options?: DiagnoseOptions): TextEdit[];
  /**
   * Where a new child element goes by the schema: how many of the child elements stand before it. Last, unless the schema
   * takes it only elsewhere.
   * @param name expanded
   */
  placeForChild(tree: SyntaxTree, parent: PlacedElement, name: ExpandedName): number;
}

export interface LanguageServiceOptions {
  /** The schema to check with; the bundled one when left out. */
  readonly grammar?: Grammar;
}

export function createLanguageService({ grammar = bundledGrammar }: LanguageServiceOptions = {}): LanguageService {
  const isDeclared = (name: string): boolean => Object.hasOwn(grammar.globalElements, name);
  const known = { isDeclared, knownNamespaces: knownNamespaces(grammar) };
  const seen: SeenVerdicts = new SeenElements();
  return {
    parse,
    diagnose: (tree, options = {}) => limitDiagnostics(new Checker(grammar, { ...options, ...known }, seen).check(tree, [], options.severities)),
    open: (text, options = {}) => new Incremental(text, grammar, { ...options, ...known }, options.severities),
    complete: (tree, offset) => complete(tree, offset, grammar),
    describe: (topic) => describe(topic, grammar),
    hover: (tree, offset) => hover(tree, offset, grammar),
    fixes: (tree, diagnostics, options = {}) => fixesFor(tree, diagnostics, grammar, { ...options, ...known }),
    placeForChild: (tree, parent, name) => new Contents(parent, tree.text, grammar).placeForNew(name),
    fixAll: (tree, codes, options = {}) => fixAll(tree, codes, grammar, { ...options, ...known }, options.severities),
  };
}

/** What is known of more edits than this, with no check between them, is not worth keeping. */
const MOST_RENEWALS = 64;

/** Where so much is pasted, reading everything anew is faster than reading it tag by tag. */
const WORTH_A_FRESH_START = 262_144;

class Incremental implements OpenDocument {
  text: ChunkedText;
  tree: SyntaxTree;
  private editCost: EditCost;
  private renewals: ReadonlyMap<ElementNode, Renewal>[] = [];

  private readonly checker: Checker;

  constructor(text: string, private readonly grammar: Grammar, private readonly options: RuleOptions, private readonly severities: RuleSeverities | undefined) {
    this.checker = new Checker(grammar, options);
    this.text = ChunkedText.of(text);
    // Until the first edit the text stays the one string that it came as, which is read fastest.
    this.tree = parse(text);
    this.editCost = { scanned: text.length, made: 0 };
  }

  edit(start: number, end: number, inserted: string): void {
    const whole = end - start === this.text.length;
    this.text = this.text.replace(start, end, inserted);
    if (whole || inserted.length >= WORTH_A_FRESH_START) {
      this.tree = parse(this.text.toString());
      this.editCost = { scanned: this.text.length, made: 0 };
      return;
    }
    const { tree, renewals, cost } = edit(this.tree, this.text, { start, end, inserted: inserted.length });
    this.tree = tree;
    this.editCost = cost;
    this.renewals.push(renewals);
    if (this.renewals.length > MOST_RENEWALS) this.renewals = [];
  }

  diagnose(severities = this.severities): Diagnostic[] {
    return limitDiagnostics(this.check(severities));
  }

  fixAll(codes: readonly string[] | 'safe', severities = this.severities): TextEdit[] {
    return fixAll(this.tree, codes, this.grammar, this.options, severities, this.check(severities));
  }

  private check(severities: RuleSeverities | undefined): Diagnostic[] {
    const found = this.checker.check(this.tree, this.renewals, severities);
    this.renewals = [];
    return found;
  }

  get cost(): EditCost & CheckCost {
    return { ...this.editCost, ...this.checker.cost };
  }
}
