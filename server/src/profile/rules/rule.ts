import type { Diagnostic } from '../../diagnostic';
import type { ExpandedName } from '../../syntax/namespaces';
import type { CanonicalName } from '../namespaces';
import type { ListKeys } from './listKeys';
import type { Place } from './place';

/** What a rule may know beside the text. */
export interface RuleOptions {
  /** Last segment of the document's path, where it has one. */
  readonly fileName?: string;
  /** Whether the schema in use declares a global element: a later release may know more than we do. None, where it is left out. */
  readonly isDeclared?: (element: ExpandedName) => boolean;
  /** The namespaces that the schema in use knows; those of a profile, where it is left out. */
  readonly knownNamespaces?: readonly string[];
  /**
   * Whether there is a file beside the document; asked for relative paths only, which the rule has taken out of the
   * text. Left out where nobody can tell.
   */
  readonly fileExists?: (relativePath: string) => boolean;
}

/** A document, or a piece of one, for the description of a rule: `bad` breaks this rule and no other, `good` none. */
export interface RuleExample {
  readonly bad: string;
  readonly good: string;
  /** What the text alone does not show, for the reader: completes "Example, …". */
  readonly where?: string;
  /** The same for the rule. */
  readonly options?: RuleOptions;
}

/** A requirement that the schema does not state, and all that is said of it anywhere. */
export interface Rule {
  /** Stable; the code of its diagnostics. */
  readonly code: string;
  /** Where the requirement is written. */
  readonly clause: string;
  readonly defaultSeverity: Diagnostic['severity'];
  /** One line for a list of rules: what is reported. */
  readonly summary: string;
  /** What happens in the field where it is broken. Whole sentences. */
  readonly why: string;
  readonly example: RuleExample;
  /** What its quick fix does, where it has one. */
  readonly fix?: string;
}

/**
 * A rule about one element, as far as its own tags, the names of its children and the names around it tell; never about
 * what stands inside the children's tags, or deeper: what it says is remembered through edits in there.
 */
export interface ElementRule extends Rule, ElementCheck {}

/** What is looked at, and how. */
export interface ElementCheck {
  /** The elements that it is about, by name; … */
  readonly elements?: readonly CanonicalName[];
  /** … or those that it is about the children of. */
  readonly within?: readonly CanonicalName[];
  /** True where it is about every element that declares namespaces, whatever its name. */
  readonly declaring?: true;
  /** True where it looks at the text in the element, not only at the tags. */
  readonly readsText?: true;
  /** What is wrong; called for every such element whose start tag can be trusted. Pure. */
  readonly check: (place: Place, options: RuleOptions) => readonly Diagnostic[];
}

/** A rule that wants the elements of a list to differ. It may look at all that is in one of them, and at nothing else. */
export interface ListRule extends Rule {
  /** The elements of lists that it looks at, by name. */
  readonly items: ReadonlySet<CanonicalName>;
  /** What must not come twice in the list; undefined for a child that does not count. No window on the text, which it outlives (`ownCopy`). Pure. */
  readonly key: (child: Place) => string | undefined;
  /** What is wrong with a child that has the key of an earlier one. */
  readonly repeated: (child: Place, first: Place) => Diagnostic;
}

/**
 * A rule about several places of the document. It is asked again after every edit, so it goes straight to what it
 * compares, and takes what it needs of a long list from the list's keys.
 */
export interface DocumentRule extends Rule {
  /** @param keysOf of a list; undefined where no rule keeps keys of it */
  readonly checkDocument: (root: Place, keysOf: KeysOf, options: RuleOptions) => readonly Diagnostic[];
}

/** The keys of a list; undefined where no rule keeps any of it. */
export type KeysOf = (list: Place) => ListKeys | undefined;

/** What a rule says of an element that is in order. */
export const NO_FINDINGS: readonly Diagnostic[] = [];

/** A diagnostic of a rule: the message on the first line, the clause on the second. @param related other places that belong to it @param data what is meant */
export function finding(
  rule: Pick<Rule, 'code' | 'clause' | 'defaultSeverity'>, range: { start: number; end: number }, message: string, related?: Diagnostic['related'], data?: Diagnostic['data'],
): Diagnostic {
  return { code: rule.code, severity: rule.defaultSeverity, message: `${message}\n${rule.clause}`, start: range.start, end: range.end, ...(related && { related }), ...(data && { data }) };
}
