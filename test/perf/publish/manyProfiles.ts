import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, request } from 'node:http';
import { profileOfSize } from '../documents';

/** A file, its bytes and where it goes below the XCAP root. */
export interface ManyProfile {
  readonly name: string;
  readonly target: string;
  readonly bytes: Buffer;
}

/** So many valid profiles of 10 kB, each of another user, no two alike; made one at a time. */
export function* manyProfiles(count: number): Generator<ManyProfile> {
  // Its two names, of the user and of the shift, are what differs.
  const text = profileOfSize(9_500);
  for (let index = 0; index < count; index += 1) {
    const name = `${index}.mcptt-user-profile.xml`;
    yield {
      name, target: `/org.3gpp.mcptt.user-profile/users/sip:officer${index}@example.com/${name}`,
      bytes: Buffer.from(text.replaceAll('sip:user1@', `sip:officer${index}@`).replace('Day shift', `Shift ${index}`)),
    };
  }
}

/** Writes them into a folder that is not there yet. */
export function writeProfiles(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, bytes } of manyProfiles(count)) writeFileSync(join(folder, name), bytes);
}

/** How many of them a CMS does not serve byte by byte. */
export async function countDifferent(root: string, token: string, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const served = (target: string): Promise<Buffer> => new Promise((resolve, reject) => {
    request(root + target, { agent, headers: { Authorization: `Bearer ${token}` } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject).on('end', () => resolve(Buffer.concat(chunks)));
    }).on('error', reject).end();
  });
  let different = 0;
  for (const { target, bytes } of manyProfiles(count)) if (!bytes.equals(await served(target))) different += 1;
  agent.destroy();
  return different;
}
