import type { ContentAutomaton, Grammar } from '../schema/grammar';
import { canonicalElementName, type CanonicalName } from './namespaces';
import { occurrencesIn } from './occurrences';
import { SuffixTable, type CanonicalPath } from './path';

/**
 * What an element is good for, where neither the schema nor the specification asks for it: an open choice is complete
 * when it is empty, yet nobody inserts a group initiation without its group.
 */
const USUAL = new SuffixTable<readonly CanonicalName[]>([
  ['PrivateCallList', ['PrivateCallURI']], ['MCPTTGroupInitiation', ['entry']],
  ['cp:ruleset', ['cp:rule']], ['cp:rule', ['cp:conditions', 'cp:actions']], ['cp:conditions', ['cp:identity']], ['cp:identity', ['cp:one']],
]);

/** More required children than this nobody wants at once, whatever a schema asks for. */
const MOST_CHILDREN = 64;

/**
 * The children that a new element needs, as declaration indexes in an order that its content model allows.
 * @param path canonical names down to the element
 * @param model its content model
 */
export function requiredContent(grammar: Grammar, path: CanonicalPath, model: ContentAutomaton): number[] {
  const wanted = new Set([...occurrencesIn(path).filter((each) => each.required).map((each) => each.child), ...(USUAL.find(path) ?? [])]);
  const content: number[] = [];
  let state = 0;
  for (;;) {
    if (content.length >= MOST_CHILDREN) return content;
    const step = wantedStep(grammar, model, state, wanted) ?? stepToEnd(model, state);
    if (!step) return content;
    content.push(step.element);
    wanted.delete(nameOf(grammar, step.element));
    state = step.to;
  }
}

interface ElementStep { readonly element: number; readonly to: number }

function elementSteps(model: ContentAutomaton, state: number): ElementStep[] {
  return (model.states[state]?.steps ?? []).flatMap(({ element, to }) => (element === undefined ? [] : [{ element, to }]));
}

function nameOf(grammar: Grammar, element: number): CanonicalName {
  return canonicalElementName(grammar.elements[element]?.name ?? '');
}

function wantedStep(grammar: Grammar, model: ContentAutomaton, state: number, wanted: ReadonlySet<CanonicalName>): ElementStep | undefined {
  return elementSteps(model, state).find(({ element }) => wanted.has(nameOf(grammar, element)));
}

/** The first step of the shortest way to where the content may end; undefined where it may end already or never. */
function stepToEnd(model: ContentAutomaton, from: number): ElementStep | undefined {
  if (model.states[from]?.accepting !== false) return undefined;
  const seen = new Set([from]);
  let ways = elementSteps(model, from).map((first) => ({ first, at: first.to }));
  while (ways.length > 0) {
    const end = ways.find(({ at }) => model.states[at]?.accepting);
    if (end) return end.first;
    ways = ways.flatMap(({ first, at }) => {
      if (seen.has(at)) return [];
      seen.add(at);
      return elementSteps(model, at).map(({ to }) => ({ first, at: to }));
    });
  }
  return undefined;
}
