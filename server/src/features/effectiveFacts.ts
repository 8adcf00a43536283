import { LISTS, NUMBERED } from '../profile/lists';
import type { CanonicalPath } from '../profile/path';
import { endsWith } from '../profile/path';
import { attributeUsesOf, type ElementType, type Grammar, scopeOf } from '../schema';
import type { PlacedElement } from '../syntax/cursor';
import type { DocumentText } from '../syntax/documentText';
import { splitExpandedName } from '../syntax/namespaces';
import { characterData } from '../syntax/text';
import { code, type Fact, fact } from './documentationText';
import { ruleGrants } from './ruleGrants';
import { namedChildren, peopleOf, ruleReach } from './ruleReach';

/** An element of which facts are told. */
interface Subject {
  readonly element: PlacedElement;
  readonly text: DocumentText;
  /** True where somebody wants names rather than numbers: at the end tag. */
  readonly names: boolean;
}

type FactsOf = (subject: Subject) => readonly Fact[];

/** What an element comes to, beyond its text, by the end of its path. */
const EFFECTS: readonly { readonly at: string; readonly facts: FactsOf }[] = [
  { at: 'cp:rule', facts: (rule) => [...ruleReach(child(rule, 'cp:conditions'), rule.text), ...ruleGrants(child(rule, 'cp:actions'), rule.text, rule.names)] },
  { at: 'cp:conditions', facts: ({ element, text }) => ruleReach(element, text) },
  { at: 'cp:identity', facts: ({ element, text }) => fact('Applies to', peopleOf(element, text)) },
  { at: 'cp:actions', facts: ({ element, text, names }) => ruleGrants(element, text, names) },
  { at: 'ImplicitAffiliations', facts: implicitAffiliations },
  { at: 'MaxAffiliationsN2', facts: maxAffiliations },
  ...LISTS.map((at) => ({ at, facts: (list: Subject) => fact('Entries', String(entryCount(list))) })),
];

/** What an element of this very document comes to: how long a list is, to whom a rule applies, what attributes count as that are absent. */
export function effectiveFacts(subject: Subject, path: CanonicalPath, type: ElementType | undefined, grammar: Grammar): readonly Fact[] {
  const effect = EFFECTS.find(({ at }) => endsWith(path, at));
  return [...(effect?.facts(subject) ?? []), ...defaults(subject, type, grammar)];
}

/** How many numbered elements a list has. */
function entryCount({ element, text }: Pick<Subject, 'element' | 'text'>): number {
  return namedChildren(element, text).filter(({ name }) => NUMBERED.has(name)).length;
}

function implicitAffiliations(list: Subject): readonly Fact[] {
  const count = entryCount(list);
  const limit = limitBeside(list);
  if (limit === undefined) return fact('Entries', String(count));
  return fact('Entries', count > limit ? `${count}, but MaxAffiliationsN2 lets only ${limit} take effect` : `${count} of the ${limit} that MaxAffiliationsN2 allows`);
}

function maxAffiliations({ element, text }: Subject): readonly Fact[] {
  const list = element.parent && child({ element: element.parent, text }, 'ImplicitAffiliations');
  return list ? fact('In use', `${entryCount({ element: list, text })} by ImplicitAffiliations`) : [];
}

/** MaxAffiliationsN2 of the same OnNetwork, where it is a number. */
function limitBeside({ element, text }: Subject): number | undefined {
  const limit = element.parent && child({ element: element.parent, text }, 'MaxAffiliationsN2');
  const value = limit ? characterData(limit.node, limit.start, text).trim() : '';
  return /^\+?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function child({ element, text }: Pick<Subject, 'element' | 'text'>, name: string): PlacedElement | undefined {
  return namedChildren(element, text).find((each) => each.name === name)?.element;
}

/** The attributes that are absent and count as if they were there (XML Schema part 1, 3.2.1). */
function defaults({ element, text }: Subject, type: ElementType | undefined, grammar: Grammar): readonly Fact[] {
  const scope = scopeOf(element, text);
  const there = new Set(element.node.attributes.map(({ name }) => scope.attributeName(name)));
  return attributeUsesOf(type).flatMap((use) => {
    const { name } = grammar.attributes[use.attribute]!;
    const value = use.fixed ?? use.default;
    return value === undefined || there.has(name) ? [] : fact(`Absent ${splitExpandedName(name)[1]}`, `counts as ${code(value)}`);
  });
}
