import type { ExpandedName } from '../syntax/namespaces';
import { expandedName, splitExpandedName } from '../syntax/namespaces';
import type { AttributeDeclaration, ComplexType, ElementDeclaration, SimpleType } from './grammar';
import type { SchemaElement } from './schemaElement';

/** The kinds of things that a schema names, each with names of its own (part 1, 2.5). */
export type SymbolSpace = 'element' | 'attribute' | 'type' | 'group' | 'attributeGroup';

const SPACES: Readonly<Record<string, SymbolSpace>> = {
  element: 'element', attribute: 'attribute', complexType: 'type', simpleType: 'type', group: 'group', attributeGroup: 'attributeGroup',
};

/** The grammar while it is being made: what is declared where, and what of it is compiled. */
export class GrammarBuilder {
  readonly elements: ElementDeclaration[] = [];
  readonly attributes: AttributeDeclaration[] = [];
  readonly complexTypes: ComplexType[] = [];
  readonly simpleTypes: SimpleType[] = [];
  /** Every declaration at the top of a schema document, in schema order. */
  readonly globals: readonly SchemaElement[];
  private readonly symbols = new Map<string, SchemaElement>();
  private readonly compiled = new Map<string, unknown>();
  private readonly compiling = new Set<string>();

  constructor(schemas: readonly SchemaElement[]) {
    this.globals = schemas.flatMap((schema) => schema.children(...Object.keys(SPACES)));
    for (const global of this.globals) {
      const key = `${SPACES[global.name]} ${globalName(global)}`;
      if (this.symbols.has(key)) global.fail(`'${global.required('name')}' is declared twice`);
      this.symbols.set(key, global);
    }
  }

  /** The declaration of a name. */
  find(space: SymbolSpace, name: ExpandedName, by: SchemaElement): SchemaElement {
    return this.symbols.get(`${space} ${name}`) ?? by.fail(`'${splitExpandedName(name)[1]}' is not declared: no such ${space} in the schema`);
  }

  /** Compiles a declaration once; refuses one that needs itself to be compiled first. */
  once<T>(what: string, declaration: SchemaElement, compile: () => T): T {
    const key = `${what} ${declaration.key}`;
    if (this.compiled.has(key)) return this.compiled.get(key) as T;
    if (this.compiling.has(key)) declaration.fail(`'${declaration.attribute('name') ?? declaration.name}' is defined by itself`);
    this.compiling.add(key);
    const result = compile();
    this.compiled.set(key, result);
    return result;
  }
}

/** The expanded name of a declaration at the top of a schema document. */
export function globalName(global: SchemaElement): ExpandedName {
  return expandedName(global.document.namespace, global.required('name'));
}
