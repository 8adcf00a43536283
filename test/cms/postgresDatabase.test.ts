import assert from 'node:assert/strict';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseUnavailable, type DocumentKey, type UserDatabase } from '../../cms/src/database';
import { openPostgresDatabase } from '../../cms/src/postgresDatabase';
import { UnfitDatabase } from '../../cms/src/postgresFitness';
import { postgresPrograms, PostgresServer } from './postgres';

const bytes = (text: string) => new TextEncoder().encode(text);
const key = (document: string): DocumentKey => ({ root: '/r', auid: 'a', xui: 'sip:u@h', document });
const version = (tag: string) => ({ entityTag: `"${tag}"`, body: bytes(tag) });
const failureOf = async (promise: Promise<unknown>): Promise<DatabaseUnavailable> => {
  const failure = await promise.then(() => assert.fail('it did not fail'), (error: unknown) => error);
  assert.ok(failure instanceof DatabaseUnavailable, String(failure));
  return failure;
};

/** Stands between a CMS and its database, and loses connections or answers when told. */
class Line {
  private readonly sockets = new Set<Socket>();
  /** Called with what the CMS sends, before it goes on. Returns whether it goes on. */
  toDatabase: (data: Buffer, cms: Socket) => boolean = () => true;
  toCms: (data: Buffer, cms: Socket) => boolean = () => true;
  private constructor(private readonly server: Server) {}

