import { isQualifiedName } from '../../server/src/syntax/characters';
import { expandedName, localName, prefixOf, type ExpandedName } from '../../server/src/syntax/namespaces';
import { decodeReferences } from '../../server/src/syntax/text';
import { readSelectorBindings, type SelectorBindings } from './selectorBindings';

/** What a part of a document is addressed by (RFC 4825 6.3). Names are expanded: which prefixes an address used is told by nothing in it. */
export interface NodeSelector {
  /** From the document element inwards; at least one. */
  readonly steps: readonly Step[];
  /** What of the element is meant; the element itself where absent. */
  readonly terminal?: Terminal;
}

/** One step: the child elements of a name, narrowed to one by its position among them, by an attribute, or by both. */
export interface Step {
  /** `*` for an element of any name: no name of XML. */
  readonly name: ExpandedName;
  /** Counts from 1 among the children that the name matches. 0 matches none. */
  readonly position?: number;
  readonly attribute?: AttributeTest;
}

export interface AttributeTest {
  readonly name: ExpandedName;
  /** As XML reads it: references replaced. */
  readonly value: string;
}

export type Terminal =
  | { readonly kind: 'attribute'; readonly name: ExpandedName; /** The prefix that the address gave it; empty without one. */ readonly prefix: string }
  | { readonly kind: 'namespaces' };

/** Why a text is no node selector. */
export interface SelectorProblem {
  /** One line for the person who wrote the address. */
  readonly problem: string;
}

/**
 * Reads a node selector as it stands in a request target. Never throws; linear in the text.
 * @param selector after `~~/`, percent-encoded; decoded once (RFC 4825 6.3)
 * @param query without `?`, percent-encoded: the `xmlns(…)` of the prefixes in use (6.4)
 * @param defaultNamespace of the application usage: that of an element's name without a prefix (5.2)
 */
export function parseNodeSelector(selector: string, query: string | undefined, defaultNamespace: string): NodeSelector | SelectorProblem {
  const bindings = readSelectorBindings(query);
  if ('problem' in bindings) return bindings;
  let text: string;
  try {
    text = decodeURIComponent(selector);
  } catch {
    return { problem: 'The node selector is not UTF-8 in percent-encoding.' };
  }
  return new SelectorReader(text, bindings, defaultNamespace).read();
}

/** Carries what is wrong out of the reader; it leaves this file as data. */
class Misread extends Error {}

class SelectorReader {
  private at = 0;

  constructor(private readonly text: string, private readonly bindings: SelectorBindings, private readonly defaultNamespace: string) {}

  read(): NodeSelector | SelectorProblem {
    try {
      return this.selector();
    } catch (error) {
      if (error instanceof Misread) return { problem: error.message };
      throw error;
    }
  }

  private selector(): NodeSelector {
    const steps: Step[] = [];
    for (;;) {
      const terminal = steps.length > 0 ? this.terminal() : undefined;
      if (terminal) return { steps, terminal };
      steps.push(this.step());
      if (this.at === this.text.length) return { steps };
      this.expect('/', "the next step begins with '/'");
    }
  }

  private terminal(): Terminal | undefined {
    const { text, at } = this;
    if (text.startsWith('@', at)) {
      const name = text.slice(at + 1);
      return { kind: 'attribute', name: this.attributeName(name), prefix: prefixOf(name) };
    }
    return text.startsWith('namespace::*', at) && at + 12 === text.length ? { kind: 'namespaces' } : undefined;
  }

  private step(): Step {
    const name = this.elementName(this.upTo(STEP_NAME));
    let position: number | undefined;
    let attribute: AttributeTest | undefined;
    if (this.takes('[')) {
      if (!this.text.startsWith('@', this.at)) position = this.position();
      if (position === undefined || this.takes('[')) attribute = this.attributeTest();
    }
    return { name, ...(position === undefined ? {} : { position }), ...(attribute && { attribute }) };
  }

  private position(): number {
    const digits = this.upTo(DIGITS);
    if (digits === '') throw this.misread("'[' is followed by a position or by @name=\"value\"");
    this.expect(']', "a position ends with ']'");
    // No element has so many siblings; what is beyond matches none, whatever it is.
    return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
  }

  private attributeTest(): AttributeTest {
    this.expect('@', 'a second predicate tests an attribute');
    const name = this.attributeName(this.upTo(ATTRIBUTE_NAME));
    this.expect('=', "an attribute test is @name=\"value\"");
    const quote = this.text[this.at];
    const end = quote === '"' || quote === "'" ? this.text.indexOf(quote, this.at + 1) : -1;
    if (end < 0) throw this.misread('the value of an attribute test stands in quotes');
    // White space is compared as XML reads it in a document (XML 1.0 3.3.3).
    const value = decodeReferences(this.text.slice(this.at + 1, end).replace(/\r\n|[\t\n\r]/g, ' '));
    this.at = end + 1;
    this.expect(']', "an attribute test ends with ']'");
    return { name, value };
  }

  private elementName(written: string): ExpandedName {
    if (written === '*') return written;
    return expandedName(written.includes(':') ? this.namespaceOf(written) : this.checked(written, this.defaultNamespace), localName(written));
  }

  private attributeName(written: string): ExpandedName {
    return expandedName(written.includes(':') ? this.namespaceOf(written) : this.checked(written, ''), localName(written));
  }

  private namespaceOf(written: string): string {
    this.checked(written, '');
    // RFC 4825 6.4 lets nobody declare it, so that to advise so would lead nowhere.
    if (prefixOf(written) === 'xmlns') throw new Misread(DECLARATION);
    const namespace = this.bindings.get(prefixOf(written));
    if (namespace === undefined) throw new Misread(`The prefix ${shown(prefixOf(written))} of the node selector is not declared; add ?xmlns(${prefixOf(written).slice(0, 40)}=<namespace>).`);
    return namespace;
  }

  private checked(written: string, namespace: string): string {
    if (!isQualifiedName(written)) throw this.misread(`${shown(written)} is not a name`);
    return namespace;
  }

  /** The characters from here that a sticky pattern takes. */
  private upTo(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.text)?.[0] ?? '';
    this.at += taken.length;
    return taken;
  }

  private takes(character: string): boolean {
    if (!this.text.startsWith(character, this.at)) return false;
    this.at++;
    return true;
  }

  private expect(character: string, rule: string): void {
    if (!this.takes(character)) throw this.misread(rule);
  }

  private misread(rule: string): Misread {
    return new Misread(`The node selector cannot be read at character ${this.at + 1}: ${rule}.`);
  }
}

/** Namespaces in XML 1.0, 3; XPath 1.0, 5.3. */
const DECLARATION = "A declaration of a namespace is no attribute and has no address; to change one, store the element that holds it, and to read those in force at an element, end its address with '/namespace::*'.";

const STEP_NAME = /[^/[\]]*/y;
const DIGITS = /\d*/y;
const ATTRIBUTE_NAME = /[^=\]/"']*/y;

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}
