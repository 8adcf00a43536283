import { splitExpandedName } from '../syntax/namespaces';
import { compileGroup } from './compileParticle';
import type { Content, Definition } from './complexDefinition';
import type { GrammarBuilder } from './grammarBuilder';
import { isEmptiable } from './occurrenceRange';
import type { Particle, Substitutes } from './particle';
import { type Beyond, ParticleRestriction, TooLarge } from './particleRestriction';
import { plainParticle } from './plainParticle';
import { originalToRestrict } from './redefinition';
import type { SchemaElement } from './schemaElement';

/**
 * Holds the content of types against that of the types which they restrict (part 1, 3.4.6, derivation valid (restriction,
 * complex), clause 5), and groups against those that they redefine, and reports what goes beyond. All types must be
 * defined by now.
 */
export class RestrictionCheck {
  private readonly comparison: ParticleRestriction;
  private readonly known = new WeakMap<Particle, { readonly plain: Particle | undefined }>();

  constructor(private readonly builder: GrammarBuilder, private readonly substitutes: Substitutes) {
    this.comparison = new ParticleRestriction(builder);
  }

  /** @throws SchemaError */
  ofType(definition: Definition): void {
    if (!definition.restricts) return;
    const { by, base } = definition.restricts;
    this.check(by, splitExpandedName(by.reference('base')!)[1], () => beyondContent(definition, base, this.plain, this.comparison));
  }

  /** @throws SchemaError */
  ofGroup(group: SchemaElement): void {
    const original = originalToRestrict(this.builder, group);
    if (!original) return;
    const [own, base] = [group, original].map((each): Content => ({ attributes: NO_ATTRIBUTES, mixed: false, particle: compileGroup(this.builder, each) }));
    this.check(group, group.declaredName(), () => beyondContent(own!, base!, this.plain, this.comparison));
  }

  private readonly plain = ({ particle }: Content): Particle | undefined => particle && plainParticle(particle, this.substitutes, this.known);

  private check(by: SchemaElement, name: string, compare: () => Beyond): void {
    const attribute = by.name === 'restriction' ? 'base' : 'name';
    try {
      const beyond = compare();
      if (beyond !== undefined) by.fail(`this is no restriction of '${name}': ${beyond}`, attribute);
    } catch (problem) {
      if (!(problem instanceof TooLarge)) throw problem;
      throw by.error(`the content is too large to be held against that of '${name}'; it is taken as it is`, attribute, 'invalid-schema', 'warning');
    }
  }
}

const NO_ATTRIBUTES = { uses: new Map(), prohibited: new Set<string>() };

function beyondContent(own: Content, base: Content, plain: (content: Content) => Particle | undefined, comparison: ParticleRestriction): Beyond {
  if (base.simpleType !== undefined) return undefined;
  const [derived, restricted] = [plain(own), plain(base)];
  const mayBeEmpty = !restricted || isEmptiable(restricted);
  if (own.simpleType !== undefined) return mayBeEmpty ? undefined : 'it holds no elements, but the base asks for some';
  if (!derived) return mayBeEmpty ? undefined : 'it holds no elements, but the base asks for some';
  return restricted ? comparison.beyond(derived, restricted) : 'it holds elements, which the base does not';
}
