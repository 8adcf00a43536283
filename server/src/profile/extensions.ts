import { authorisations } from './authorisations';
import type { CanonicalName } from './namespaces';
import { endsWith, type CanonicalPath } from './path';
import type { Release, Sureness } from './sureness';

/** An element that stands at one or few places only, which the schema does not say: it lets it stand in any `anyExt`. */
export interface Extension {
  readonly element: CanonicalName;
  /** The ends of the paths it may be a child of. */
  readonly belongsIn: readonly string[];
  readonly release?: Release;
  /** How sure it is that there is such an element. */
  readonly sure: Sureness;
  /** How sure the place is. */
  readonly placeSure: Sureness;
  readonly clause: string;
}

const CLAUSE = 'TS 24.484 8.3.2.1';

const ELEMENTS: readonly Extension[] = [
  { element: 'RemoteGroupSelectionURIList', belongsIn: ['OnNetwork/anyExt'], release: 'Rel-14', sure: 'schema', placeSure: 'stated', clause: CLAUSE },
  { element: 'GroupServerInfo', belongsIn: ['OnNetwork/anyExt'], release: 'Rel-14', sure: 'schema', placeSure: 'stated', clause: CLAUSE },
  { element: 'OffNetworkGroupServerInfo', belongsIn: ['OffNetwork/anyExt'], release: 'Rel-14', sure: 'schema', placeSure: 'recalled', clause: CLAUSE },
  { element: 'PrivateCallKMSURI', belongsIn: ['PrivateCallList/anyExt', 'PrivateCallURI/anyExt'], release: 'Rel-14', sure: 'schema', placeSure: 'recalled', clause: CLAUSE },
  { element: 'RelativePresentationPriority', belongsIn: ['MCPTTGroupInfo/entry/anyExt'], release: 'Rel-14', sure: 'schema', placeSure: 'recalled', clause: CLAUSE },
  { element: 'FunctionalAliasList', belongsIn: ['OnNetwork/anyExt'], release: 'Rel-15', sure: 'stated', placeSure: 'stated', clause: CLAUSE },
  { element: 'IncomingPrivateCallList', belongsIn: ['PrivateCall/anyExt'], release: 'Rel-16', sure: 'stated', placeSure: 'recalled', clause: CLAUSE },
];

/** Every element that has its place, authorisations included. */
export const extensions: readonly Extension[] = [
  ...ELEMENTS,
  ...authorisations.map(({ name, belongsIn, release, sure }): Extension => ({
    element: name, belongsIn: [belongsIn], ...(release && { release }), sure,
    placeSure: sure === 'recalled' ? 'recalled' : 'stated', clause: `${CLAUSE} 11)`,
  })),
];

const byName: ReadonlyMap<CanonicalName, Extension> = new Map(extensions.map((each) => [each.element, each]));

/** What is known of an element that has its place; undefined for any other element. */
export function extension(element: CanonicalName): Extension | undefined {
  return byName.get(element);
}

/** What the `anyExt` (or the `cp:actions`) at this path may hold, in the order of the specification. */
export function extensionsFor(path: CanonicalPath): Extension[] {
  return extensions.filter((each) => each.belongsIn.some((place) => endsWith(path, place)));
}
