import { allGood, connectionReport } from '../connection/connectionReport';
import { transportWithHeaders } from '../connection/headers';
import { testConnection } from '../connection/testConnection';
import { DEFAULT_LIMITS } from '../transport/limits';
import { nodeTransport } from '../transport/nodeTransport';
import { probe } from '../transport/probe';
import { CONNECTION_HELP, CONNECTION_OPTIONS, connectionOf, interruptible, readToken, routeOf } from './connection';
import { readOptions, UsageError } from './options';
import { writeOut } from './standardOutput';

export const help = `connection test --root URL [--xui XUI]
Tries a connection to a CMS: host, TLS, token, what the CMS can do and what the user has there. Writes nothing to it.
Exit code 0 where nothing would keep documents from being published, else 1.
${CONNECTION_HELP}`;

export async function connectionCommand(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, CONNECTION_OPTIONS, { min: 1, max: 1, name: 'What to do with the connection (test)' });
  if (positionals[0] !== 'test') throw new UsageError(`A connection has no '${positionals[0]}'; the only command is: connection test.`);
  const connection = connectionOf(values);
  const route = await routeOf(connection, values);
  const { token } = readToken(values);
  const findings = await interruptible((signal) => testConnection(connection, {
    probe: (origin, fired) => probe(origin, route, fired),
    transport: transportWithHeaders(nodeTransport(DEFAULT_LIMITS, route), connection.headers),
    token: token === undefined ? { kind: 'none' } : { kind: 'token', token },
    now: Date.now(),
  }, signal));
  await writeOut(connectionReport(connection, findings, (text) => text));
  return allGood(findings) ? 0 : 1;
}
