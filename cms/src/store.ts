import type { DocumentKey, DocumentVersion, UserDatabase } from './database';

export interface StoredDocument {
  readonly key: DocumentKey;
  readonly version: DocumentVersion;
}

/** A place that keeps a user database: what a CMS opens, and what is backed up and restored while none may have it open. */
export interface UserDatabaseStore {
  /** Opens the database, making it where there is none. */
  open(): Promise<UserDatabase>;
  /** Every document, all of one moment, while CMS processes may go on writing. */
  documents(): AsyncIterable<StoredDocument>;
  /**
   * Takes documents into a database that has none: all of them, or none where anything fails.
   * @throws NotEmpty; what the documents throw
   */
  restore(documents: AsyncIterable<StoredDocument>): Promise<void>;
}

/** The database holds documents, which nothing may replace. */
export class NotEmpty extends Error {
  constructor() {
    super('There are documents in this user database already; restore into an empty one.');
    this.name = 'NotEmpty';
  }
}
