import type { JournalStore } from '../bulk/journal';
import type { Lock } from '../bulk/lockFile';
import type { Busy, LockedPublication } from '../bulk/publicationLock';
import type { Transport } from '../../../xcap/src/wire';
import type { Connection } from '../connection/connection';
import type { Redirect } from '../signIn/codeFlow';
import type { Peer } from '../transport/limits';
import type { Probe } from '../transport/probe';

/** What the files of a connection are read with. */
export interface ReachSource {
  /** Folder that relative paths count from; undefined where there is none. */
  readonly base: string | undefined;
  readonly passphrase: string | undefined;
}

/** How servers are reached, which differs between the editor under Node and the one in a browser. */
export interface Reach {
  /** @throws ConnectionProblem where the settings ask for what cannot be had */
  transport(connection: Connection, source: ReachSource, peer: Peer): Promise<Transport>;
  /** Looks at the way to a server and sends nothing; absent in a browser. @throws ConnectionProblem */
  probe?(connection: Connection, source: ReachSource): Promise<(origin: string, signal: AbortSignal) => Promise<Probe>>;
  /** Waits for a browser on this machine to come back; absent in a browser. @param wanted an address that the server knows */
  listen?(wanted?: string): Promise<Redirect>;
  /** Runs a program that prints a token; absent in a browser. */
  runCommand?(command: readonly string[], signal: AbortSignal): Promise<string>;
  /** Keeps the journal of a publication in a file; absent in a browser, whose files cannot be appended to. */
  journal?(path: string): JournalStore;
  /** Holds a publication against other windows and programs of this person; absent in a browser, which knows of none. */
  lock?(publication: LockedPublication): Promise<Lock | Busy>;
}
