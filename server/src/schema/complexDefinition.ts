import { splitExpandedName } from '../syntax/namespaces';
import { restrictedAttributes } from './attributeRestriction';
import type { AttributeSet } from './compileAttributes';
import { compileAttributes } from './compileAttributes';
import { complexTypeIndex } from './compileComplexType';
import { compileParticle } from './compileParticle';
import { compileSimpleType, namedSimpleType, narrowed } from './compileSimpleType';
import type { ComplexType, DerivationMethod } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import type { Particle } from './particle';
import type { SchemaElement } from './schemaElement';
import { union } from './wildcard';
import { XML_SCHEMA } from './xmlSchema';

/** A complex type before its content model is an automaton, as types derived from it need it. */
export interface Definition {
  readonly attributes: AttributeSet;
  readonly mixed: boolean;
  /** The type of the value, for simple content. */
  readonly simpleType?: number;
  /** The content model; absent for simple and for empty content. */
  readonly particle?: Particle;
  readonly derivedFrom?: NonNullable<ComplexType['derivedFrom']>;
  /** The `restriction` that it is made by, and what that restricts; absent where that is xs:anyType, of which everything is a restriction. */
  readonly restricts?: { readonly by: SchemaElement; readonly base: Content };
}

/** What may stand in an element, wherever that comes from. */
export type Content = Omit<Definition, 'derivedFrom' | 'restricts'>;

/** xs:anyType: any attributes, any elements and text, checked as far as they are declared (part 1, 3.4.7). */
const ANY_TYPE_CONTENT: Content = {
  attributes: { uses: new Map(), prohibited: new Set(), wildcard: { namespaces: 'any', process: 'lax' }, isAnyType: true },
  mixed: true,
  particle: { min: 0, max: Infinity, term: { kind: 'wildcard', wildcard: { namespaces: 'any', process: 'lax' } } },
};

/** Where a derivation starts: the definition, and where the type is. */
interface Base {
  readonly content: Content;
  readonly reference: { readonly complexType?: number; readonly simpleType?: number };
}

/** What a `complexType` element defines. */
export function complexDefinition(builder: GrammarBuilder, declaration: SchemaElement): Definition {
  return builder.once('definition', declaration, () => {
    const derived = declaration.child('simpleContent', 'complexContent');
    if (!derived) {
      if (builder.originalOf(declaration)) declaration.fail(`a redefined type must be derived from itself`);
      return { attributes: compileAttributes(builder, declaration), mixed: declaration.flag('mixed'), ...ownContent(builder, declaration) };
    }
    const derivation = derived.child('extension', 'restriction') ?? derived.fail(`'${derived.name}' must hold an extension or a restriction`);
    const method = derivation.name as DerivationMethod;
    const base = baseOf(builder, derivation);
    refuseForeignRedefinition(builder, declaration, derivation);
    refuseFinal(builder, derivation, method);
    const mixed = derived.attribute('mixed') === undefined ? declaration.flag('mixed') : derived.flag('mixed');
    const content = derived.name === 'simpleContent' ? simpleContent(builder, derivation, base)
      : method === 'extension' ? extension(builder, derivation, base.content, mixed) : restriction(builder, derivation, base.content, mixed);
    if (isAnyType(derivation)) return method === 'extension' ? { ...content, derivedFrom: { method } } : content;
    return { ...content, derivedFrom: { method, ...base.reference }, ...(method === 'restriction' && { restricts: { by: derivation, base: base.content } }) };
  });
}

function isAnyType(derivation: SchemaElement): boolean {
  const [namespace, local] = splitExpandedName(derivation.reference('base') ?? '');
  return namespace === XML_SCHEMA && local === 'anyType';
}

function baseOf(builder: GrammarBuilder, derivation: SchemaElement): Base {
  const name = derivation.reference('base') ?? derivation.fail(`'${derivation.name}' lacks the attribute 'base'`);
  if (isAnyType(derivation)) return { content: ANY_TYPE_CONTENT, reference: {} };
  const declared = splitExpandedName(name)[0] === XML_SCHEMA ? undefined : builder.find('type', name, derivation, 'base');
  if (declared?.name === 'complexType') return { content: complexDefinition(builder, declared), reference: { complexType: complexTypeIndex(builder, declared) } };
  const simpleType = namedSimpleType(builder, name, derivation, 'base');
  return { content: { attributes: { uses: new Map(), prohibited: new Set() }, mixed: false, simpleType }, reference: { simpleType } };
}

