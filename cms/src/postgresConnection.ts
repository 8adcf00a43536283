import { Client, DatabaseError, Pool, type ClientConfig, type PoolClient, type QueryResult, type QueryResultRow } from 'pg';
import { DatabaseUnavailable } from './database';
import { Deadline } from './deadline';
import { checkFitness, UnfitDatabase } from './postgresFitness';

export interface PostgresLimits {
  /** Connections of one CMS process. */
  readonly connections: number;
  /** Time to have a connection, in milliseconds. */
  readonly connectMilliseconds: number;
  /** Time for one statement, in milliseconds; the database itself gives it up then. */
  readonly statementMilliseconds: number;
}

export const DEFAULT_POSTGRES_LIMITS: PostgresLimits = { connections: 10, connectMilliseconds: 3_000, statementMilliseconds: 5_000 };

/** Time beyond that of the statement after which a database that does not even refuse counts as gone. */
const SILENCE_MILLISECONDS = 1_000;

/** Runs one statement. @throws DatabaseUnavailable */
export type Run = <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<QueryResult<Row>>;

/** A connection of one's own for a while. */
export interface Session {
  readonly run: Run;
  /** Gives it back. @param whole false where something failed: then it is closed, and what was begun and not committed is undone */
  end(whole: boolean): void;
}

/** Connections to one database. Nothing of them goes into a message but what the database or the system said: no password. */
export class PostgresConnections {
  private readonly pool: Pool;
  private readonly config: ClientConfig;
  /** Whether each connection is fit, asked before anything else goes over it. */
  private readonly fitness = new WeakMap<PoolClient, Promise<void>>();
  private sessions = 0;
  private noSessions: (() => void) | undefined;

  /** @param url what it does not say is taken from the PG… variables of the environment, as other programs do */
  constructor(
    url: string,
    private readonly limits: PostgresLimits,
  ) {
    this.config = {
      connectionString: url,
      connectionTimeoutMillis: limits.connectMilliseconds,
      statement_timeout: limits.statementMilliseconds,
      fallback_application_name: 'mcptt-cms',
      keepAlive: true,
    };
    this.pool = new Pool({ ...this.config, max: limits.connections });
    // An idle connection that breaks is taken out of the pool; the next statement gets another one.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => {
      const fit = checkFitness(this.runOn(client));
      // Told to whoever uses the connection first.
      fit.catch(() => undefined);
      this.fitness.set(client, fit);
    });
  }

  /** A single statement, which is a transaction of its own. */
  async run<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>> {
    const { run, end } = await this.session();
    let whole = false;
    try {
      const result = await run<Row>(text, values);
      whole = true;
      return result;
    } finally {
      end(whole);
    }
  }

  /** A connection for several statements. @throws DatabaseUnavailable */
  async session(): Promise<Session> {
    this.sessions += 1;
    const client = await this.pool.connect().catch((error: unknown) => {
      this.ended();
      throw unreachable(error);
    });
    try {
      await this.fitness.get(client);
    } catch (error) {
      // The next one is looked at anew, so that all goes on once the database is set right.
      client.release(true);
      this.ended();
      throw notFit(error);
    }
    // A connection that breaks fails its statement, and says so a second time by an event.
    const ignore = () => undefined;
    client.on('error', ignore);
    return {
      run: this.runOn(client),
      end: (whole) => {
        client.release(!whole);
        client.off('error', ignore);
        this.ended();
      },
    };
  }

  /** As {@link run}, on a connection that is made for it: one from the pool may be broken like the one before. */
  async runAfresh<Row extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<QueryResult<Row>> {
    const client = new Client(this.config);
    client.on('error', () => undefined);
    try {
      await client.connect().catch((error: unknown) => Promise.reject(unreachable(error)));
      return await this.runOn(client)<Row>(text, values);
    } finally {
      // Breaking off is as good as a farewell, and takes no time.
      client.end().catch(() => undefined);
    }
  }

  /** Lets the sessions under way end, those included that wait for a connection. */
  async close(): Promise<void> {
    if (this.sessions > 0) await new Promise<void>((resolve) => (this.noSessions = resolve));
    await this.pool.end();
  }

  private ended(): void {
    if (--this.sessions === 0) this.noSessions?.();
  }

  private runOn(client: Client | PoolClient): Run {
    return async <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => {
      const deadline = new Deadline(this.limits.statementMilliseconds + SILENCE_MILLISECONDS);
      const silence = deadline.passed.then(() => Promise.reject(new Error('it does not answer')));
      try {
        return await Promise.race([client.query<Row>(text, values && [...values]), silence]);
      } catch (error) {
        throw failed(error);
      } finally {
        deadline.cancel();
      }
    };
  }
}

function notFit(error: unknown): DatabaseUnavailable {
  return error instanceof UnfitDatabase
    ? new DatabaseUnavailable('The user database cannot keep what it confirms, as it is set now; nothing was changed.', true, error)
    : new DatabaseUnavailable('The user database broke off before it was asked; nothing was changed.');
}

function unreachable(error: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(`The user database cannot be reached (${reasonOf(error)}); nothing was changed.`);
}

/**
 * What an error after the statement was sent means. When the database itself says that the statement failed, its
 * transaction is undone. Without its word the statement may have been done or not, or be done still.
 */
function failed(error: unknown): DatabaseUnavailable {
  const unchanged = error instanceof DatabaseError && !LEAVES_OPEN.test(error.code ?? '');
  const outcome = unchanged ? 'nothing was changed' : 'whether the change was made is not known';
  return new DatabaseUnavailable(`The user database cannot do this now (${reasonOf(error)}); ${outcome}.`, unchanged);
}

/** Connection exceptions, completion unknown, and a server that goes down, perhaps between the commit and the word of it (PostgreSQL, appendix A). */
const LEAVES_OPEN = /^(?:08...|40003|57P0[123])?$/;

function reasonOf(error: unknown): string {
  // A name with several addresses fails with one error for each, and with no message of its own.
  const one: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return one instanceof Error ? one.message : String(one);
}
