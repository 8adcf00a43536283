import { splitExpandedName } from '../syntax/namespaces';
import type { Content, Definition } from './complexDefinition';
import type { GrammarBuilder } from './grammarBuilder';
import { isEmptiable } from './occurrenceRange';
import type { Particle, Substitutes } from './particle';
import { type Beyond, ParticleRestriction, TooLarge } from './particleRestriction';
import { plainParticle } from './plainParticle';

/**
 * Gives a function that holds the content of a type against that of the type which it restricts (part 1, 3.4.6,
 * derivation valid (restriction, complex), clause 5), and reports what goes beyond it. All types must be defined by now.
 */
export function restrictionCheck(builder: GrammarBuilder, substitutes: Substitutes): (definition: Definition) => void {
  const comparison = new ParticleRestriction(builder);
  const known = new WeakMap<Particle, { readonly plain: Particle | undefined }>();
  const plain = ({ particle }: Content): Particle | undefined => particle && plainParticle(particle, substitutes, known);
  return (definition) => {
    if (!definition.restricts) return;
    const { by, base } = definition.restricts;
    const name = splitExpandedName(by.reference('base')!)[1];
    try {
      const beyond = beyondContent(definition, base, plain, comparison);
      if (beyond !== undefined) by.fail(`this is no restriction of '${name}': ${beyond}`, 'base');
    } catch (problem) {
      if (!(problem instanceof TooLarge)) throw problem;
      throw by.error(`the content is too large to be held against that of '${name}'; it is taken as it is`, 'base', 'invalid-schema', 'warning');
    }
  };
}

function beyondContent(own: Content, base: Content, plain: (content: Content) => Particle | undefined, comparison: ParticleRestriction): Beyond {
  if (base.simpleType !== undefined) return undefined;
  const [derived, restricted] = [plain(own), plain(base)];
  const mayBeEmpty = !restricted || isEmptiable(restricted);
  if (own.simpleType !== undefined) return mayBeEmpty ? undefined : 'it holds no elements, but the base asks for some';
  if (!derived) return mayBeEmpty ? undefined : 'it holds no elements, but the base asks for some';
  return restricted ? comparison.beyond(derived, restricted) : 'it holds elements, which the base does not';
}
