/** Names a document. The parts are plain names, decoded; they never become a path of a file. */
export interface DocumentKey {
  /** Path of the XCAP root, encoded, without an end slash: `/MissionCriticalOrg/MCO-12345`; empty for the server's own root. */
  readonly root: string;
  readonly auid: string;
  readonly xui: string;
  readonly document: string;
}

/** One version of a document. */
export interface DocumentVersion {
  /** Strong, with its quotes, never given to another version of any document. */
  readonly entityTag: string;
  readonly body: Uint8Array;
}

export interface DocumentListing {
  readonly key: DocumentKey;
  readonly entityTag: string;
}

/**
 * The MCPTT user database that a CMS uploads profiles to. A promise of `write` and `remove` is fulfilled only when the
 * change survives a crash; the change happens only if the version that is there is still the expected one, so that
 * preconditions hold with any number of writers.
 */
export interface UserDatabase {
  /** Only what is durable is ever read. */
  read(key: DocumentKey): Promise<DocumentVersion | undefined>;
  /** @param expected tag of the version to replace; undefined where there must be none. `changed`: something else is there, nothing was written */
  write(key: DocumentKey, version: DocumentVersion, expected: string | undefined): Promise<'written' | 'changed'>;
  remove(key: DocumentKey, expected: string): Promise<'removed' | 'changed'>;
  /** The documents of a user below a root, ordered by application and name. */
  list(root: string, xui: string): Promise<DocumentListing[]>;
  close(): Promise<void>;
}

/** The database cannot do this now. */
export class DatabaseUnavailable extends Error {
  constructor(
    message: string,
    /** Is it certain that nothing has changed? False where a connection broke before the answer came. */
    readonly unchanged = true,
    /** What its administrator has to know and to mend, where that is the reason. */
    cause?: Error,
  ) {
    super(message, { cause });
    this.name = 'DatabaseUnavailable';
  }
}
