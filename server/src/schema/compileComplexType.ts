import { splitExpandedName } from '../syntax/namespaces';
import type { AttributeSet } from './compileAttributes';
import { compileAttributes } from './compileAttributes';
import { compileParticle } from './compileParticle';
import { compileSimpleType, namedSimpleType, narrowed } from './compileSimpleType';
import type { Particle } from './contentModel';
import { compileContentModel, ContentModelError } from './contentModel';
import type { ComplexType } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import { globalName } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';
import { XML_SCHEMA } from './schemaElement';
import { union } from './wildcard';

/** A complex type before its content model is an automaton, as types derived from it need it. */
interface Definition {
  readonly attributes: AttributeSet;
  readonly mixed: boolean;
  /** The type of the value, for simple content. */
  readonly simpleType?: number;
  /** The content model; absent for simple and for empty content. */
  readonly particle?: Particle;
}

const unfinished = new WeakMap<GrammarBuilder, [index: number, declaration: SchemaElement][]>();
const UNFINISHED: ComplexType = { content: 'empty', attributeUses: [] };

/** The index of the type that a `complexType` element defines; `finishComplexTypes` fills it, since types may hold themselves. */
export function complexTypeIndex(builder: GrammarBuilder, declaration: SchemaElement): number {
  return builder.once('complex type', declaration, () => {
    const index = builder.complexTypes.push(UNFINISHED) - 1;
    const pending = unfinished.get(builder) ?? [];
    unfinished.set(builder, [...pending, [index, declaration]]);
    return index;
  });
}

/** Compiles the types that are promised so far, and those that they need. */
export function finishComplexTypes(builder: GrammarBuilder): void {
  for (let pending = unfinished.get(builder) ?? []; pending.length > 0; pending = unfinished.get(builder) ?? []) {
    unfinished.set(builder, []);
    for (const [index, declaration] of pending) builder.complexTypes[index] = finish(builder, declaration, define(builder, declaration));
  }
}

function finish(builder: GrammarBuilder, declaration: SchemaElement, definition: Definition): ComplexType {
  const { attributes, mixed, simpleType, particle } = definition;
  const common = {
    ...(declaration.attribute('name') !== undefined && { name: globalName(declaration) }),
    attributeUses: [...attributes.uses.values()],
    ...(attributes.wildcard && { anyAttribute: attributes.wildcard }),
  };
  if (simpleType !== undefined) return { ...common, content: 'simple', simpleType };
  if (!particle && !mixed) return { ...common, content: 'empty' };
  try {
    const model = compileContentModel(particle ?? { min: 1, max: 1, term: { kind: 'sequence', particles: [] } });
    refuseTwoTypesOfOneName(builder, particle, declaration);
    return { ...common, content: mixed ? 'mixed' : 'elements', model };
  } catch (problem) {
    if (problem instanceof ContentModelError) declaration.fail(problem.message);
    throw problem;
  }
}

function define(builder: GrammarBuilder, declaration: SchemaElement): Definition {
  return builder.once('definition', declaration, () => {
    const derived = declaration.child('simpleContent', 'complexContent');
    const isMixed = (element: SchemaElement): boolean => ['true', '1'].includes(element.attribute('mixed') ?? '');
    if (!derived) return { attributes: compileAttributes(builder, declaration), mixed: isMixed(declaration), ...ownContent(builder, declaration) };
    const derivation = derived.child('extension', 'restriction') ?? derived.fail(`'${derived.name}' says nothing`);
    if (derived.name === 'simpleContent') return simpleContent(builder, derivation);
    const mixed = derived.attribute('mixed') === undefined ? isMixed(declaration) : isMixed(derived);
    return derivation.name === 'extension' ? extension(builder, derivation, mixed) : restriction(builder, derivation, mixed);
  });
}

/** The content model that stands in an element; absent where it allows no element. */
function ownContent(builder: GrammarBuilder, parent: SchemaElement): { particle?: Particle } {
  const groups = parent.children('sequence', 'choice', 'group');
  if (groups.length > 1) groups[1]!.fail('a type has one content model only');
  const particle = groups[0] && compileParticle(builder, groups[0]);
  return particle && !isEmpty(particle) ? { particle } : {};
}

function isEmpty({ max, term }: Particle): boolean {
  return max === 0 || ('particles' in term && term.particles.length === 0);
}

