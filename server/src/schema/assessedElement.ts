import type { DocumentText } from '../syntax/documentText';
import type { Scope } from '../syntax/namespaces';
import type { ExpandedName } from '../syntax/namespaces';
import type { ElementNode } from '../syntax/node';
import type { Assignment } from './assignment';
import { UNCHECKED } from './assignment';
import { assignChildren } from './contentCheck';
import type { ElementDeclaration, Grammar } from './grammar';
import { typeInPlace, type TypeInPlace } from './typeInPlace';
import { Findings } from './verdict';

/** A document with the grammar that it is checked with. */
export interface AssessedDocument {
  readonly text: DocumentText;
  readonly grammar: Grammar;
}

/** An element with what it is checked against; it finds its children when it is first asked for them. */
export class AssessedElement {
  /** The bindings inside the element. */
  readonly scope: Scope;
  private placed: TypeInPlace | undefined;
  private found: readonly AssessedElement[] | undefined;

  constructor(readonly node: ElementNode, readonly start: number, around: Scope, readonly assignment: Assignment, readonly document: AssessedDocument) {
    this.scope = around.enter(node, start, document.text);
  }

  get name(): ExpandedName | undefined {
    return this.scope.elementName(this.node.name);
  }

  /** Undefined for an element that no declaration is known of. */
  get declaration(): ElementDeclaration | undefined {
    return this.document.grammar.elements[this.assignment];
  }

  /** Its type, once its own `xsi:type` and `xsi:nil` are heard; no type where something is wrong with these. */
  get place(): TypeInPlace {
    return (this.placed ??= this.findPlace());
  }

  private findPlace(): TypeInPlace {
    const { node, start, scope, document: { text, grammar } } = this;
    const findings = new Findings();
    const place = typeInPlace({ node, start, text, scope, grammar }, this.assignment, findings);
    return findings.diagnostics.length === 0 ? place : { ...place, type: undefined };
  }

  /** The child elements that are checked at all, in document order. */
  get children(): readonly AssessedElement[] {
    return (this.found ??= this.find());
  }

  private find(): AssessedElement[] {
    const { text, grammar } = this.document;
    const assignments = assignChildren({ node: this.node, start: this.start, text, scope: this.scope, grammar }, this.assignment);
    const children: AssessedElement[] = [];
    let at = this.start + this.node.startTagLength;
    let place = 0;
    for (const child of this.node.children) {
      if (child.kind === 'element') {
        const assignment = assignments[place++] ?? UNCHECKED;
        if (assignment !== UNCHECKED) children.push(new AssessedElement(child, at, this.scope, assignment, this.document));
      }
      at += child.length;
    }
    return children;
  }
}
