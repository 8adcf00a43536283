import assert from 'node:assert/strict';
import type { AccessTokens } from '../../client/src/vscode/accessTokens';
import { createCmsAccess } from '../../client/src/vscode/cmsAccess';
import { Person } from './person';
import { root } from './publishDesk';
import { TableCms } from './tableCms';

/** Does something with the token `t0`, which is refused, then with the one that a renewal gives. */
async function go(doing: string, renewed: string | undefined): Promise<{ readonly status: number; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const tokens: Pick<AccessTokens, 'silent' | 'renew' | 'anewLabel'> = {
    silent: async () => ({ kind: 'token', token: 't0' }),
    renew: async (_connection, refused, what) => { asked.push(`${refused}: ${what}`); return renewed; },
    anewLabel: () => 'Sign In',
  };
  const access = createCmsAccess({
    ui: new Person().ui, tokens: tokens as AccessTokens, trusted: () => true, transport: async () => new TableCms().transport,
    settings: () => ({ cms: { root, xui: '', mediaType: '' }, active: '', layers: [] }),
  });
  const status = await access.go(access.connection(''), 'asking', doing, async ({ token }) => token === 't1' ? 200 : 401, (came) => came);
  return { status, asked };
}

suite('the way to a CMS: a token that it does not accept', () => {
  test('the renewal is told what the person was doing, and the same goes on with what it gives', async () => {
    assert.deepEqual(await go('removing user-profile-0.xml', 't1'), { status: 200, asked: ['t0: removing user-profile-0.xml'] });
  });

  test('without another token, the refusal is the result', async () => {
    assert.deepEqual(await go('listing the documents of sip:user2@example.com', undefined), { status: 401, asked: ['t0: listing the documents of sip:user2@example.com'] });
  });
});
