import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STORES } from '../cms/stores';
import { CommandLine } from './commandLine';

const PROFILE = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:u@example.com" user-profile-index="0"/>\n';

suite('cli: cms backup, cms restore, --database', function () {
  this.timeout(60_000);
  let cli: CommandLine;
  suiteSetup(async () => {
    cli = await CommandLine.make();
    await writeFile(join(cli.folder, 'profile.xml'), PROFILE);
  });
  suiteTeardown(() => cli.dispose());

  for (const store of STORES) {
    test(`${store.name}: while the CMS runs, and back into the other kind`, async () => {
      const [data, other] = [join(cli.folder, `from-${store.name}`), join(cli.folder, `to-${store.name}`)];
      const where = async (one: typeof store, folder: string) => (one.name === 'log' ? ['--data', folder] : (await one.options(folder)).slice(2));
      const { child, ready } = await cli.cms(...(await store.options(data)));
      const CMS_TOKEN = (await cli.run(['token', '--data', data, '--user', 'sip:u@example.com'])).out.trim();
      const at = (root: string) => ['--root', root, '--xui', 'sip:u@example.com', '--name', 'p.xml', '--token-env', 'CMS_TOKEN'];
      const { out: tag } = await cli.run(['publish', 'profile.xml', ...at(ready.root)], { CMS_TOKEN });
      const from = await where(store, data);
      assert.deepEqual(await cli.run(['cms', 'backup', ...from, `${data}.backup`]), { code: 0, out: '1 document backed up\n', err: '' });
      const again = await cli.run(['cms', 'backup', ...from, `${data}.backup`]);
      assert.equal(again.code, 2);
      assert.match(again.err, /is there already; choose another name for the backup\.\n$/);
      const restored = await cli.run(['cms', 'restore', ...from, `${data}.backup`]);
      assert.equal(restored.code, 2);
      assert.match(restored.err, store.name === 'log' ? /is in use by process \d+/ : /^There are documents in this user database already/);
      await cli.stop(child, 'SIGTERM');
      const target = STORES.find(({ name }) => name !== store.name) ?? store;
      assert.deepEqual(await cli.run(['cms', 'restore', ...(await where(target, other)), `${data}.backup`]), { code: 0, out: '1 document restored\n', err: '' });
      const key = await readFile(join(data, 'signing-key.json'));
      await mkdir(other, { recursive: true });
      await writeFile(join(other, 'signing-key.json'), key);
      const second = await cli.cms(...(await target.options(other)));
      const fetched = await cli.run(['fetch', ...at(second.ready.root)], { CMS_TOKEN });
      assert.deepEqual([fetched.out, fetched.err], [PROFILE, `ETag: ${tag}`]);
      await cli.stop(second.child, 'SIGTERM');
    });
  }

  test('what cannot be done is told in one line, without the address that was given', async () => {
    const refusals: [args: string[], environment: Record<string, string>, message: RegExp][] = [
      [['cms', 'backup', 'x'], {}, /^Say which user database: --data DIR or --database URL, one of them\.\n$/],
      [['cms', 'backup', '--data', 'a', '--database', 'postgres://', 'x'], {}, /^Say which user database/],
      [['cms', 'backup', '--data', 'a'], {}, /^FILE is missing\.\n$/],
      [['cms', 'backup', '--data', 'absent', 'x'], {}, /there is no such file or folder\.\n$/],
      [['cms', 'restore', '--data', 'b', 'profile.xml'], {}, /^.*profile\.xml is damaged, or no backup of a user database; it cannot be restored\.\n$/],
      [['cms', '--database', 'mysql://u:s3cret@h/d'], {}, /^--database takes an address like postgres:\/\/user@host\/name\.\n$/],
      [['cms', '--database-env', 'DB'], { DB: '' }, /^The environment variable DB holds no address of a database\.\n$/],
      [['cms', '--database-env', 'DB', '--database', 'postgres://'], {}, /say the same/],
      [['cms', '--database-env', 'DB'], { DB: 'postgres://u:s3cret@127.0.0.1:1/d' }, /^The user database cannot be reached \(connect ECONNREFUSED 127\.0\.0\.1:1\); nothing was changed\.\n$/],
      [['cms', '--database', 'postgres://'], { PGHOST: '127.0.0.1', PGPORT: '1', PGPASSWORD: 's3cret', PGUSER: 'u' }, /ECONNREFUSED 127\.0\.0\.1:1/],
    ];
    for (const [args, environment, message] of refusals) {
      const { code, err } = await cli.run(args, environment);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, message);
      assert.doesNotMatch(err, /s3cret/);
    }
  });
});
