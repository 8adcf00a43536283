import type { PostgresConnections } from './postgresConnection';

export const TABLE = 'mcptt_user_documents';

/** The database could not keep what a CMS promises. */
export class UnfitDatabase extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnfitDatabase';
  }
}

/** Any number that other programs are unlikely to lock: `MCPTT-UP` in ASCII. */
const CREATION_LOCK = BigInt(`0x${Buffer.from('MCPTT-UP', 'latin1').toString('hex')}`).toString();

interface Settings {
  readonly encoding: string;
  readonly synchronous: string;
  readonly fsync: string;
  readonly is_there: boolean;
}

/** Checks that the database keeps what it confirms, and makes the table where there is none. @throws UnfitDatabase, DatabaseUnavailable */
export async function prepareTable(connections: PostgresConnections): Promise<void> {
  const { rows } = await connections.run<Settings>(
    `SELECT current_setting('server_encoding') AS encoding, current_setting('synchronous_commit') AS synchronous, current_setting('fsync') AS fsync, to_regclass($1) IS NOT NULL AS is_there`,
    [TABLE],
  );
  const [settings] = rows;
  if (settings?.encoding !== 'UTF8') throw new UnfitDatabase(`The user database is encoded in ${settings?.encoding}; make one with ENCODING 'UTF8'.`);
  if (settings.synchronous === 'off') throw new UnfitDatabase('The user database may lose what it has confirmed, because synchronous_commit is off; set it to on for the role of the CMS.');
  if (settings.fsync === 'off') throw new UnfitDatabase('The user database may lose what it has confirmed, because fsync is off; switch it on.');
  // A role that may only read and write is enough where somebody else has made the table.
  if (!settings.is_there) await makeTable(connections);
}

async function makeTable(connections: PostgresConnections): Promise<void> {
  const { run, end } = await connections.session();
  let whole = false;
  try {
    await run('BEGIN');
    // Of processes that start at the same time, one makes it and the others wait; IF NOT EXISTS alone may collide.
    await run('SELECT pg_advisory_xact_lock($1)', [CREATION_LOCK]);
    // Keys are compared byte by byte: collation "C" keeps the rules of languages out, in an administrator's queries too.
    await run(`CREATE TABLE IF NOT EXISTS ${TABLE} (
      id bytea PRIMARY KEY,
      owner bytea NOT NULL,
      root text COLLATE "C" NOT NULL,
      auid text COLLATE "C" NOT NULL,
      xui text COLLATE "C" NOT NULL,
      document text COLLATE "C" NOT NULL,
      entity_tag text COLLATE "C" NOT NULL,
      body bytea NOT NULL
    )`);
    await run(`CREATE INDEX IF NOT EXISTS ${TABLE}_owner ON ${TABLE} (owner)`);
    await run('COMMIT');
    whole = true;
  } finally {
    end(whole);
  }
}
