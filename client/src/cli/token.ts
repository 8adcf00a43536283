import { findOwnKey } from '../../../cms/src/keys';
import { issueToken } from '../../../cms/src/tokens';
import { readOptions, required, UsageError, wholeNumber } from './options';

export const help = `token --data DIR --user MCPTT_ID [--admin] [--expires-in SECONDS]
Prints an access token for the local CMS that uses this data folder, to try things out.
  --data DIR            data folder of the CMS, which was started on it at least once
  --user MCPTT_ID       whose token it is, for example sip:user1@example.com
  --admin               an administrator, who may write on behalf of every user
  --expires-in SECONDS  how long it is valid, one day if not given`;

const DAY = 86_400;
const YEAR = 366 * DAY;

export async function token(args: string[]): Promise<number> {
  const options = { data: { type: 'string' }, user: { type: 'string' }, admin: { type: 'boolean' }, 'expires-in': { type: 'string' } } as const;
  const { values } = readOptions(args, options, { min: 0, max: 0, name: '' });
  const folder = required(values.data, 'data');
  const subject = { mcpttId: required(values.user, 'user'), administrator: values.admin ?? false };
  const lifetime = wholeNumber(values['expires-in'] ?? String(DAY), 'expires-in', 1, YEAR);
  const key = await findOwnKey(folder);
  // A key made here would be one that no CMS knows, and its tokens would be refused without a word why.
  if (!key) throw new UsageError(`${folder} has no CMS data with a key in it; name the folder of a CMS, or start one there first: cms --data ${folder}`);
  process.stdout.write(`${await issueToken(key, subject, new Date(), lifetime)}\n`);
  return 0;
}
