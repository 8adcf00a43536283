import type { CanonicalName } from './namespaces';

/** The elements of lists that `index` numbers, each kind on its own (TS 24.484 8.3.2.1). */
export const NUMBERED: ReadonlySet<CanonicalName> = new Set(['entry', 'alias-entry', 'PrivateCallURI', 'PrivateCallProSeUser', 'ProSeUserID-entry']);

/** The elements that list users, groups, servers or names: what they hold can be counted. */
export const LISTS: readonly CanonicalName[] = [
  'UserAlias', 'PrivateCallList', 'IncomingPrivateCallList', 'MCPTTGroupInfo', 'RemoteGroupSelectionURIList', 'FunctionalAliasList',
  'GMS-Serv-Id', 'IDMS-token-endpoint', 'KMS-URI',
];
