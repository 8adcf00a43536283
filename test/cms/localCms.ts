import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOwnKey, type OwnKey } from '../../cms/src/keys';
import { openLogDatabase } from '../../cms/src/logDatabase';
import { createCms, type AuditEntry, type Cms, type CmsOptions } from '../../cms/src/server';
import { issueToken } from '../../cms/src/tokens';

export const MEDIA_TYPE = 'application/vnd.3gpp.mcptt-user-profile+xml';

/** An answer as a test reads it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** A CMS in this process, on loopback, over a folder of its own. */
export class LocalCms {
  private constructor(
    readonly folder: string,
    readonly key: OwnKey,
    private cms: Cms | undefined,
    readonly port: number,
    /** What has been audited, the oldest first. */
    readonly audit: AuditEntry[],
  ) {}

  static async start(options: Partial<CmsOptions> = {}): Promise<LocalCms> {
    const folder = await mkdtemp(join(tmpdir(), 'mcptt-cms-'));
    const key = await loadOwnKey(folder);
    const audit: AuditEntry[] = [];
    const database = options.database ?? (await openLogDatabase(folder));
    const cms = createCms({ database, trust: key.trust, validate: () => [], audit: (entry) => void audit.push(entry), ...options });
    return new LocalCms(folder, key, cms, await cms.listen(0, '127.0.0.1'), audit);
  }

  async stop(): Promise<void> {
    const cms = this.cms;
    this.cms = undefined;
    await cms?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  token(mcpttId: string, administrator = false, lifetimeSeconds = 3600): Promise<string> {
    return issueToken(this.key, { mcpttId, administrator }, new Date(), lifetimeSeconds);
  }

  /** One request, its target verbatim, over a connection of its own. */
  send(method: string, target: string, headers: Record<string, string> = {}, body?: string | Uint8Array): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: this.port, method, path: target, headers: { Connection: 'close', ...headers } }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers as Reply['headers'], text: Buffer.concat(chunks).toString('utf8') }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
