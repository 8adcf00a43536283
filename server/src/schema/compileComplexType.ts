import { splitExpandedName } from '../syntax/namespaces';
import { refuseTwoIdentifiers } from './compileAttributes';
import { complexDefinition, type Definition } from './complexDefinition';
import { compileContentModel } from './contentModel';
import type { ComplexType } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import { globalName } from './grammarBuilder';
import type { Particle, Substitutes } from './particle';
import { ContentModelError } from './particle';
import { RestrictionCheck } from './restrictionCheck';
import type { SchemaElement } from './schemaElement';

const made = new WeakMap<GrammarBuilder, SchemaElement[]>();
const UNFINISHED: ComplexType = { content: 'empty', attributeUses: [] };

/** The index of the type that a `complexType` element defines; `finishComplexTypes` fills it, since types may hold themselves. */
export function complexTypeIndex(builder: GrammarBuilder, declaration: SchemaElement): number {
  return builder.once('complex type', declaration, () => {
    made.set(builder, made.get(builder) ?? []);
    made.get(builder)!.push(declaration);
    return builder.complexTypes.push(UNFINISHED) - 1;
  });
}

/**
 * Compiles the types that are promised so far, and those that they need: first what each is derived from, then who may
 * stand for whom, then the content models, which need both, and at last whether restrictions are what they say.
 */
export function finishComplexTypes(builder: GrammarBuilder, substitution: () => Substitutes): void {
  const definitions: (Definition | undefined)[] = [];
  const declarations = made.get(builder) ?? [];
  // The list grows while it is worked off.
  for (let index = 0; index < declarations.length; index++) {
    definitions[index] = builder.attempt(() => {
      const definition = complexDefinition(builder, declarations[index]!);
      builder.complexTypes[index] = { ...nature(declarations[index]!, definition), ...UNFINISHED };
      return definition;
    });
  }
  const substitutes = substitution();
  for (const [index, declaration] of declarations.entries()) {
    const finished = builder.attempt(() => definitions[index] && finish(builder, declaration, definitions[index], substitutes));
    if (finished) builder.complexTypes[index] = finished;
    else definitions[index] = undefined;
  }
  const check = new RestrictionCheck(builder, substitutes);
  for (const definition of definitions) if (definition) builder.attempt(() => check.ofType(definition));
  for (const global of builder.globals) if (global.name === 'group') builder.attempt(() => check.ofGroup(global));
}

/** What a type says of itself, its content and attributes aside. */
function nature(declaration: SchemaElement, { derivedFrom }: Definition): Pick<ComplexType, 'name' | 'documentation' | 'abstract' | 'block' | 'derivedFrom'> {
  const isGlobal = declaration.attribute('name') !== undefined;
  const block = isGlobal ? declaration.derivations('block', ['extension', 'restriction']) : [];
  return {
    ...(isGlobal && { name: globalName(declaration) }),
    ...declaration.documentation(),
    ...(declaration.flag('abstract') && { abstract: true as const }),
    ...(block.length > 0 && { block }),
    ...(derivedFrom && { derivedFrom }),
  };
}

function finish(builder: GrammarBuilder, declaration: SchemaElement, definition: Definition, substitutes: Substitutes): ComplexType {
  const { attributes, mixed, simpleType, particle } = definition;
  refuseTwoIdentifiers(builder, attributes, declaration);
  const common = { ...nature(declaration, definition), attributeUses: [...attributes.uses.values()], ...(attributes.wildcard && { anyAttribute: attributes.wildcard }) };
  if (simpleType !== undefined) return { ...common, content: 'simple', simpleType };
  if (!particle && !mixed) return { ...common, content: 'empty' };
  try {
    const model = compileContentModel(particle ?? { min: 1, max: 1, term: { kind: 'sequence', particles: [] } }, substitutes);
    refuseTwoTypesOfOneName(builder, particle, declaration, substitutes);
    return { ...common, content: mixed ? 'mixed' : 'elements', model };
  } catch (problem) {
    if (problem instanceof ContentModelError) declaration.fail(problem.message, undefined, 'ambiguous-content');
    throw problem;
  }
}

/** Elements of one name in one content model must be of one type (part 1, 3.8.6, element declarations consistent). */
function refuseTwoTypesOfOneName(builder: GrammarBuilder, particle: Particle | undefined, by: SchemaElement, substitutes: Substitutes): void {
  const types = new Map<string, string>();
  const visit = ({ term }: Particle): void => {
    if ('particles' in term) return term.particles.forEach(visit);
    if (term.kind === 'wildcard') return;
    for (const { declaration } of [term, ...substitutes(term)]) {
      const { name, complexType, simpleType } = builder.elements[declaration]!;
      const type = `${complexType} ${simpleType}`;
      if ((types.get(name) ?? type) !== type) by.fail(`'${splitExpandedName(name)[1]}' has two types in one content model; give both the same named type`);
      types.set(name, type);
    }
  };
  if (particle) visit(particle);
}
