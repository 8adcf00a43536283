import type { CanonicalName } from './namespaces';
import type { Release, Sureness } from './sureness';

/** An authorisation of `cp:actions`: a boolean element; one that is absent means false (TS 24.484 8.3.2.7). */
export interface Authorisation {
  /** Its item in the list of TS 24.484 8.3.2.1 11): `1` to `37`, then letters for those in `anyExt`. */
  readonly item: string;
  readonly name: CanonicalName;
  /** Completes "The user may …". */
  readonly may: string;
  /** What else an engineer should know: what it depends on, what it does not give. Whole sentences. */
  readonly note?: string;
  readonly belongsIn: 'cp:actions' | 'cp:actions/anyExt';
  readonly release?: Release;
  readonly sure: Sureness;
  /** Number of its table in 8.3.2.7, where it is known. */
  readonly table?: number;
  /** `recalled` where the number only follows from the order of the list. */
  readonly tableSure?: Sureness;
}

type Row = readonly [name: CanonicalName, may: string, note?: string];

const BASE: readonly Row[] = [
  ['allow-presence-status', 'be shown to others as present: the service tells that they are available'],
  ['allow-request-presence', 'ask whether another user is present on the network'],
  ['allow-query-availability-for-private-calls', 'ask whether another user is free for a private call before calling'],
  ['allow-enable-disable-user', 'enable and disable other users of the service', 'A right of administrators: a disabled user is cut off from the service.'],
  ['allow-enable-disable-UE', 'enable and disable the terminals of other users', 'A right of administrators, for example for a radio that was lost.'],
  ['allow-create-delete-user-alias', 'create and delete aliases of a user and the profiles tied to them'],
  ['allow-private-call', 'start private calls', 'To whom is said by PrivateCallList, unless allow-private-call-to-any-user is true. The rights about commencement and forced answer build on this one.'],
  ['allow-manual-commencement', 'start private calls that ring until the called user answers'],
  ['allow-automatic-commencement', 'start private calls that the called terminal answers by itself, so that one can talk at once'],
  ['allow-force-auto-answer', 'make the called terminal answer a private call even where it is set to manual answer'],
  ['allow-failure-restriction', 'withhold from the caller why a private call to them failed'],
  ['allow-emergency-group-call', 'start an emergency group call', 'Which group it goes to is said by MCPTT-group-call/EmergencyCall. The call gets emergency priority in the network.'],
  ['allow-emergency-private-call', 'start an emergency private call', 'Whom it goes to is said by PrivateCall/EmergencyCall.'],
  ['allow-cancel-group-emergency', 'end the emergency state of a group, so that the group goes back to normal priority'],
  ['allow-cancel-private-emergency-call', 'take the emergency priority off a private call in progress'],
  ['allow-imminent-peril-call', 'start an imminent peril group call', 'Which group it goes to is said by ImminentPerilCall. Its priority lies between an ordinary and an emergency call.'],
  ['allow-cancel-imminent-peril', 'end the imminent peril state of a group'],
  ['allow-activate-emergency-alert', 'send an emergency alert', 'Where it goes is said by EmergencyAlert and PrivateEmergencyAlert.'],
  ['allow-cancel-emergency-alert', 'cancel an emergency alert'],
  ['allow-offnetwork', 'use the service off-network, from terminal to terminal without the server', 'The groups for it are those of OffNetwork.'],
  ['allow-imminent-peril-change', 'turn an off-network group call in progress into an imminent peril call'],
  ['allow-private-call-media-protection', 'have the voice of private calls encrypted and protected from change'],
  ['allow-private-call-floor-control-protection', 'have the floor control messages of private calls, which say who may talk, encrypted and protected from change'],
  ['allow-request-affiliated-groups', 'ask which groups another user is affiliated to'],
  ['allow-request-to-affiliate-other-users', 'affiliate other users to groups and end their affiliations without asking them', 'The mandatory mode: usual for dispatchers.'],
  ['allow-recommend-to-affiliate-other-users', 'propose to other users that they affiliate to a group; they accept or decline', 'The negotiated mode.'],
  ['allow-private-call-to-any-user', 'call any user privately, whether or not PrivateCallList names them', 'False restricts the user to PrivateCallList. It takes effect only with allow-private-call.'],
  ['allow-regroup', 'regroup on the fly: join several groups into a temporary one'],
  ['allow-private-call-participation', 'take part in private calls that others start to them', 'False refuses every incoming private call.'],
  ['allow-override-of-transmission', 'take the floor from the one who is talking in a private call'],
  ['allow-manual-off-network-switch', 'switch to off-network by hand while the network can still be reached'],
  ['allow-listen-both-overriding-and-overridden', 'hear both transmissions when one overrides the other'],
  ['allow-transmit-during-override', 'go on transmitting while an override takes place'],
  ['allow-off-network-group-call-change-to-emergency', 'turn an off-network group call in progress into an emergency call'],
  ['allow-revoke-transmit', "take another participant's permission to transmit away"],
  ['allow-create-group-broadcast-group', 'create a group-broadcast group: one talks, the members of the groups below it listen'],
  ['allow-create-user-broadcast-group', 'create a user-broadcast group: one talks, the users below it listen'],
];

