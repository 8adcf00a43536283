import type { CanonicalName } from './namespaces';
import { endsWith, type CanonicalPath } from './path';

/** Private and group calls share the type of EmergencyCall; TS 24.484 8.3.2.1 gives each its own kind of target. */
const ELSEWHERE: readonly { readonly parent: string; readonly child: CanonicalName }[] = [
  { parent: 'PrivateCall/EmergencyCall', child: 'MCPTTGroupInitiation' },
  { parent: 'MCPTT-group-call/EmergencyCall', child: 'MCPTTPrivateRecipient' },
];

/** Whether a child that the schema allows here is the other kind of emergency target. */
export function isOtherEmergencyKind(parent: CanonicalPath, child: CanonicalName): boolean {
  return ELSEWHERE.some((each) => each.child === child && endsWith(parent, each.parent));
}
