import type { GrammarBuilder } from './grammarBuilder';
import type { ElementLeaf, NamedDeclaration, Substitutes } from './particle';
import type { SchemaElement } from './schemaElement';
import { blockOf, derivationChain, methodOf, referredType } from './typeDerivation';

/** A global element that says which other it may stand for. */
export interface SubstitutionMember {
  readonly declaration: number;
  readonly element: SchemaElement;
  readonly head: number;
}

/**
 * Which elements may stand where another is asked for (part 1, 3.3.6, substitution group). All types must be defined by now.
 * What `final` refuses is a problem of the schema; what `block` refuses is only left out.
 * @param members the global elements with a `substitutionGroup`, as compiled
 */
export function substitutes(builder: GrammarBuilder, members: readonly SubstitutionMember[]): Substitutes {
  const byHead = new Map<number, SubstitutionMember[]>();
  for (const member of members) {
    builder.attempt(() => refuseWrongMember(builder, member));
    byHead.set(member.head, [...byHead.get(member.head) ?? [], member]);
  }
  const known = new Map<number, readonly NamedDeclaration[]>();
  return ({ declaration, name }: ElementLeaf) => {
    let allowed = known.get(declaration);
    if (!allowed) {
      const below = byHead.has(declaration) ? transitive(byHead, declaration).filter((member) => mayReplace(builder, member, declaration)) : [];
      allowed = [{ declaration, name }, ...below.map((member) => ({ declaration: member.declaration, name: builder.elements[member.declaration]!.name }))]
        .filter((each) => !builder.elements[each.declaration]!.abstract);
      known.set(declaration, allowed);
    }
    return allowed;
  };
}

function transitive(byHead: ReadonlyMap<number, readonly SubstitutionMember[]>, head: number): SubstitutionMember[] {
  const found = new Map<number, SubstitutionMember>();
  const heads = new Set([head]);
  for (const each of heads) {
    for (const member of byHead.get(each) ?? []) {
      if (member.declaration !== head) found.set(member.declaration, member);
      heads.add(member.declaration);
    }
  }
  return [...found.values()].sort((a, b) => a.declaration - b.declaration);
}

function mayReplace(builder: GrammarBuilder, member: SubstitutionMember, head: number): boolean {
  const { substitutionBlocked } = builder;
  if (substitutionBlocked.has(head)) return false;
  const [own, base] = [typeOf(builder, member.declaration), typeOf(builder, head)];
  const chain = derivationChain(builder, own, base);
  if (!chain) return false;
  const blocked = new Set([...builder.elements[head]!.block ?? [], ...blockOf(base), ...chain.slice(1).flatMap(blockOf)]);
  return !chain.some((type) => blocked.has(methodOf(type)));
}

function refuseWrongMember(builder: GrammarBuilder, { declaration, element, head }: SubstitutionMember): void {
  const name = builder.localNameOf(head);
  const chain = derivationChain(builder, typeOf(builder, declaration), typeOf(builder, head))
    ?? element.fail(`the type of '${builder.localNameOf(declaration)}' is not derived from the type of '${name}', so that it cannot stand for it`, 'substitutionGroup');
  const final = builder.finalOf.get(head) ?? [];
  const refused = chain.map(methodOf).find((method) => final.includes(method));
  if (refused) element.fail(`'${name}' does not allow elements whose type is derived by ${refused} to stand for it (final)`, 'substitutionGroup');
}

function typeOf(builder: GrammarBuilder, declaration: number): ReturnType<typeof referredType> {
  return referredType(builder, builder.elements[declaration]!);
}
