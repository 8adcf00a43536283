import type { DocumentKey, DocumentListing } from './database';
import { inOrder, keyId, keyOf } from './documentKeys';
import { recordsOf } from './logRecords';

/** Where a durable version lies in the log. */
export interface IndexEntry {
  readonly key: DocumentKey;
  readonly entityTag: string;
  readonly offset: number;
  readonly length: number;
  readonly recordLength: number;
}

/** What a log comes to: the last version of each document, by user and by key. */
export class LogIndex {
  private readonly users = new Map<string, Map<string, IndexEntry>>();
  private live = 0;

  /** Bytes of the records that still count. */
  get liveBytes(): number {
    return this.live;
  }

  get(key: DocumentKey): IndexEntry | undefined {
    return this.users.get(userOf(key.root, key.xui))?.get(keyId(key));
  }

  *entries(): Generator<IndexEntry> {
    for (const documents of this.users.values()) yield* documents.values();
  }

  list(root: string, xui: string): DocumentListing[] {
    return inOrder([...(this.users.get(userOf(root, xui))?.values() ?? [])].map(({ key, entityTag }) => ({ key, entityTag })));
  }

  /** Takes in what a payload of the log says. @param offset of the payload in the file */
  apply(payload: Buffer, offset: number): void {
    for (const { head, bodyStart, bodyLength, length } of recordsOf(payload)) {
      const key = keyOf(head.key);
      this.remove(key);
      if (head.entityTag !== undefined) this.add({ key, entityTag: head.entityTag, offset: offset + bodyStart, length: bodyLength, recordLength: length });
    }
  }

  private add(entry: IndexEntry): void {
    const user = userOf(entry.key.root, entry.key.xui);
    const documents = this.users.get(user) ?? new Map<string, IndexEntry>();
    this.users.set(user, documents.set(keyId(entry.key), entry));
    this.live += entry.recordLength;
  }

  private remove(key: DocumentKey): void {
    const user = userOf(key.root, key.xui);
    const documents = this.users.get(user);
    const entry = documents?.get(keyId(key));
    if (!documents || !entry) return;
    documents.delete(keyId(key));
    if (documents.size === 0) this.users.delete(user);
    this.live -= entry.recordLength;
  }
}

function userOf(root: string, xui: string): string {
  return JSON.stringify([root, xui]);
}
