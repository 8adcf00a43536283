import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKamailio } from '../../scripts/kamailio.mjs';
import type { Kamailio } from '../../scripts/kamailio.mjs';
import { lineOf, run, start } from '../../scripts/programs.mjs';

/** A Kamailio with its xcap_server on loopback, over a database of its own. */
export interface KamailioServer {
  readonly root: string;
  stop(): Promise<void>;
}

/** Starts one. @throws Refusal where the machine has none and cannot get it; any other failure is one of the test's */
export async function startKamailio(): Promise<KamailioServer> {
  const kamailio = await ensureKamailio();
  try {
    return await startIn(mkdtempSync(join(tmpdir(), 'mcptt-kamailio-')), kamailio);
  } catch (error) {
    // It is there and does not start: nothing to skip a test for.
    throw new Error(`Kamailio does not start: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function startIn(folder: string, kamailio: Kamailio): Promise<KamailioServer> {
  const database = join(folder, 'xcap.sqlite');
  const port = await freePort();
  const tables = ['standard-create.sql', 'presence-create.sql'].map((name) => readFileSync(join(kamailio.tables, name), 'utf8'));
  writeFileSync(join(folder, 'tables.sql'), tables.join('\n'));
  writeFileSync(join(folder, 'kamailio.cfg'), configuration(port, database));
  await run(kamailio.sqlite, [database, `.read ${join(folder, 'tables.sql')}`], { env: kamailio.env });
  const program = start(kamailio.program, ['-L', kamailio.modules, '-f', join(folder, 'kamailio.cfg'), '-Y', folder, '-w', folder, '-DD', '-E'], { env: kamailio.env });
  const stop = async (): Promise<void> => {
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await lineOf(program, 'It', (line) => line.includes(READY) || undefined);
    return { root: `http://127.0.0.1:${port}/xcap-root`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const READY = 'xcap server ready';

/**
 * The least that serves XCAP. It knows fixed applications only, so that a profile is kept as one of those; `-DD` keeps it in
 * our process group. A worker says when it is ready, because Kamailio itself does not.
 */
function configuration(port: number, database: string): string {
  return `
debug=1
log_stderror=yes
children=1
tcp_children=2
auto_aliases=no
dns=no
listen=tcp:127.0.0.1:${port}
tcp_accept_no_cl=yes
http_reply_parse=yes
tcp_rd_buf_size=1048576
loadmodule "sl.so"
loadmodule "pv.so"
loadmodule "xlog.so"
loadmodule "textops.so"
loadmodule "xhttp.so"
loadmodule "db_sqlite.so"
loadmodule "xcap_server.so"
modparam("xcap_server", "db_url", "sqlite:///${database}")
modparam("xcap_server", "xcap_root", "/xcap-root/")
modparam("xcap_server", "buf_size", 1048576)
request_route { exit; }
event_route[core:worker-one-init] { xlog("L_ALERT", "${READY}\\n"); }
event_route[xhttp:request] {
  set_reply_close();
  set_reply_no_connect();
  $var(place) = $(hu{re.subst,/org\\.3gpp\\.mcptt\\.user-profile/org.openmobilealliance.user-profile/});
  $xcapuri(u=>data) = $var(place);
  if ($rm == "PUT") { xcaps_put("$xcapuri(u=>xuid)", "$var(place)", "$rb"); exit; }
  if ($rm == "GET") { xcaps_get("$xcapuri(u=>xuid)", "$var(place)"); exit; }
  if ($rm == "DELETE") { xcaps_del("$xcapuri(u=>xuid)", "$var(place)"); exit; }
  xhttp_reply("405", "Method Not Allowed", "text/plain", "");
}
`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