/** Part 1, 4.2.2: a redefinition is derived from what it redefines. */
function refuseForeignRedefinition(builder: GrammarBuilder, declaration: SchemaElement, derivation: SchemaElement): void {
  const original = builder.originalOf(declaration);
  const base = derivation.reference('base')!;
  if (original && (splitExpandedName(base)[0] === XML_SCHEMA || builder.find('type', base, derivation, 'base') !== original)) derivation.fail(`a redefined type must be derived from itself`, 'base');
}

function refuseFinal(builder: GrammarBuilder, derivation: SchemaElement, method: DerivationMethod): void {
  const name = derivation.reference('base')!;
  if (splitExpandedName(name)[0] === XML_SCHEMA) return;
  const base = builder.find('type', name, derivation, 'base');
  const final: readonly string[] = base.name === 'complexType' ? base.derivations('final', ['extension', 'restriction']) : base.derivations('final', ['list', 'union', 'restriction']);
  if (final.includes(method)) derivation.fail(`'${splitExpandedName(name)[1]}' does not allow types derived from it by ${method} (final)`, 'base');
}

/** The content model that stands in an element; absent where it allows no element. */
function ownContent(builder: GrammarBuilder, parent: SchemaElement): { particle?: Particle } {
  const group = parent.child('sequence', 'choice', 'group', 'all');
  const particle = group && compileParticle(builder, group);
  return particle && !isEmpty(particle) ? { particle } : {};
}

function isEmpty({ max, term }: Particle): boolean {
  return max === 0 || ('particles' in term && term.particles.length === 0);
}

function simpleContent(builder: GrammarBuilder, derivation: SchemaElement, { content: base, reference }: Base): Content {
  const own = compileAttributes(builder, derivation);
  const name = splitExpandedName(derivation.reference('base')!)[1];
  if (derivation.name === 'extension') {
    if (base.simpleType === undefined) derivation.fail(`'${name}' has no simple content`, 'base');
    return { mixed: false, simpleType: base.simpleType, attributes: extended(base.attributes, own, derivation) };
  }
  if (reference.simpleType !== undefined) derivation.fail('simple content can be restricted only where the base is a complex type', 'base');
  const inner = derivation.child('simpleType');
  // Text between elements that may all be left out can become a value (part 1, 3.4.2).
  if (base.simpleType === undefined && (!base.mixed || !inner)) derivation.fail(`'${name}' has no simple content`, 'base');
  const simpleType = builder.simpleTypes.push(narrowed(inner ? compileSimpleType(builder, inner) : base.simpleType!, derivation, builder)) - 1;
  return { mixed: false, simpleType, attributes: restrictedAttributes(builder, base.attributes, own, derivation) };
}

/** Part 1, 3.4.2 and 3.4.6 (derivation valid, extension). */
function extension(builder: GrammarBuilder, derivation: SchemaElement, base: Content, mixed: boolean): Content {
  refuseSimple(base, derivation);
  const own = ownContent(builder, derivation).particle;
  const attributes = extended(base.attributes, compileAttributes(builder, derivation), derivation);
  if (!own && !mixed) return { mixed: base.mixed, attributes, ...(base.particle && { particle: base.particle }) };
  const hasContent = base.mixed || base.particle !== undefined;
  if (hasContent && base.mixed !== mixed) derivation.fail(`the base ${base.mixed ? 'is mixed: say mixed="true" here too' : 'is not mixed: an extension of it cannot be'}`, 'base');
  const parts = [base.particle, own].filter((part) => part !== undefined);
  const particle: Particle | undefined = parts.length === 2 ? { min: 1, max: 1, term: { kind: 'sequence', particles: parts } } : parts[0];
  return { mixed, attributes, ...(particle && { particle }) };
}

function restriction(builder: GrammarBuilder, derivation: SchemaElement, base: Content, mixed: boolean): Content {
  refuseSimple(base, derivation);
  if (mixed && !base.mixed) derivation.fail('the base is not mixed: a restriction of it cannot be', 'base');
  return { attributes: restrictedAttributes(builder, base.attributes, compileAttributes(builder, derivation), derivation), mixed, ...ownContent(builder, derivation) };
}

function refuseSimple(base: Content, derivation: SchemaElement): void {
  if (base.simpleType !== undefined) derivation.fail(`'${splitExpandedName(derivation.reference('base')!)[1]}' has no element content`, 'base');
}

function extended(base: AttributeSet, own: AttributeSet, by: SchemaElement): AttributeSet {
  for (const name of own.uses.keys()) if (base.uses.has(name)) by.fail(`the attribute '${splitExpandedName(name)[1]}' is in the base type already`);
  const wildcard = own.wildcard && base.wildcard ? union(own.wildcard, base.wildcard) : own.wildcard ?? base.wildcard;
  return { uses: new Map([...base.uses, ...own.uses]), prohibited: new Set(), ...(wildcard && { wildcard }) };
}
