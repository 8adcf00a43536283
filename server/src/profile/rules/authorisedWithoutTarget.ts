import type { Diagnostic } from '../../diagnostic';
import { hasTrustedContent } from '../../schema';
import type { CanonicalName } from '../namespaces';
import { duplicateUri, uriOf } from './duplicateUri';
import type { Place } from './place';
import { grantsOf, type Range } from './policyRules';
import { remembered } from './remembered';
import { type DocumentRule, finding, type KeysOf, type Rule } from './rule';

/** An authorisation that does nothing without something elsewhere in the profile. */
interface Need {
  readonly authorisation: CanonicalName;
  /** Where that is, from the document element; any one of them will do. */
  readonly targets: readonly Target[];
  /** With this authorisation it needs none. */
  readonly unless?: CanonicalName;
  /** Completes "… is true, but". */
  readonly but: string;
  readonly advice: string;
}

interface Target {
  /** Where these are not there, that has a rule, or an error, of its own. */
  readonly within: readonly CanonicalName[];
  /** The child that is the target; it must name somebody where it is an entry. */
  readonly child: CanonicalName;
  /** When the schema asks for the child, so that its absence is told as well: always, or where nothing at all is there. */
  readonly asked?: 'always' | 'in an empty one';
}

const CALL_LIST = ['Common', 'PrivateCall', 'PrivateCallList'];
const GROUP_CALL = ['Common', 'MCPTT-group-call'];
const NEEDS: readonly Need[] = [
  { authorisation: 'allow-private-call', unless: 'allow-private-call-to-any-user', targets: [{ within: CALL_LIST, child: 'PrivateCallURI', asked: 'in an empty one' }, { within: CALL_LIST, child: 'PrivateCallProSeUser', asked: 'in an empty one' }],
    but: 'PrivateCallList names nobody to call', advice: 'name them there' },
  { authorisation: 'allow-emergency-group-call', targets: [{ within: [...GROUP_CALL, 'EmergencyCall', 'MCPTTGroupInitiation'], child: 'entry' }],
    but: 'the emergency call of MCPTT-group-call names no group', advice: 'name one there' },
  { authorisation: 'allow-emergency-private-call', targets: [{ within: ['Common', 'PrivateCall', 'EmergencyCall', 'MCPTTPrivateRecipient'], child: 'entry', asked: 'always' }],
    but: 'the emergency call of PrivateCall names nobody to call', advice: 'name a user there' },
  { authorisation: 'allow-imminent-peril-call', targets: [{ within: [...GROUP_CALL, 'ImminentPerilCall', 'MCPTTGroupInitiation'], child: 'entry' }],
    but: 'ImminentPerilCall names no group', advice: 'name one there' },
  { authorisation: 'allow-activate-emergency-alert', targets: [{ within: [...GROUP_CALL, 'EmergencyAlert'], child: 'entry', asked: 'always' }, { within: ['OnNetwork', 'PrivateEmergencyAlert'], child: 'entry', asked: 'always' }],
    but: 'neither EmergencyAlert nor PrivateEmergencyAlert names anybody', advice: 'name whom to alert' },
  { authorisation: 'allow-offnetwork', targets: [{ within: [], child: 'OffNetwork' }],
    but: 'the profile has no OffNetwork', advice: 'add it, with the groups to use there' },
];

const about = {
  code: 'authorised-without-target', clause: 'TS 24.484 8.3.2.7', defaultSeverity: 'information',
  summary: 'An authorisation that has nobody, or nothing, to take effect on',
  why: 'The user may press the button, and nothing happens, or the call ends at once: for an emergency call it is better to know before.',
  example: {
    bad: '<mcptt-user-profile>\n  …\n  <cp:ruleset>\n    <cp:rule id="a">\n      <cp:actions><allow-offnetwork>true</allow-offnetwork></cp:actions>\n    </cp:rule>\n  </cp:ruleset>\n</mcptt-user-profile>',
    good: '<mcptt-user-profile>\n  …\n  <OffNetwork index="0">…</OffNetwork>\n  <cp:ruleset>\n    <cp:rule id="a">\n      <cp:actions><allow-offnetwork>true</allow-offnetwork></cp:actions>\n    </cp:rule>\n  </cp:ruleset>\n</mcptt-user-profile>',
  },
} as const satisfies Rule;

/** What the rules allow, and the rest of the profile has no target for. Where the target's place is missing altogether, that is told there. */
export const authorisedWithoutTarget: DocumentRule = { ...about, checkDocument };

function checkDocument(root: Place, keysOf: KeysOf): readonly Diagnostic[] {
  const given = givenInAll(root);
  if (given.size === 0) return [];
  return NEEDS.flatMap(({ authorisation, unless, targets, but, advice }) => {
    const range = given.get(authorisation);
    if (!range || (unless !== undefined && given.has(unless)) || !targets.every((target) => isVacant(root, target, keysOf))) return [];
    return [finding(about, range, `'${authorisation}' is true, but ${but}; ${advice}`)];
  });
}

/** The authorisations that any rule gives, each where it is given first. */
function givenInAll(root: Place): ReadonlyMap<CanonicalName, Range> {
  const given = new Map<CanonicalName, Range>();
  for (const ruleset of root.childrenNamed('cp:ruleset')) {
    const { start: from } = ruleset.element;
    for (const [name, { start, end }] of givenIn(ruleset)) if (!given.has(name)) given.set(name, { start: from + start, end: from + end });
  }
  return given;
}

/** The same of one ruleset; offsets count from its start. */
const givenIn = remembered((ruleset: Place): ReadonlyMap<CanonicalName, Range> => {
  const first = new Map<CanonicalName, Range>();
  for (const rule of ruleset.childrenNamed('cp:rule')) {
    const start = rule.element.start - ruleset.element.start;
    for (const { name, given, nameRange } of grantsOf(rule)) {
      if (given && !first.has(name)) first.set(name, { start: start + nameRange.start, end: start + nameRange.end });
    }
  }
  return first;
});

/** Whether the place of a target is there, and no target in it. */
function isVacant(root: Place, { within, child, asked }: Target, keysOf: KeysOf): boolean {
  let holder: Place | undefined = root;
  for (const name of within) holder = holder?.childNamed(name);
  if (!holder || !hasTrustedContent(holder.element.node)) return false;
  // A list may be long, and its keys are at hand.
  if (child === 'PrivateCallURI' && (keysOf(holder)?.seenBy(duplicateUri).size ?? 0) > 0) return false;
  const elements = holder.element.node.children.filter((each) => each.kind === 'element');
  if ((asked === 'in an empty one' && elements.length === 0) || elements.some((each) => !hasTrustedContent(each))) return false;
  const targets = holder.childrenNamed(child);
  if (asked === 'always' && targets.length === 0) return false;
  return !targets.some((target) => child !== 'entry' || namesTarget(target));
}

/** An entry without a URI still has a target where the user chooses one (8.3.2.7). */
function namesTarget(entry: Place): boolean {
  const uri = uriOf(entry);
  return uri === undefined || uri.value !== '' || CHOSEN.has(entry.attribute('entry-info')?.value ?? '');
}

const CHOSEN: ReadonlySet<string> = new Set(['UseCurrentlySelectedGroup', 'LocallyDetermined']);
