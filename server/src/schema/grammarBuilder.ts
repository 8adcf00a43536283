import type { ExpandedName } from '../syntax/namespaces';
import { expandedName, splitExpandedName } from '../syntax/namespaces';
import type { AttributeDeclaration, ComplexType, DerivationMethod, ElementDeclaration, Grammar, SimpleType, TypeReference } from './grammar';
import { nearestName } from './nearestName';
import type { SchemaDocuments } from './schemaDocuments';
import type { SchemaElement } from './schemaElement';
import { SchemaError, type SchemaProblems } from './schemaError';

/** The kinds of things that a schema names, each with names of its own (part 1, 2.5). */
export type SymbolSpace = 'element' | 'attribute' | 'type' | 'group' | 'attributeGroup' | 'notation';

const SPACES: Readonly<Record<string, SymbolSpace>> = {
  element: 'element', attribute: 'attribute', complexType: 'type', simpleType: 'type', group: 'group', attributeGroup: 'attributeGroup', notation: 'notation',
};

/** How many definitions may wait for each other; each takes some calls of the stack. */
const MOST_DEPTH = 500;

/** The grammar while it is being made: what is declared where, and what of it is compiled. */
export class GrammarBuilder {
  readonly elements: ElementDeclaration[] = [];
  readonly attributes: AttributeDeclaration[] = [];
  readonly complexTypes: ComplexType[] = [];
  readonly simpleTypes: SimpleType[] = [];
  readonly globalElements: Record<ExpandedName, number> = {};
  readonly globalAttributes: Record<ExpandedName, number> = {};
  readonly globalTypes: Record<ExpandedName, TypeReference> = {};
  /** The element declarations that no other may stand for (`block`), and what `final` refuses to those that would. */
  readonly substitutionBlocked = new Set<number>();
  readonly finalOf = new Map<number, readonly DerivationMethod[]>();
  /** Every declaration at the top of a schema document, in schema order. */
  readonly globals: readonly SchemaElement[];
  private readonly symbols = new Map<string, SchemaElement>();
  /** What a redefinition redefines, and under which name, by its key. A redefinition may be redefined in turn. */
  private readonly originals = new Map<string, { readonly symbol: string; readonly original: SchemaElement }>();
  private readonly compiled = new Map<string, { readonly result: unknown } | { readonly error: SchemaError }>();
  private readonly compiling = new Set<string>();
  private depth = 0;
  private readonly incomplete: ReadonlyMap<string, SchemaError>;

  constructor({ schemas, redefinitions, incomplete }: SchemaDocuments, readonly problems: SchemaProblems) {
    this.incomplete = incomplete;
    const declared = schemas.flatMap((schema) => schema.children(...Object.keys(SPACES)));
    for (const global of declared) {
      this.attempt(() => {
        const key = symbolOf(global);
        if (this.symbols.has(key)) global.fail(`'${global.required('name')}' is declared twice; rename one or remove it`, 'name');
        this.symbols.set(key, global);
      });
    }
    for (const redefinition of redefinitions) this.attempt(() => this.redefine(redefinition));
    this.globals = [...declared, ...redefinitions].filter((global) => global.attribute('name') !== undefined);
  }

  /** The grammar as it stands. */
  grammar(): Grammar {
    const { elements, attributes, complexTypes, simpleTypes, globalElements, globalAttributes, globalTypes } = this;
    return { elements, attributes, complexTypes, simpleTypes, globalElements, globalAttributes, globalTypes };
  }

  /** Whether the declaration is what its name stands for, and was not redefined. */
  isCurrent(global: SchemaElement): boolean {
    return this.symbols.get(symbolOf(global)) === global;
  }

  /** The declaration of a name; inside a redefinition its own name is that of what it redefines (part 1, 4.2.2). */
  find(space: SymbolSpace, name: ExpandedName, by: SchemaElement, attribute: string): SchemaElement {
    const key = `${space} ${name}`;
    const around = this.originals.get(by.topKey);
    const found = around?.symbol === key ? around.original : this.symbols.get(key);
    if (found) return found;
    const [namespace, local] = splitExpandedName(name);
    const reason = this.incomplete.get(namespace);
    if (reason) throw reason;
    const near = nearestName(local, this.namesIn(space, namespace));
    return by.fail(`'${local}' is not declared: there is no such ${WORDS[space]} in the schema${near === undefined ? '' : `; did you mean '${near}'?`}`, attribute, 'undeclared-name');
  }

  private namesIn(space: SymbolSpace, namespace: string): string[] {
    const names = [...this.symbols.keys()].filter((key) => key.startsWith(`${space} `)).map((key) => splitExpandedName(key.slice(space.length + 1)));
    return names.flatMap(([of, local]) => (of === namespace ? [local] : []));
  }

  /** What a redefinition redefines; undefined for any other declaration. */
  originalOf(declaration: SchemaElement): SchemaElement | undefined {
    return this.originals.get(declaration.key)?.original;
  }

  /** Compiles a declaration once; refuses one that needs itself to be compiled first. */
  once<T>(what: string, declaration: SchemaElement, compile: () => T): T {
    const key = `${what} ${declaration.key}`;
    const known = this.compiled.get(key);
    if (known && 'error' in known) throw known.error;
    if (known) return known.result as T;
    if (this.compiling.has(key)) declaration.fail(`'${declaration.attribute('name') ?? declaration.name}' is defined by itself`, 'name');
    if (this.depth >= MOST_DEPTH) declaration.fail(`the definitions that '${declaration.attribute('name') ?? declaration.name}' is reached by depend on each other more than ${MOST_DEPTH} deep; shorten the chain`, 'name');
    this.compiling.add(key);
    this.depth++;
    try {
      const result = compile();
      this.compiled.set(key, { result });
      return result;
    } catch (error) {
      if (error instanceof SchemaError) this.compiled.set(key, { error });
      throw error;
    } finally {
      this.depth--;
    }
  }

  /** Does what it can: where it fails, the reason is kept for the list of problems, and the answer is undefined. */
  attempt<T>(work: () => T): T | undefined {
    return this.problems.attempt(work);
  }

  /** The name of an element declaration, for messages. */
  localNameOf(declaration: number): string {
    return splitExpandedName(this.elements[declaration]!.name)[1];
  }

  private redefine(redefinition: SchemaElement): void {
    const key = symbolOf(redefinition);
    const original = this.symbols.get(key);
    const reason = this.incomplete.get(redefinition.document.namespace);
    if (!original && reason) throw reason;
    if (original?.name !== redefinition.name) redefinition.fail(`'${redefinition.required('name')}' is not in the schema that is redefined`, 'name', 'undeclared-name');
    this.originals.set(redefinition.key, { symbol: key, original });
    this.symbols.set(key, redefinition);
  }
}

const WORDS: Readonly<Record<SymbolSpace, string>> = {
  element: 'element', attribute: 'attribute', type: 'type', group: 'group', attributeGroup: 'attribute group', notation: 'notation',
};

function symbolOf(global: SchemaElement): string {
  return `${SPACES[global.name]} ${globalName(global)}`;
}

/** The expanded name of a declaration at the top of a schema document. */
export function globalName(global: SchemaElement): ExpandedName {
  return expandedName(global.document.namespace, global.declaredName());
}
