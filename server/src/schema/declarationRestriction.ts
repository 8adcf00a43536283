import type { ElementDeclaration } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import { checkSimpleValue, sameValue } from './simpleTypes';
import { derivationChain, methodOf, referredType } from './typeDerivation';
import { quoted } from './wording';

/**
 * What an element declared anew in a restriction allows beyond the one of its name in the base (part 1, 3.9.6, name and
 * type OK); undefined where it allows no more.
 */
export function beyondDeclaration(builder: GrammarBuilder, derived: number, base: number): string | undefined {
  if (derived === base) return undefined;
  const [own, other] = [builder.elements[derived]!, builder.elements[base]!];
  const name = quoted(builder.localNameOf(derived));
  if (own.nillable && !other.nillable) return `${name} is nillable, which it is not in the base`;
  if (other.fixed !== undefined && !hasSameValue(builder, own, other.fixed)) return `${name} must keep the fixed value ${quoted(other.fixed)}, which it has in the base`;
  const left = [...(other.block ?? []), ...(builder.substitutionBlocked.has(base) ? ['substitution'] : [])]
    .find((kind) => !(kind === 'substitution' ? builder.substitutionBlocked.has(derived) : (own.block as readonly string[] | undefined)?.includes(kind)));
  if (left !== undefined) return `${name} must block ${left}, as it does in the base`;
  return isRestrictedType(builder, own, other) ? undefined : `the type of ${name} is not the one that it has in the base, nor a restriction of it`;
}

function hasSameValue(builder: GrammarBuilder, { fixed, complexType, simpleType }: ElementDeclaration, expected: string): boolean {
  if (fixed === undefined || fixed === expected) return fixed === expected;
  const index = complexType === undefined ? simpleType : builder.complexTypes[complexType]!.simpleType;
  const type = index === undefined ? undefined : builder.simpleTypes[index]!;
  const grammar = builder.grammar();
  return type !== undefined && checkSimpleValue(grammar, type, expected) === undefined && sameValue(grammar, type, fixed, expected);
}

/** Derived by restrictions only; part 1, 3.4.6 and 3.14.6, type derivation OK without extension. */
function isRestrictedType(builder: GrammarBuilder, own: ElementDeclaration, other: ElementDeclaration): boolean {
  return derivationChain(builder, referredType(builder, own), referredType(builder, other))?.every((type) => methodOf(type) === 'restriction') ?? false;
}
