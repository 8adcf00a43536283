import { journalFile } from '../bulk/journalFile';
import { lockPublication } from '../bulk/publicationLock';
import { openRoute, settingsSource } from '../connection/openRoute';
import { runTokenCommand } from '../connection/tokenCommand';
import { loopbackRedirect } from '../signIn/loopbackRedirect';
import { DEFAULT_LIMITS } from '../transport/limits';
import { nodeTransport } from '../transport/nodeTransport';
import { probe } from '../transport/probe';
import type { Reach } from './reach';

/** The desktop editor and the remote ones. */
export const reachByNode: Reach = {
  async transport(connection, { base, passphrase }, peer) {
    return nodeTransport(DEFAULT_LIMITS, await openRoute(connection, settingsSource(connection, base, passphrase)), peer);
  },
  async probe(connection, { base, passphrase }) {
    const route = await openRoute(connection, settingsSource(connection, base, passphrase));
    return (origin, signal) => probe(origin, route, signal);
  },
  listen: loopbackRedirect,
  runCommand: runTokenCommand,
  journal: journalFile,
  lock: lockPublication,
};
