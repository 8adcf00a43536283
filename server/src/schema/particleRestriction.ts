import { splitExpandedName } from '../syntax/namespaces';
import { beyondDeclaration } from './declarationRestriction';
import type { Wildcard } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import { effectiveTotalRange, inWords, isEmptiable, isWithin, type OccurrenceRange } from './occurrenceRange';
import type { ElementLeaf, ModelGroup, Particle } from './particle';
import { isSubset, STRICTNESS, takesNamespace } from './wildcard';
import { oneOf, quoted } from './wording';

/** What a restriction allows that its base does not, in words; undefined where that is nothing. */
export type Beyond = string | undefined;

/** Two content models are too large to be compared in reasonable time. */
export class TooLarge extends Error {}

type Group = Particle & { readonly term: ModelGroup };

const MOST_COMPARISONS = 1_000_000;
const FREE: OccurrenceRange = { min: 0, max: Infinity };

/**
 * Compares content models in plain form (part 1, 3.9.6, particle valid (restriction)); the comment of each method names
 * the constraint. No pair of particles is met on two ways, so that the time is at most the product of the two sizes; and
 * that is limited for all that one of these compares.
 */
export class ParticleRestriction {
  private comparisons = 0;

  constructor(private readonly builder: GrammarBuilder) {}

  /** What the first particle allows that the second does not. @throws TooLarge */
  beyond(derived: Particle, base: Particle): Beyond {
    if (++this.comparisons > MOST_COMPARISONS) throw new TooLarge();
    if (derived.term === base.term) return beyondRange(derived, base);
    const [own, other] = [derived.term, base.term];
    if (other.kind === 'element') return own.kind === 'element' ? this.beyondElement(derived, own, base, other) : replaced(derived, base);
    if (other.kind === 'wildcard') return this.beyondWildcard(derived, base, other.wildcard);
    if (own.kind === 'wildcard') return replaced(derived, base);
    if (own.kind === 'element') return this.beyondAsGroup(derived, base as Group);
    return this.beyondGroup(derived as Group, base as Group);
  }

  /** NameAndTypeOK. */
  private beyondElement(derived: Particle, own: ElementLeaf, base: Particle, other: ElementLeaf): Beyond {
    if (own.name !== other.name) return replaced(derived, base);
    return beyondRange(derived, base) ?? beyondDeclaration(this.builder, own.declaration, other.declaration);
  }

  /** NSCompat, NSSubset and NSRecurseCheckCardinality; how often the members of a group may stand is counted for all of them together. */
  private beyondWildcard(derived: Particle, base: Particle, wildcard: Wildcard): Beyond {
    const { term } = derived;
    if ('particles' in term) {
      const anyOften: Particle = { ...FREE, term: base.term };
      for (const each of term.particles) {
        const beyond = this.beyondWildcard(each, anyOften, wildcard);
        if (beyond !== undefined) return beyond;
      }
      return isWithin(effectiveTotalRange(derived), base) ? undefined : tooOften(shown(derived), effectiveTotalRange(derived), base);
    }
    if (term.kind === 'wildcard') return beyondRange(derived, base) ?? beyondNamespaces(term.wildcard, wildcard);
    const [namespace] = splitExpandedName(term.name);
    return takesNamespace(wildcard, namespace) ? beyondRange(derived, base) : `${shown(derived)} is ${namespace === '' ? 'of no namespace' : `of the namespace ${quoted(namespace)}`}, which the wildcard in the base does not take`;
  }

  /**
   * RecurseAsIfGroup: an element is a group of itself that stands once. The turns of a repeated choice may be its own, as
   * in `b*` for `(a | b)*`: the words of the constraint refuse that, but it is no more than the base, and the test suite
   * of the W3C takes it.
   */
  private beyondAsGroup(derived: Particle, base: Group): Beyond {
    const { min, max, term } = derived;
    const { kind } = base.term;
    const beyond = this.beyondGroup({ min: 1, max: 1, term: { kind, particles: [derived] } }, base);
    if (beyond === undefined || kind !== 'choice' || base.max === 1 || (min === 1 && max === 1)) return beyond;
    const once: Particle = { min: 1, max: 1, term };
    return this.beyondGroup({ min, max, term: { kind, particles: [once] } }, base) === undefined ? undefined : beyond;
  }

  private beyondGroup(derived: Group, base: Group): Beyond {
    const kinds = `${derived.term.kind} for ${base.term.kind}`;
    switch (kinds) {
      case 'sequence for sequence':
      case 'all for all': return beyondRange(derived, base) ?? this.beyondOrder(derived, base);
      case 'sequence for all': return beyondRange(derived, base) ?? this.beyondMembers(derived, base);
      case 'choice for choice': return beyondRange(derived, base) ?? this.beyondAlternatives(derived, base);
      case 'sequence for choice': return this.beyondSum(derived, base);
      default: return replaced(derived, base);
    }
  }

