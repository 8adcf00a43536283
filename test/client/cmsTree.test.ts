import assert from 'node:assert/strict';
import { childrenOf, type CmsNode } from '../../client/src/vscode/cmsTree';
import { STATE_HINTS, STATE_ICONS } from '../../client/src/vscode/cmsTreeState';
import { TransportError } from '../../xcap/src/wire';
import { FolderDesk, directoryIn, targetIn, xui } from './folderDesk';
import { profile, root } from './publishDesk';
import { answer } from './tableCms';

const user: CmsNode = { kind: 'user', connection: '', xui };
const name = 'user-profile-0.xml';
const target = targetIn(xui, name);
const file = `file:///workspace/${name}`;
const changed = (who: string): string => profile.replace('index="0">', `index="0"><Name>${who}</Name>`);

const line = (node: CmsNode): string => node.kind === 'document' ? `${node.place.document}: ${node.note ?? node.state}` : node.kind === 'user' ? node.xui : node.label;
const shown = async (desk: FolderDesk, node?: CmsNode): Promise<string[]> => (await childrenOf(node, desk.parts)).map(line);

/** A CMS that lists what it has, with tags where it is told to. */
function listing(desk: FolderDesk, tags = true): void {
  desk.cms.rather = ({ target: asked }) => asked !== directoryIn(xui) ? undefined : answer(200, 'OK', {}, `<xcap-directory><folder auid="org.3gpp.mcptt.user-profile">${
    [...desk.cms.documents].map(([uri, { tag }]) => `<entry uri="${uri}"${tags ? ` etag='${tag}'` : ''}/>`).join('')}</folder></xcap-directory>`);
}

