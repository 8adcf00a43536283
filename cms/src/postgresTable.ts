import { DatabaseUnavailable } from './database';
import type { PostgresConnections } from './postgresConnection';
import { UnfitDatabase } from './postgresFitness';

export const TABLE = 'mcptt_user_documents';

/** Any number that other programs are unlikely to lock: `MCPTT-UP` in ASCII. */
const CREATION_LOCK = BigInt(`0x${Buffer.from('MCPTT-UP', 'latin1').toString('hex')}`).toString();

/** Makes the table where there is none. @throws UnfitDatabase, DatabaseUnavailable */
export async function prepareTable(connections: PostgresConnections): Promise<void> {
  const { rows } = await connections.run<{ readonly is_there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS is_there', [TABLE]).catch((error: unknown) => {
    // At the start it is not that the database became unfit: whoever starts the CMS is told what to change.
    throw error instanceof DatabaseUnavailable && error.cause instanceof UnfitDatabase ? error.cause : error;
  });
  // A role that may only read and write is enough where somebody else has made the table.
  if (!rows[0]?.is_there) await makeTable(connections);
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
