import { refuseOtherAttributes } from './attributeRestriction';
import type { AttributeSet } from './compileAttributes';
import type { GrammarBuilder } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';

/**
 * What a redefined group must be a restriction of: what it redefines, unless it holds that (part 1, 4.2.2, clause 6).
 * Undefined where there is no such thing, or the group holds it.
 * @throws SchemaError where it holds it twice, or not exactly once in documents
 */
export function originalToRestrict(builder: GrammarBuilder, redefinition: SchemaElement): SchemaElement | undefined {
  const original = builder.originalOf(redefinition);
  if (!original) return undefined;
  const [own, again] = references(builder, redefinition, redefinition.name as 'group' | 'attributeGroup', original);
  if (!own) return original;
  if (again) again.fail(`a redefined group can hold what it redefines once only`, 'ref');
  for (const name of ['minOccurs', 'maxOccurs']) if ((own.attribute(name) ?? '1') !== '1') own.fail(`what is redefined stands exactly once here; '${name}' must be 1`, name);
  return undefined;
}

/** Refuses a redefined attribute group that is neither more than what it redefines nor a restriction of it (clause 7). */
export function refuseForeignAttributes(builder: GrammarBuilder, redefinition: SchemaElement, own: AttributeSet, compile: (group: SchemaElement) => AttributeSet): void {
  const original = originalToRestrict(builder, redefinition);
  if (original) refuseOtherAttributes(builder, compile(original), own, redefinition);
}

function references(builder: GrammarBuilder, within: SchemaElement, kind: 'group' | 'attributeGroup', original: SchemaElement): SchemaElement[] {
  return within.children().flatMap((child) => {
    const name = child.name === kind ? child.reference('ref') : undefined;
    if (name !== undefined) return builder.find(kind, name, child, 'ref') === original ? [child] : [];
    // An element inside has a type of its own; its groups are no part of this one.
    return child.name === 'element' ? [] : references(builder, child, kind, original);
  });
}