function simpleContent(builder: GrammarBuilder, derivation: SchemaElement): Definition {
  const own = compileAttributes(builder, derivation);
  const base = derivation.reference('base') ?? derivation.fail(`'${derivation.name}' lacks the attribute 'base'`);
  const declared = splitExpandedName(base)[0] === XML_SCHEMA ? undefined : builder.find('type', base, derivation);
  if (declared?.name !== 'complexType') {
    if (derivation.name === 'restriction') derivation.fail('simple content can be restricted only where the base is a complex type');
    return { attributes: own, mixed: false, simpleType: namedSimpleType(builder, base, derivation) };
  }
  const inherited = define(builder, declared);
  if (inherited.simpleType === undefined) derivation.fail(`'${splitExpandedName(base)[1]}' has no simple content`);
  if (derivation.name === 'extension') return { ...inherited, attributes: extended(inherited.attributes, own, derivation) };
  const inner = derivation.child('simpleType');
  const from = builder.simpleTypes[inner ? compileSimpleType(builder, inner) : inherited.simpleType]!;
  const simpleType = builder.simpleTypes.push(narrowed(from, derivation, builder)) - 1;
  return { attributes: restricted(inherited.attributes, own), mixed: false, simpleType };
}

function extension(builder: GrammarBuilder, derivation: SchemaElement, mixed: boolean): Definition {
  const base = complexBase(builder, derivation) ?? derivation.fail('an extension of anyType is not supported');
  const own = ownContent(builder, derivation).particle;
  const parts = [base.particle, own].filter((part) => part !== undefined);
  const particle: Particle | undefined = parts.length === 2 ? { min: 1, max: 1, term: { kind: 'sequence', particles: parts } } : parts[0];
  return { attributes: extended(base.attributes, compileAttributes(builder, derivation), derivation), mixed: mixed || base.mixed, ...(particle && { particle }) };
}

function restriction(builder: GrammarBuilder, derivation: SchemaElement, mixed: boolean): Definition {
  const base = complexBase(builder, derivation);
  const own = compileAttributes(builder, derivation);
  return { attributes: base ? restricted(base.attributes, own) : own, mixed, ...ownContent(builder, derivation) };
}

/** The complex type that a derivation starts from; undefined for anyType. */
function complexBase(builder: GrammarBuilder, derivation: SchemaElement): Definition | undefined {
  const base = derivation.reference('base') ?? derivation.fail(`'${derivation.name}' lacks the attribute 'base'`);
  const [namespace, local] = splitExpandedName(base);
  if (namespace === XML_SCHEMA && local === 'anyType') return undefined;
  const declared = builder.find('type', base, derivation);
  const definition = declared.name === 'complexType' ? define(builder, declared) : undefined;
  if (!definition || definition.simpleType !== undefined) derivation.fail(`'${local}' has no element content`);
  return definition;
}

function extended(base: AttributeSet, own: AttributeSet, by: SchemaElement): AttributeSet {
  for (const name of own.uses.keys()) if (base.uses.has(name)) by.fail(`the attribute '${splitExpandedName(name)[1]}' is in the base type already`);
  const wildcard = own.wildcard && base.wildcard ? union(own.wildcard, base.wildcard) : own.wildcard ?? base.wildcard;
  return { uses: new Map([...base.uses, ...own.uses]), prohibited: new Set(), ...(wildcard && { wildcard }) };
}

function restricted(base: AttributeSet, own: AttributeSet): AttributeSet {
  const uses = new Map([...base.uses, ...own.uses]);
  for (const name of own.prohibited) uses.delete(name);
  return { uses, prohibited: new Set(), ...(own.wildcard && { wildcard: own.wildcard }) };
}

/** Elements of one name in one content model must be of one type (part 1, 3.8.6, element declarations consistent). */
function refuseTwoTypesOfOneName(builder: GrammarBuilder, particle: Particle | undefined, by: SchemaElement): void {
  const types = new Map<string, string>();
  const visit = ({ term }: Particle): void => {
    if ('particles' in term) return term.particles.forEach(visit);
    if (term.kind === 'wildcard') return;
    const { name, complexType, simpleType } = builder.elements[term.declaration]!;
    const type = `${complexType} ${simpleType}`;
    if ((types.get(name) ?? type) !== type) by.fail(`'${splitExpandedName(name)[1]}' has two types in one content model`);
    types.set(name, type);
  };
  if (particle) visit(particle);
}
