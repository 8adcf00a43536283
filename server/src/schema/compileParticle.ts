import { expandedName } from '../syntax/namespaces';
import { elementDeclaration } from './compileElement';
import type { Particle } from './contentModel';
import type { Wildcard } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';

const MOST_OCCURRENCES = 1000;

/** The particle of an `element`, `any`, `sequence`, `choice` or `group` in a content model. */
export function compileParticle(builder: GrammarBuilder, element: SchemaElement): Particle {
  const { min, max } = occurrence(element);
  if (element.name === 'element') {
    const declaration = elementDeclaration(builder, element);
    return { min, max, term: { kind: 'element', declaration, name: builder.elements[declaration]!.name } };
  }
  if (element.name === 'any') return { min, max, term: { kind: 'wildcard', wildcard: compileWildcard(element) } };
  if (element.name === 'group') return { min, max, term: { kind: 'sequence', particles: [groupContent(builder, element)] } };
  const particles = element.children().map((child) => compileParticle(builder, child));
  if (element.name === 'choice' && particles.length === 0 && min > 0) element.fail('a choice of nothing can never be satisfied');
  return { min, max, term: { kind: element.name as 'sequence' | 'choice', particles } };
}

/** The wildcard of an `any` or `anyAttribute` element. */
export function compileWildcard(element: SchemaElement): Wildcard {
  const process = element.attribute('processContents') ?? 'strict';
  if (process !== 'strict' && process !== 'lax' && process !== 'skip') element.fail(`'${process}' is none of strict, lax, skip`);
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
  return listed.startsWith('##') ? by.fail(`'${listed}' is not a namespace`) : listed;
}

function groupContent(builder: GrammarBuilder, reference: SchemaElement): Particle {
  const name = reference.reference('ref') ?? reference.fail(`'group' needs 'ref' here`);
  return compileGroup(builder, builder.find('group', name, reference));
}

/** The content of a named group. */
export function compileGroup(builder: GrammarBuilder, group: SchemaElement): Particle {
  return builder.once('group', group, () => compileParticle(builder, group.child('choice', 'sequence') ?? group.fail(`the group '${group.required('name')}' is empty`)));
}

function occurrence(element: SchemaElement): { min: number; max: number } {
  const read = (name: string): number => {
    const value = element.attribute(name) ?? '1';
    if (name === 'maxOccurs' && value === 'unbounded') return Infinity;
    if (!/^\d{1,9}$/.test(value)) element.fail(`'${value}' is not a whole number`);
    return Number(value) <= MOST_OCCURRENCES ? Number(value) : element.fail(`${name} of more than ${MOST_OCCURRENCES} is not supported`);
  };
  const [min, max] = [read('minOccurs'), read('maxOccurs')];
  return min <= max ? { min, max } : element.fail('minOccurs is more than maxOccurs');
}

/** The expanded name of an element declared inside a type. */
export function localElementName(element: SchemaElement): string {
  const name = element.required('name');
  return element.isQualified('elementFormDefault') ? expandedName(element.document.namespace, name) : name;
}
