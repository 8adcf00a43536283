import { splitExpandedName } from '../syntax/namespaces';
import { namedSimpleType } from './compileSimpleType';
import type { GrammarBuilder } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';
import { XML_SCHEMA } from './xmlSchema';

type Space = Parameters<GrammarBuilder['find']>[0];

/** What the attributes of elements of a schema refer to (part 1, the XML representation of each component). */
const REFERENCES: readonly (readonly [attribute: string, elements: readonly string[], space: Space])[] = [
  ['type', ['element', 'attribute'], 'type'],
  ['base', ['extension', 'restriction'], 'type'],
  ['itemType', ['list'], 'type'],
  ['memberTypes', ['union'], 'type'],
  ['substitutionGroup', ['element'], 'element'],
  ['ref', ['element'], 'element'],
  ['ref', ['attribute'], 'attribute'],
  ['ref', ['group'], 'group'],
  ['ref', ['attributeGroup'], 'attributeGroup'],
];

const FLAGS: Readonly<Record<string, readonly string[]>> = { element: ['abstract', 'nillable'], complexType: ['abstract', 'mixed'], complexContent: ['mixed'] };
/** With so many there is enough to mend. */
const MOST_PROBLEMS = 1_000;

const USES = ['optional', 'required', 'prohibited'];

/**
 * Reports what no other mistake can be the cause of, in every corner of the schema documents: names that lead nowhere,
 * values that are none of those that are possible. A definition is given up at the first mistake in it, and so its other
 * ones would show only when that is mended. For schemas that have a mistake; in others there is nothing to find.
 */
export function findHiddenProblems(builder: GrammarBuilder, roots: readonly SchemaElement[]): void {
  const pending = [...roots];
  for (let element = pending.pop(); element; element = pending.pop()) {
    const at = element;
    for (const flag of FLAGS[at.name] ?? []) builder.attempt(() => at.flag(flag));
    const use = at.name === 'attribute' ? at.attribute('use') : undefined;
    if (use !== undefined && !USES.includes(use)) builder.attempt(() => at.fail(`'${use}' is none of ${USES.join(', ')}`, 'use'));
    for (const [attribute, elements, space] of REFERENCES) {
      const value = elements.includes(at.name) ? at.attribute(attribute) : undefined;
      for (const name of value?.split(/\s+/) ?? []) builder.attempt(() => follow(builder, at, attribute, space, name));
    }
    if (builder.problems.count >= MOST_PROBLEMS) return;
    for (const child of at.children()) pending.push(child);
  }
}

function follow(builder: GrammarBuilder, element: SchemaElement, attribute: string, space: Space, written: string): void {
  const name = element.resolve(written, attribute);
  const [namespace, local] = splitExpandedName(name);
  if (namespace !== XML_SCHEMA || space !== 'type') builder.find(space, name, element, attribute);
  else if (local !== 'anyType') namedSimpleType(builder, name, element, attribute);
}
