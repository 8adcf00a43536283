import type { SecretStore } from './sessions';

/** Where the editor keeps secrets. `keys` came to editors later than the rest. */
export interface SecretTable extends Omit<SecretStore, 'used'> {
  keys?(): PromiseLike<readonly string[]>;
}

/** A secret by its key, which says what it is for; never the secret itself. */
export interface KeptKey {
  readonly key: string;
  /** Milliseconds since 1970, to an hour; absent where it is older than this record. */
  readonly lastUsed?: number;
}

/** A store of secrets that knows what it keeps. */
export interface KeptSecrets extends SecretStore {
  /** All that is kept, in the order of the keys. */
  all(): Promise<readonly KeptKey[]>;
}

/** The record of what is kept and when it was used: kept among the secrets, because all windows read those anew each time. */
const RECORD = 'mcptt.kept';

/** A use that follows another one so closely is not written down: a folder of ten thousand documents uses one token for each. */
const WORTH_WRITING_MILLISECONDS = 3_600_000;

/** Keeps secrets in a table, and the record of them beside. @param now milliseconds since 1970 */
export function createKeptSecrets(table: SecretTable, now: () => number): KeptSecrets {
  let last: Promise<unknown> = Promise.resolve();

  /** One change after the other: each is made to what the one before has left. */
  function change(alter: (record: Map<string, number>) => boolean): Promise<void> {
    const changed = last.then(async () => {
      const record = readRecord(await table.get(RECORD));
      if (alter(record)) await table.store(RECORD, JSON.stringify(Object.fromEntries(record)));
    });
    last = changed.catch(() => undefined);
    return changed;
  }

  return {
    get: (key) => table.get(key),
    async store(key, value) {
      await table.store(key, value);
      await change((record) => Boolean(record.set(key, now())));
    },
    async delete(key) {
      await table.delete(key);
      await change((record) => record.delete(key));
    },
    used: (key) => change((record) => {
      const before = record.get(key);
      if (before !== undefined && Math.abs(now() - before) < WORTH_WRITING_MILLISECONDS) return false;
      record.set(key, now());
      return true;
    }),
    async all() {
      await last;
      const record = readRecord(await table.get(RECORD));
      const keys = new Set([...(await table.keys?.() ?? []), ...record.keys()]);
      keys.delete(RECORD);
      const there = await Promise.all([...keys].sort().map(async (key) => await table.get(key) === undefined ? [] : [key]));
      return there.flat().map((key) => ({ key, ...(record.has(key) ? { lastUsed: record.get(key)! } : {}) }));
    },
  };
}

/** What another version, or somebody else, wrote there is no record: what is kept is found again when it is used. */
function readRecord(text: string | undefined): Map<string, number> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    const entries = typeof value === 'object' && value !== null ? Object.entries(value as Record<string, unknown>) : [];
    return new Map(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number' && Math.abs(entry[1]) < 8.64e15));
  } catch {
    return new Map();
  }
}