  static async start(server: PostgresServer): Promise<Line> {
    const listener = createServer();
    const line = new Line(listener);
    listener.on('connection', (cms) => {
      const database = connect(join(server.socketFolder, '.s.PGSQL.5432'));
      for (const [from, to] of [[cms, database], [database, cms]] as const) {
        line.sockets.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
        from.on('data', (data: Buffer) => void ((from === cms ? line.toDatabase : line.toCms)(data, cms) && to.write(data)));
      }
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

(postgresPrograms === undefined ? suite.skip : suite)('cms: the user database in PostgreSQL when things go wrong', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let line: Line;
  const open: UserDatabase[] = [];
  let count = 0;
  suiteSetup(async () => {
    server = await PostgresServer.start();
    await server.query("CREATE ROLE guarded LOGIN PASSWORD 'right'");
  });
  suiteTeardown(() => server.dispose());
  setup(async () => {
    line = await Line.start(server);
    await server.database(`s${++count}`);
  });
  teardown(async () => {
    for (const database of open.splice(0)) await database.close();
    await line.close();
  });
  const start = async (url: string, limits = {}) => {
    const database = await openPostgresDatabase(url, limits);
    open.push(database);
    return database;
  };
  const direct = () => server.database(`s${count}`);
  const throughLine = () => `postgres://postgres@127.0.0.1:${line.port}/postgres?options=-c%20search_path%3D%22s${count}%22`;

  test('processes that start at once make one table', async () => {
    const url = await direct();
    const databases = await Promise.all(Array.from({ length: 12 }, () => start(url, { connections: 2 })));
    const outcomes = await Promise.all(databases.map((database, index) => database.write(key('x'), version(String(index)), undefined)));
    assert.equal(outcomes.filter((outcome) => outcome === 'written').length, 1);
  });

  test('a role that may only read and write is enough where the table is there', async () => {
    await (await start(await direct())).write(key('x'), version('1'), undefined);
    await server.query(`GRANT USAGE ON SCHEMA s${count} TO guarded; GRANT SELECT, INSERT, UPDATE, DELETE ON s${count}.mcptt_user_documents TO guarded`);
    const database = await start(server.url(`options=-c%20search_path%3Ds${count}`, 'guarded'));
    assert.equal(await database.write(key('x'), version('2'), '"1"'), 'written');
  });

  test('a database that may lose what it confirms, or cannot hold every name, is refused', async () => {
    await assert.rejects(openPostgresDatabase(server.url('options=-c%20synchronous_commit%3Doff')), (error) => error instanceof UnfitDatabase && /synchronous_commit is off/.test(error.message));
    await server.query("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'");
    await assert.rejects(openPostgresDatabase(server.url('').replace('/postgres?', '/latin?')), (error) => error instanceof UnfitDatabase && /LATIN1/.test(error.message));
  });

  test('one that is set to lose what it confirms while it runs is found out with the next connection, until it is set right', async () => {
    await server.query('CREATE ROLE careless LOGIN');
    await (await start(await direct())).write(key('x'), version('1'), undefined);
    await server.query(`GRANT USAGE ON SCHEMA s${count} TO careless; GRANT SELECT, INSERT, UPDATE, DELETE ON s${count}.mcptt_user_documents TO careless`);
    const database = await start(server.url(`options=-c%20search_path%3Ds${count}`, 'careless'));
    const set = (value: string) => server.query(`ALTER ROLE careless SET synchronous_commit = ${value}; SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'careless'`);
    await set('off');
    // Of the connection that was ended, the first statement may be the one to tell.
    const failures = [await failureOf(database.read(key('x'))), await failureOf(database.write(key('x'), version('2'), '"1"'))];
    assert.match(failures[1]!.message, /^The user database cannot keep what it confirms, as it is set now; nothing was changed\.$/);
    assert.ok(failures[1] instanceof DatabaseUnavailable && failures[1].unchanged && failures[1].cause instanceof UnfitDatabase);
    await server.query('ALTER ROLE careless SET synchronous_commit = on');
    assert.equal(await database.write(key('x'), version('2'), '"1"'), 'written');
  });

  test('one that cannot be reached fails at once, and no message holds the password', async () => {
    const refused = await failureOf(openPostgresDatabase('postgres://cms:s3cret@127.0.0.1:1/x'));
    assert.match(refused.message, /^The user database cannot be reached \(connect ECONNREFUSED 127\.0\.0\.1:1\); nothing was changed\.$/);
    const unknown = await failureOf(openPostgresDatabase(`postgres://nobody:s3cret@127.0.0.1:${line.port}/postgres`));
    assert.match(unknown.message, /role "nobody" does not exist/);
    assert.doesNotMatch(JSON.stringify([refused, refused.stack, unknown, unknown.stack]), /s3cret/);
  });

  test('one that is slow gives the statement up, and leaves nothing behind', async () => {
    const database = await start(await direct(), { statementMilliseconds: 300 });
    await database.write(key('x'), version('1'), undefined);
    const holding = server.query(`BEGIN; LOCK TABLE s${count}.mcptt_user_documents IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(2); COMMIT`);
    // The lock is there once somebody else cannot have it.
    for (let free = true; free; ) free = (await server.query(`SELECT FROM pg_locks JOIN pg_class ON pg_class.oid = relation WHERE relname = 'mcptt_user_documents' AND mode = 'AccessExclusiveLock'`)).length === 0;
    const attempts = [database.write(key('x'), version('2'), '"1"'), database.remove(key('x'), '"1"'), database.read(key('x')), database.list('/r', 'sip:u@h')];
    for (const { message, unchanged } of await Promise.all(attempts.map(failureOf))) {
      assert.deepEqual([message, unchanged], ['The user database cannot do this now (canceling statement due to statement timeout); nothing was changed.', true]);
    }
    await holding;
    assert.equal((await database.read(key('x')))?.entityTag, '"1"');
  });

  test('an answer that is lost is looked up: what is there was written', async () => {
    const database = await start(throughLine());
    await database.write(key('x'), version('1'), undefined);
    let lost = 0;
    let armed: Socket | undefined;
    line.toDatabase = (data, cms) => {
      if (data.includes('UPDATE')) armed = cms;
      return true;
    };
    line.toCms = (_data, cms) => {
      if (cms !== armed) return true;
      lost += 1;
      cms.destroy();
      return false;
    };
    assert.equal(await database.write(key('x'), version('2'), '"1"'), 'written');
    assert.equal(lost, 1);
    assert.equal((await database.read(key('x')))?.entityTag, '"2"');
  });

  test('a statement that may or may not have arrived is not known to be done, nor not to be', async () => {
    const database = await start(throughLine());
    await database.write(key('x'), version('1'), undefined);
    line.toDatabase = (data, cms) => {
      if (!data.includes('UPDATE') && !data.includes('DELETE')) return true;
      cms.destroy();
      return false;
    };
    const attempts = [database.write(key('x'), version('2'), '"1"'), database.remove(key('x'), '"1"')];
    for (const { message, unchanged } of await Promise.all(attempts.map(failureOf))) {
      assert.equal(unchanged, false);
      assert.match(message, /whether the change was made is not known\.$/);
    }
    assert.equal((await database.read(key('x')))?.entityTag, '"1"');
  });

  test('one that says nothing any more is not waited for', async () => {
    const database = await start(throughLine(), { statementMilliseconds: 200, connectMilliseconds: 200 });
    await database.write(key('x'), version('1'), undefined);
    line.toCms = () => false;
    const began = Date.now();
    assert.equal((await failureOf(database.write(key('x'), version('2'), '"1"'))).unchanged, false);
    assert.ok(Date.now() - began < 10_000);
  });

  test('a restart of the database is got over', async () => {
    const database = await start(await direct());
    await database.write(key('x'), version('1'), undefined);
    await server.crash();
    const down = await failureOf(database.write(key('y'), version('2'), undefined));
    assert.match(down.message, /cannot be reached|cannot do this now/);
    await failureOf(database.read(key('x')));
    await server.run();
    assert.equal((await database.read(key('x')))?.entityTag, '"1"');
    assert.equal(await database.write(key('x'), version('3'), '"1"'), 'written');
  });
});
