import type { ExpandedName } from '../syntax/namespaces';
import { splitExpandedName } from '../syntax/namespaces';
import type { AttributeSet } from './compileAttributes';
import type { AttributeUse } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';
import { sameValue } from './simpleTypes';
import { derivationChain } from './typeDerivation';
import { isSubset, STRICTNESS, takesNamespace } from './wildcard';
import { quoted } from './wording';

/** The attributes of a type that restricts another: what it does not speak of stays. @throws SchemaError where it allows more than the base */
export function restrictedAttributes(builder: GrammarBuilder, base: AttributeSet, own: AttributeSet, by: SchemaElement): AttributeSet {
  refuseBeyond(builder, base, own, by);
  for (const name of own.prohibited) {
    if (base.uses.get(name)?.required) by.fail(`the attribute ${shown(name)} is required by the base type; a restriction cannot prohibit it`);
  }
  const uses = new Map([...base.uses, ...own.uses]);
  for (const name of own.prohibited) uses.delete(name);
  return { uses, prohibited: new Set(), ...(own.wildcard && { wildcard: own.wildcard }) };
}

/** Refuses attributes that a redefined attribute group did not allow, or no longer asks for (part 1, 4.2.2, clause 7.2.2). */
export function refuseOtherAttributes(builder: GrammarBuilder, base: AttributeSet, own: AttributeSet, by: SchemaElement): void {
  refuseBeyond(builder, base, own, by);
  for (const [name, { required }] of base.uses) if (required && !own.uses.has(name)) by.fail(`the attribute ${shown(name)} is required by what this redefines; it cannot be left out`);
}

/** Part 1, 3.4.6, derivation valid (restriction, complex), clauses 2 to 4. */
function refuseBeyond(builder: GrammarBuilder, base: AttributeSet, own: AttributeSet, by: SchemaElement): void {
  for (const [name, use] of own.uses) {
    const beyond = beyondUse(builder, base, name, use);
    if (beyond !== undefined) by.fail(`the attribute ${shown(name)} ${beyond}`);
  }
  if (!own.wildcard) return;
  if (!base.wildcard || !isSubset(own.wildcard, base.wildcard)) by.fail('this takes attributes of more namespaces than the base type does');
  // The wildcard of xs:anyType binds nobody; it is the only one that nobody wrote.
  if (!base.isAnyType && STRICTNESS[own.wildcard.process] < STRICTNESS[base.wildcard.process]) by.fail(`other attributes are checked as '${own.wildcard.process}' here, in the base type as '${base.wildcard.process}'; a restriction cannot be laxer`);
}

/** What a use of an attribute allows that the base does not. */
function beyondUse(builder: GrammarBuilder, base: AttributeSet, name: ExpandedName, use: AttributeUse): string | undefined {
  const known = base.uses.get(name);
  if (!known) return base.wildcard && takesNamespace(base.wildcard, splitExpandedName(name)[0]) ? undefined : 'is not allowed by the base type';
  if (known.required && !use.required) return 'is required by the base type; a restriction cannot make it optional';
  const [own, other] = [use, known].map(({ attribute }) => builder.simpleTypes[builder.attributes[attribute]!.simpleType]!);
  if (!derivationChain(builder, own!, other!)) return 'has a type that is not the one of the base type, nor a restriction of it';
  const isKept = known.fixed === undefined || (use.fixed !== undefined && sameValue(builder.grammar(), other!, use.fixed, known.fixed));
  return isKept ? undefined : `must keep the fixed value ${quoted(known.fixed)}, which it has in the base type`;
}

function shown(name: ExpandedName): string {
  return quoted(splitExpandedName(name)[1]);
}