/** The tables of 8.3.2.7 whose number is stated; the others follow from the order of the list. */
const STATED_TABLES: ReadonlySet<number> = new Set([7, 14, 17, 19, 27]);

const inActions: readonly Authorisation[] = BASE.map(([name, may, note], at) => ({
  item: String(at + 1), name, may, ...(note !== undefined && { note }), belongsIn: 'cp:actions', release: 'Rel-13', sure: 'schema',
  table: at + 1, tableSure: STATED_TABLES.has(at + 1) ? 'stated' : 'recalled',
}));

const E = { belongsIn: 'cp:actions/anyExt' } as const;
const REL14 = { ...E, release: 'Rel-14', sure: 'schema' } as const;
const REL18 = { ...E, release: 'Rel-18', sure: 'stated' } as const;

const inExtension: readonly Authorisation[] = [
  { item: 'A', name: 'allow-request-private-call-call-back', may: 'ask another user to call them back', ...REL14 },
  { item: 'B', name: 'allow-cancel-private-call-call-back', may: 'withdraw a call-back request', ...REL14 },
  { item: 'C', name: 'allow-request-remote-initiated-ambient-listening', may: "make another user's terminal transmit what its microphone hears, without a sign to that user", note: 'Grant it sparingly.', ...REL14 },
  { item: 'D', name: 'allow-request-locally-initiated-ambient-listening', may: 'let another user listen to what their own terminal hears, without a sign on the terminal', note: 'For one who is threatened and cannot speak.', ...REL14 },
  { item: 'E', name: 'allow-request-first-to-answer-call', may: 'call several users at once and talk to the first who answers', ...REL14 },
  { item: 'F', name: 'allow-request-remote-init-private-call', may: "make another user's terminal start a private call", ...REL14 },
  { item: 'G', name: 'allow-request-remote-init-group-call', may: "make another user's terminal start a group call", ...REL14 },
  { item: 'H', name: 'allow-query-functional-alias-other-user', may: 'ask which functional aliases another user has active', ...E, release: 'Rel-15', sure: 'recalled' },
  { item: 'I', name: 'allow-takeover-functional-alias-other-user', may: 'take over a functional alias that is active with another user', ...E, release: 'Rel-15', sure: 'stated', table: 46, tableSure: 'stated' },
  { item: 'J', name: 'allow-location-info-when-talking', may: 'have their location passed on to the listeners while they talk', ...E, sure: 'recalled' },
  { item: 'K', name: 'allow-to-receive-private-call-from-any-user', may: 'be called privately by any user', note: 'Where it is false, IncomingPrivateCallList says who may call.', ...E, sure: 'stated', table: 48, tableSure: 'stated' },
  { item: 'L', name: 'allow-to-receive-non-acknowledged-users-information', may: 'be told which invited users did not acknowledge a group call', ...E, sure: 'stated', table: 49, tableSure: 'stated' },
  { item: 'R', name: 'allow-adhoc-group-call', may: 'start an ad hoc group call: a call to users picked for the moment, without a group made beforehand', ...REL18 },
  { item: 'S', name: 'allow-adhoc-group-call-participation', may: 'take part in ad hoc group calls that others start', ...REL18 },
  { item: 'AA', name: 'allow-to-modify-adhoc-group-call-participants-info', may: 'add and remove participants of an ad hoc group call in progress', ...REL18 },
];

/** Every authorisation we know, in the order of TS 24.484 8.3.2.1 11). */
export const authorisations: readonly Authorisation[] = [...inActions, ...inExtension];

const byName: ReadonlyMap<CanonicalName, Authorisation> = new Map(authorisations.map((each) => [each.name, each]));

/** The authorisation with this canonical name, or undefined where it is none we know. */
export function authorisation(name: CanonicalName): Authorisation | undefined {
  return byName.get(name);
}