suite('the view of the CMS', () => {
  test('connections and users cost no request', async () => {
    const desk = new FolderDesk();
    Object.assign(desk.settings.layers[0]!.connections, { live: { root: 'https://live.example.com', environment: 'production' }, broken: {} });
    const nodes = await childrenOf(undefined, desk.parts);
    assert.deepEqual(nodes.map(line), ['CMS of this workspace', 'live', "Setting mcptt.connections, 'broken': root is missing: write the XCAP root of the CMS."]);
    assert.deepEqual(await shown(desk, nodes[0]), [xui]);
    assert.deepEqual(await shown(desk, nodes[1]), ['No user is known here: add one with the + of this connection.']);
    assert.deepEqual(desk.cms.requests, []);
    desk.trusted = false;
    assert.deepEqual(await shown(desk), []);
  });

  for (const tags of [true, false]) {
    test(`every state, ${tags ? 'with' : 'without'} entity tags in the directory`, async () => {
      const desk = new FolderDesk();
      listing(desk, tags);
      desk.cms.change(target, profile);
      const state = async (): Promise<string[]> => (await shown(desk, user)).map((each) => each.slice(name.length + 2));
      assert.deepEqual(await state(), ['only there']);
      desk.files.set(file, changed('here'));
      assert.deepEqual(await state(), ['not known']);
      desk.files.set(file, `<!-- layout only -->${profile}`);
      assert.deepEqual(await state(), ['in step']);
      desk.files.set(file, changed('here'));
      assert.deepEqual(await state(), ['changed here']);
      desk.cms.change(target, changed('there'));
      assert.deepEqual(await state(), ['changed on both sides']);
      desk.files.set(file, `<!-- layout only -->${profile}`);
      assert.deepEqual(await state(), ['changed there']);
      desk.files.set(file, changed('there'));
      assert.deepEqual(await state(), ['in step']);
      desk.files.set(`file:///other/${name}`, profile);
      desk.files.delete(file);
      assert.deepEqual(await state(), ['not known'], 'another file of the same name was never the same');
    });
  }

  test('a file that was published is known by the version that was published, whatever its name', async () => {
    const desk = new FolderDesk();
    listing(desk);
    desk.cms.change(target, profile);
    desk.files.set('file:///x/mine.xml', changed('here'));
    await desk.parts.memory.rememberSeen(new URL(root).origin + target, { document: 'file:///x/mine.xml', entityTag: '"v1"' });
    assert.deepEqual(await shown(desk, user), [`${name}: changed here`]);
  });

  for (const tags of [true, false]) {
    test(`a file that was published is compared with what the CMS served then, ${tags ? 'with' : 'without'} entity tags in the directory`, async () => {
      const desk = new FolderDesk();
      listing(desk, tags);
      const mine = 'file:///x/mine.xml';
      const stateOf = async (here: string, there?: string): Promise<{ readonly state: string; readonly reads: number }> => {
        desk.cms.documents.clear();
        desk.cms.change(target, profile);
        const { tag } = desk.cms.documents.get(target)!;
        await desk.parts.memory.rememberSeen(new URL(root).origin + target, { document: mine, entityTag: tag }, profile);
        if (there !== undefined) desk.cms.change(target, there);
        desk.files.set(mine, here);
        desk.cms.requests.splice(0);
        const [seen = ''] = await shown(desk, user);
        return { state: seen.slice(name.length + 2), reads: desk.cms.requests.length - 1 };
      };
      const once = tags ? 0 : 1;
      assert.deepEqual(await stateOf(changed('here')), { state: 'changed here', reads: once });
      assert.deepEqual(await stateOf(`<!-- layout -->${profile}`, changed('there')), { state: 'changed there', reads: 1 });
      assert.deepEqual(await stateOf(changed('here'), changed('there')), { state: 'changed on both sides', reads: 1 });
      assert.deepEqual(await stateOf(changed('here'), `${profile}<!-- layout -->`), { state: 'changed here', reads: 1 });
      assert.deepEqual(await stateOf(`${profile}<!-- layout -->`), { state: 'in step', reads: once });
    });
  }

  test('a published text that is too long to keep leaves open who has changed', async () => {
    const desk = new FolderDesk();
    listing(desk);
    desk.files.set('file:///x/mine.xml', changed('here'));
    await desk.parts.memory.rememberSeen(new URL(root).origin + target, { document: 'file:///x/mine.xml', entityTag: '"old"' }, `${profile}<!--${'x'.repeat(300_000)}-->`);
    desk.cms.change(target, changed('there'));
    assert.deepEqual(await shown(desk, user), [`${name}: not known`]);
  });

  test('several files of one name are not guessed among', async () => {
    const desk = new FolderDesk();
    listing(desk);
    desk.cms.change(target, profile);
    desk.files.set(file, profile).set(`file:///b/${name}`, profile);
    assert.deepEqual(await shown(desk, user), [`${name}: several files have this name`]);
  });

  test('remembered tags that are still listed cost no second request', async () => {
    const desk = new FolderDesk();
    listing(desk);
    desk.cms.change(target, profile);
    desk.files.set(file, profile);
    await shown(desk, user);
    desk.cms.requests.splice(0);
    await shown(desk, user);
    assert.deepEqual(desk.cms.requests, [`GET ${directoryIn(xui)}`]);
  });

  test('no directory: what is known, and said so', async () => {
    const desk = new FolderDesk();
    await desk.parts.own.addAddress(new URL(root).origin + target);
    assert.deepEqual(await shown(desk, user), ['This CMS keeps no list: these are the documents known in this workspace.', `${name}: only there`]);
  });

  test('what went wrong is a node that says what to do', async () => {
    const desk = new FolderDesk();
    desk.cms.token = 'header.payload.signature';
    const [refused] = await childrenOf(user, desk.parts);
    assert.match(refused === undefined ? '' : line(refused), /^401 .*Click here to sign in or set a token\.$/);
    assert.equal(refused?.kind === 'problem' ? refused.signIn : 'none', '');
    desk.cms.token = undefined;
    desk.cms.rather = () => new TransportError('unsent', 'The host does not answer.');
    assert.deepEqual(await shown(desk, user), [`Listing the documents of ${xui} did not work: The host does not answer. Refresh to try again.`]);
    assert.deepEqual(desk.person.saw(), [], 'a look asks nothing');
  });

  test('of a hundred documents no more than four are asked for at a time', async () => {
    const desk = new FolderDesk();
    listing(desk);
    for (let index = 0; index < 100; index += 1) {
      desk.cms.change(targetIn(xui, `p${index}.xml`), profile);
      desk.files.set(`file:///w/p${index}.xml`, profile);
    }
    const carry = desk.cms.transport;
    let [now, most] = [0, 0];
    Object.assign(desk.cms, { transport: async (...request: Parameters<typeof carry>) => {
      most = Math.max(most, now += 1);
      await new Promise((done) => setImmediate(done));
      try { return await carry(...request); } finally { now -= 1; }
    } });
    assert.equal((await shown(desk, user)).filter((each) => each.endsWith('in step')).length, 100);
    assert.equal(most, 4);
  });

  test('each state has an icon of its own and a hint', () => {
    assert.equal(new Set(Object.values(STATE_ICONS)).size, 6);
    assert.deepEqual(Object.keys(STATE_HINTS), Object.keys(STATE_ICONS));
  });
});
