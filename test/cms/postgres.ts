import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { findPostgres } from '../../scripts/install.mjs';

/** Can these tests have a PostgreSQL? The test run says so loudly where they cannot. */
export const postgresPrograms = process.platform === 'win32' ? undefined : findPostgres();

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** A real PostgreSQL of its own: in a temporary folder, on a socket that only this machine reaches, its fsync on. */
export class PostgresServer {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly programs: string,
    private readonly folder: string,
    private readonly owner: Owner,
  ) {}

  static async start(): Promise<PostgresServer> {
    if (postgresPrograms === undefined) throw new Error('There is no PostgreSQL here.');
    const owner: Owner = process.getuid?.() === 0 ? someoneElse() : {};
    const folder = mkdtempSync(join(tmpdir(), 'mcptt-pg-'));
    if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
    // Without a password but for one role, so that a test can give a wrong one.
    const server = new PostgresServer(postgresPrograms, folder, owner);
    execFileSync(join(postgresPrograms, 'initdb'), ['-D', server.data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'], { ...owner, cwd: folder, stdio: 'ignore' });
    await server.run();
    return server;
  }

  /** Starts it again after {@link crash}, or for the first time. */
  async run(): Promise<void> {
    const settings = { listen_addresses: '', unix_socket_directories: this.folder, max_connections: '200', log_min_messages: 'log' };
    const child = spawn(join(this.programs, 'postgres'), ['-D', this.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], { ...this.owner, cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      const said: string[] = [];
      createInterface(child.stderr).on('line', (line) => {
        said.push(line);
        if (line.includes('ready to accept connections')) resolve();
      });
      child.once('exit', () => reject(new Error(`PostgreSQL ended: ${said.join('\n')}`)));
    });
  }

  /** Ends it without letting it finish anything, as a crash of the machine would. */
  async crash(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    // Immediate shutdown (PostgreSQL 19.5): all of its processes end at once, and the next start recovers from the log.
    child.kill('SIGQUIT');
    await ended;
  }

  async dispose(): Promise<void> {
    await this.crash();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The folder of its socket. */
  get socketFolder(): string {
    return this.folder;
  }

  /** The address of a user database, which is made empty where there is none of that name. */
  async database(name: string): Promise<string> {
    // A schema of one database does what a database would, and takes no time to make.
    await this.query(`CREATE SCHEMA IF NOT EXISTS "${name}"`);
    return this.url(`options=-c%20search_path%3D%22${name}%22`);
  }

  /** @param query of the address, beside the socket */
  url(query: string, user = 'postgres'): string {
    return `postgres://${user}@localhost/postgres?host=${encodeURIComponent(this.folder)}&${query}`;
  }

  async query(text: string): Promise<Record<string, unknown>[]> {
    const client = new Client(this.url(''));
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }

  private get data(): string {
    return join(this.folder, 'data');
  }
}

/** PostgreSQL refuses to run as root. */
function someoneElse(): { uid: number; gid: number } {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const [, , uid, gid] = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

let shared: Promise<PostgresServer> | undefined;

/** The one server of a test run, started for the first who asks. */
export function sharedPostgres(): Promise<PostgresServer> {
  return (shared ??= PostgresServer.start());
}

// Outside of any suite: at the end of the whole run.
suiteTeardown(async () => {
  await (await shared)?.dispose();
  shared = undefined;
});
