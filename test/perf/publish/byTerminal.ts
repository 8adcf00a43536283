import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { issueToken, startCms } from '../../../scripts/localCms.mjs';
import { AuditTail } from './auditTail';
import type { PublishFigures } from './figures';
import { countDifferent, writeProfiles } from './manyProfiles';
import { Watch } from './watch';

const cli = resolve(__dirname, '../../../dist/cli.js');

/** `cli.js publish FOLDER`, interrupted when half of the documents are stored, then once more to its end. */
export async function publishByTerminal(count: number): Promise<PublishFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'mcptt-publish-'));
  const path = (name: string): string => join(folder, name);
  writeProfiles(path('many'), count);
  const cms = await startCms(path('cms'), 0, { more: ['--audit', path('audit.log')] });
  try {
    const token = await issueToken(path('cms'), 'sip:admin@example.com', true);
    const audit = new AuditTail(path('audit.log'));
    const watch = new Watch(audit, count);
    const seconds = [];
    for (const [until, code] of [[count / 2, 2], [count, 0]] as const) {
      const began = performance.now();
      const child = spawn(process.execPath, [cli, 'publish', path('many'), '--root', cms.root, '--token-env', 'CMS_TOKEN'], { env: { ...process.env, CMS_TOKEN: token, XDG_STATE_HOME: path('state') }, stdio: ['ignore', 'inherit', 'inherit'] });
      const ended = once(child, 'exit') as Promise<[number | null]>;
      await watch.until(until, { terminal: child.pid! }, ended);
      if (until < count) child.kill('SIGINT');
      const [exit] = await ended;
      if (exit !== code) throw new Error(`publish ended with ${String(exit)}, not with ${code}`);
      seconds.push((performance.now() - began) / 1_000);
    }
    const documents = audit.look();
    audit.close();
    return { seconds, documents, sentTwice: audit.twice(), different: await countDifferent(cms.root, token, count), memory: watch.memory, peaks: watch.peaks };
  } finally {
    await cms.program.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
