import type { ElementLeaf, Particle, Substitutes, Term } from './particle';

/**
 * A content model in the form in which two of them are compared (part 1, 3.9.6): an element for which others may stand
 * is a choice of them all, and groups that only wrap others are gone. Undefined where nothing is left.
 * @param known what was made before: groups are shared by all who refer to them
 */
export function plainParticle(particle: Particle, substitutes: Substitutes, known: WeakMap<Particle, { readonly plain: Particle | undefined }>): Particle | undefined {
  const before = known.get(particle);
  if (before) return before.plain;
  const plain = particle.max === 0 ? undefined : simplified(particle, substitutes, known);
  known.set(particle, { plain });
  return plain;
}

function simplified(particle: Particle, substitutes: Substitutes, known: WeakMap<Particle, { readonly plain: Particle | undefined }>): Particle | undefined {
  const { min, max, term } = particle;
  if (term.kind === 'wildcard') return particle;
  if (term.kind === 'element') return withSubstitutes(particle, term, substitutes);
  const particles = term.particles.flatMap((inner) => {
    const plain = plainParticle(inner, substitutes, known);
    return plain ? withoutBrackets(plain, term.kind) : [];
  });
  const only = particles.length === 1 ? particles[0]! : undefined;
  if (only && min === 1 && max === 1) return only;
  // One member of an `all` is no group; whether it may be left out is said by both.
  if (only && term.kind === 'all') return { min: Math.min(min, only.min), max: only.max, term: only.term };
  // A choice of nothing that must be made lets nothing be valid; it is not the same as no group.
  if (particles.length === 0 && (term.kind !== 'choice' || min === 0)) return undefined;
  return { min, max, term: { kind: term.kind, particles } };
}

/** A sequence in a sequence, or a choice in a choice, that stands exactly once is only its members. */
function withoutBrackets(particle: Particle, around: Term['kind']): readonly Particle[] {
  const { min, max, term } = particle;
  return 'particles' in term && term.kind === around && around !== 'all' && min === 1 && max === 1 ? term.particles : [particle];
}

function withSubstitutes(particle: Particle, leaf: ElementLeaf, substitutes: Substitutes): Particle {
  const standing = substitutes(leaf);
  // An abstract element for which nothing stands is compared as what it is.
  if (standing.length === 0 || (standing.length === 1 && standing[0]!.declaration === leaf.declaration)) return particle;
  const particles = standing.map(({ declaration, name }): Particle => ({ min: 1, max: 1, term: { kind: 'element', declaration, name, isSubstitute: true } }));
  const { min, max } = particle;
  return particles.length === 1 && min === 1 && max === 1 ? particles[0]! : { min, max, term: { kind: 'choice', particles } };
}