  /** Recurse: each member is one of the base's, in their order; what is passed over may be left out there. */
  private beyondOrder({ term: { particles } }: Group, { term: { particles: others } }: Group): Beyond {
    let at = 0;
    for (const particle of particles) {
      let reason: Beyond;
      for (;; at++) {
        const other = others[at];
        if (!other) return reason ?? `the base has no place for ${shown(particle)} here`;
        const beyond = this.beyond(particle, other);
        if (beyond === undefined) break;
        if (areLike(particle, other)) reason ??= beyond;
        if (isEmptiable(other)) continue;
        const isLater = others.slice(at + 1).some((later) => areLike(particle, later));
        return reason ?? (isLater ? `the base asks for ${shown(other)} before ${shown(particle)}` : `the base has no place for ${shown(particle)} before ${shown(other)}`);
      }
      at++;
    }
    return leftOut(others.slice(at));
  }

  /** RecurseUnordered: each member is another one of the base's, in any order. */
  private beyondMembers({ term: { particles } }: Group, { term: { particles: others } }: Group): Beyond {
    const left = new Set(others);
    for (const particle of particles) {
      const found = this.find(particle, [...left]);
      if (typeof found === 'string') return found;
      left.delete(found);
    }
    return leftOut([...left]);
  }

  /** RecurseLax: each alternative is one of the base's, in their order; but substitutes have none. */
  private beyondAlternatives({ term: { particles } }: Group, { term: { particles: others } }: Group): Beyond {
    let at = 0;
    for (const particle of particles) {
      const found = this.find(particle, others, at);
      if (typeof found !== 'string') at = others.indexOf(found, at) + 1;
      else if (typeof this.find(particle, others.slice(0, at).filter(isSubstitute)) === 'string') return found;
    }
    return undefined;
  }

  /** MapAndSum: each member is one of the alternatives, and there are as many members as there may be choices. */
  private beyondSum(derived: Group, base: Group): Beyond {
    const { particles } = derived.term;
    for (const particle of particles) {
      const found = this.find(particle, base.term.particles);
      if (typeof found === 'string') return found;
    }
    const sum = { min: derived.min * particles.length, max: derived.max * particles.length };
    return isWithin(sum, base) ? undefined : tooOften(shown(derived), sum, base);
  }

  /** The first of some particles, from one of them on, that takes all that another one does; else why none of them does. */
  private find(particle: Particle, others: readonly Particle[], from = 0): Particle | string {
    let reason: Beyond;
    for (let at = from; at < others.length; at++) {
      const other = others[at]!;
      const beyond = this.beyond(particle, other);
      if (beyond === undefined) return other;
      if (areLike(particle, other)) reason ??= beyond;
    }
    return reason ?? `the base has no place for ${shown(particle)} here`;
  }
}

function beyondRange(derived: Particle, base: Particle): Beyond {
  return isWithin(derived, base) ? undefined : tooOften(shown(derived), derived, base);
}

function tooOften(what: string, own: OccurrenceRange, other: OccurrenceRange): string {
  return `${what} may stand ${inWords(own)}, in the base ${inWords(other)}`;
}

function isSubstitute({ term }: Particle): boolean {
  return term.kind === 'element' && term.isSubstitute === true;
}

function beyondNamespaces(own: Wildcard, other: Wildcard): Beyond {
  if (!isSubset(own, other)) return 'the wildcard takes namespaces that the one in the base does not';
  return STRICTNESS[own.process] >= STRICTNESS[other.process] ? undefined : `the wildcard says processContents="${own.process}"; the base asks for ${other.process}`;
}

function replaced(derived: Particle, base: Particle): string {
  return `${shown(derived)} cannot take the place of ${shown(base)}`;
}

function leftOut(particles: readonly Particle[]): Beyond {
  const needed = particles.find((particle) => !isEmptiable(particle));
  return needed && `the base asks for ${shown(needed)}, which is left out`;
}

/** Whether one is probably meant to be the other: then what is between them is worth telling. */
function areLike({ term: own }: Particle, { term: other }: Particle): boolean {
  return own.kind === other.kind && (own.kind !== 'element' || own.name === (other as ElementLeaf).name);
}

const WORDS = { sequence: 'the sequence of', choice: 'the choice of', all: `the 'all' of` } as const;

function shown({ term }: Particle): string {
  if (term.kind === 'wildcard') return 'any element';
  if (term.kind === 'element') return quoted(splitExpandedName(term.name)[1]);
  const names = term.particles.flatMap((each) => (each.term.kind === 'element' ? [splitExpandedName(each.term.name)[1]] : []));
  return names.length > 0 ? `${WORDS[term.kind]} ${oneOf(names, 'and')}` : `a ${term.kind}`;
}
