import { prepareDataFolder } from '../../../cms/src/dataFolder';
import { loadOwnKey } from '../../../cms/src/keys';
import { issueToken } from '../../../cms/src/tokens';
import { readOptions, required, wholeNumber } from './options';

export const help = `token --data DIR --user MCPTT_ID [--admin] [--expires-in SECONDS]
Prints an access token for the local CMS that uses this data folder, to try things out.
  --data DIR            data folder of the CMS; its key is made if there is none yet
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
  await prepareDataFolder(folder);
  process.stdout.write(`${await issueToken(await loadOwnKey(folder), subject, new Date(), lifetime)}\n`);
  return 0;
}
