import { authorisation, authorisations } from '../profile/authorisations';
import type { PlacedElement } from '../syntax/cursor';
import type { DocumentText } from '../syntax/documentText';
import { characterData } from '../syntax/text';
import { type Fact, fact } from './documentationText';
import { namedChildren } from './ruleReach';

/** The authorisations of cp:actions by what they come to: one that is absent means false (TS 24.484 8.3.2.7). */
interface Grants {
  readonly given: readonly string[];
  readonly refused: readonly string[];
  readonly absent: readonly string[];
}

/**
 * What cp:actions comes to.
 * @param actions undefined where the rule has none
 * @param names whether to name what is given and what is absent, rather than count it
 */
export function ruleGrants(actions: PlacedElement | undefined, text: DocumentText, names: boolean): readonly Fact[] {
  const { given, refused, absent } = grantsOf(actions, text);
  const all = authorisations.length;
  if (names) return [...fact('True', given.join(', ')), ...fact('Set to false', refused.join(', ')), ...fact('Absent, so false', absent.join(', '))];
  return [
    { label: 'Authorisations', text: `${given.length} of ${all} true, ${refused.length} set to false` },
    ...fact('Absent authorisations', absent.length === 0 ? undefined : `${absent.length}, all false${actions?.node.endTagLength ? '; point at the end tag of cp:actions for the names' : ''}`),
  ];
}

function grantsOf(actions: PlacedElement | undefined, text: DocumentText): Grants {
  const values = new Map<string, string>();
  const see = (parent: PlacedElement): void => {
    for (const { name, element } of namedChildren(parent, text)) {
      if (name === 'anyExt' && parent === actions) see(element);
      else if (authorisation(name) && !values.has(name)) values.set(name, characterData(element.node, element.start, text).trim());
    }
  };
  if (actions) see(actions);
  const names = authorisations.map(({ name }) => name);
  return {
    given: names.filter((name) => TRUE.has(values.get(name) ?? '')),
    refused: names.filter((name) => values.has(name) && !TRUE.has(values.get(name)!)),
    absent: names.filter((name) => !values.has(name)),
  };
}

/** XML Schema part 2, 3.2.2. */
const TRUE: ReadonlySet<string> = new Set(['true', '1']);
