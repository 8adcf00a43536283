import { ConnectionProblem } from '../connection/readConnection';
import { fetchTransport } from '../transport/fetchTransport';
import { DEFAULT_LIMITS } from '../transport/limits';
import type { Reach } from './reach';

/** The editor in a browser: connections are the browser's, and so are their certificates and proxies. */
export const reachByBrowser: Reach = {
  async transport({ name, tls, proxy }, _source, peer) {
    const part = proxy !== undefined ? 'proxy' : Object.keys(tls).length > 0 ? 'tls' : undefined;
    if (part !== undefined) {
      throw new ConnectionProblem('mcptt.connections', `Setting mcptt.connections, '${name}': ${part} has no effect in a browser, which decides that itself; use the desktop editor or the command line.`);
    }
    return fetchTransport(DEFAULT_LIMITS, fetch, peer);
  },
};
