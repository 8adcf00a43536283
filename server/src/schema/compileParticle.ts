import { expandedName } from '../syntax/namespaces';
import { elementDeclaration } from './compileElement';
import type { Particle } from './particle';
import type { Wildcard } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';

const MOST_OCCURRENCES = 999_999_999;

/** The particle of an `element`, `any`, `sequence`, `choice`, `all` or `group` in a content model; parts that cannot be compiled are reported and left out. */
export function compileParticle(builder: GrammarBuilder, element: SchemaElement): Particle {
  const { min, max } = occurrence(element);
  if (element.name === 'element') {
    const declaration = elementDeclaration(builder, element);
    return { min, max, term: { kind: 'element', declaration, name: builder.elements[declaration]!.name } };
  }
  if (element.name === 'any') return { min, max, term: { kind: 'wildcard', wildcard: compileWildcard(element) } };
  if (element.name === 'group') return { min, max, term: groupContent(builder, element).term };
  const children = element.children();
  const particles = children.flatMap((child) => builder.attempt(() => compileParticle(builder, child)) ?? []);
  if (element.name === 'all') refuseRepetition(element, children, particles, max);
  return { min, max, term: { kind: element.name as 'sequence' | 'choice' | 'all', particles } };
}

/** Part 1, 3.8.6 (all group limited). */
function refuseRepetition(all: SchemaElement, children: readonly SchemaElement[], particles: readonly Particle[], max: number): void {
  if (max !== 1) all.fail(`'all' cannot be repeated; maxOccurs must be 1`, 'maxOccurs');
  const repeated = particles.length === children.length ? particles.findIndex((particle) => particle.max > 1) : -1;
  if (repeated >= 0) children[repeated]!.fail(`an element in 'all' cannot be repeated; maxOccurs must be 0 or 1`, 'maxOccurs');
}

/** The wildcard of an `any` or `anyAttribute` element. */
export function compileWildcard(element: SchemaElement): Wildcard {
  const process = element.attribute('processContents') ?? 'strict';
  if (process !== 'strict' && process !== 'lax' && process !== 'skip') element.fail(`'${process}' is none of strict, lax, skip`, 'processContents');
  const target = element.document.namespace;
  const namespaces = element.attribute('namespace') ?? '##any';
  if (namespaces === '##any') return { namespaces: 'any', process };
  if (namespaces === '##other') return { namespaces: { not: [...new Set([target, ''])] }, process };
  const listed = namespaces.split(/\s+/).filter((namespace) => namespace !== '');
  return { namespaces: { in: listed.map((namespace) => namespaceOf(namespace, target, element)) }, process };
}

function namespaceOf(listed: string, target: string, by: SchemaElement): string {
  if (listed === '##targetNamespace') return target;
  if (listed === '##local') return '';
  return listed.startsWith('##') ? by.fail(`'${listed}' is not a namespace`, 'namespace') : listed;
}

function groupContent(builder: GrammarBuilder, reference: SchemaElement): Particle {
  const name = reference.reference('ref') ?? reference.fail(`'group' needs 'ref' here`);
  return compileGroup(builder, builder.find('group', name, reference, 'ref'));
}

/** The content of a named group. */
export function compileGroup(builder: GrammarBuilder, group: SchemaElement): Particle {
  return builder.once('group', group, () => {
    const content = group.children('all', 'choice', 'sequence');
    if (content.length !== 1) group.fail(`the group '${group.declaredName()}' must hold one of all, choice, sequence`);
    return compileParticle(builder, content[0]!);
  });
}

function occurrence(element: SchemaElement): { min: number; max: number } {
  const read = (name: string): number => {
    const value = element.attribute(name) ?? '1';
    if (name === 'maxOccurs' && value === 'unbounded') return Infinity;
    if (!/^\+?\d+$/.test(value)) element.fail(`'${value}' is not a whole number`, name);
    // No document holds so many: beyond that, one number is as good as another.
    return Number(value) <= MOST_OCCURRENCES ? Number(value) : name === 'maxOccurs' ? Infinity : MOST_OCCURRENCES;
  };
  const [min, max] = [read('minOccurs'), read('maxOccurs')];
  return min <= max ? { min, max } : element.fail('minOccurs is more than maxOccurs', 'minOccurs');
}

/** The expanded name of an element declared inside a type. */
export function localElementName(element: SchemaElement): string {
  const name = element.declaredName();
  return element.isQualified('elementFormDefault') ? expandedName(element.document.namespace, name) : name;
}
