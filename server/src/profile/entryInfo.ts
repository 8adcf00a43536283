import type { CanonicalPath } from './path';
import { endsWith } from './path';

/** The two kinds of `entry-info` (TS 24.484 8.3.2.7): how a group is chosen, how a user is chosen. */
export const GROUP_CHOICES: readonly string[] = ['DedicatedGroup', 'UseCurrentlySelectedGroup'];
export const USER_CHOICES: readonly string[] = ['UsePreConfigured', 'LocallyDetermined'];

interface EntryInfoPlace {
  /** Where the entry stands. */
  readonly entry: string;
  readonly family: 'group' | 'user' | 'any';
}

// Under EmergencyAlert the example of A.2.1 names a user, other systems a group: both are in use.
const PLACES: readonly EntryInfoPlace[] = [
  { entry: 'MCPTTGroupInitiation/entry', family: 'group' },
  { entry: 'MCPTTPrivateRecipient/entry', family: 'user' },
  { entry: 'PrivateEmergencyAlert/entry', family: 'user' },
  { entry: 'EmergencyAlert/entry', family: 'any' },
];

const CHOICES = { group: GROUP_CHOICES, user: USER_CHOICES, any: [...USER_CHOICES, ...GROUP_CHOICES] };

/** The values of `entry-info` that mean something on the element at this path; undefined where none is expected. */
export function entryInfoChoices(path: CanonicalPath): readonly string[] | undefined {
  const place = PLACES.find(({ entry }) => endsWith(path, entry));
  return place && CHOICES[place.family];
}
