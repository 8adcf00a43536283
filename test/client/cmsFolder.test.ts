import assert from 'node:assert/strict';
import { knownUsers, listPlace, readVersion, statVersion } from '../../client/src/vscode/cmsFolder';
import { deleteFromCms, renameOnCms } from '../../client/src/vscode/cmsFolderMove';
import { TransportError } from '../../xcap/src/wire';
import { FolderDesk, directoryIn, targetIn, xui } from './folderDesk';
import { profile, root } from './publishDesk';
import { answer } from './tableCms';

const name = 'user-profile-0.xml';
const target = targetIn(xui, name);
const ours = profile.replace('index="0">', 'index="0"><Name>Ours</Name>');
const theirs = profile.replace('index="0">', 'index="0"><Name>Theirs</Name>');

async function opened(): Promise<FolderDesk> {
  const desk = new FolderDesk();
  desk.cms.change(target, profile);
  await desk.edit();
  return desk;
}

suite('the CMS as a folder: save', () => {
  test('what was opened is replaced in just that version, and read back', async () => {
    const desk = await opened();
    assert.equal(await desk.save(ours), 'saved');
    assert.deepEqual(desk.cms.requests, [`PUT ${target} "v1"`, `GET ${target}`]);
    assert.equal(desk.cms.documents.get(target)?.text, ours);
    assert.deepEqual(desk.changes.map(({ kind }) => kind), ['changed']);
    assert.equal(await desk.save(theirs), 'saved', 'the next one goes on from there');
    assert.equal(desk.cms.requests.at(-2), `PUT ${target} "v2"`);
    assert.deepEqual(desk.person.saw(), []);
  });

  test('changed by somebody else: refused, nothing lost, compare, then replace just what was shown', async () => {
    const desk = await opened();
    desk.cms.change(target, theirs);
    assert.equal(await desk.save(ours), `${name} was changed on the CMS since you opened it; nothing was stored. Compare the two first.`);
    assert.equal(desk.cms.documents.get(target)?.text, theirs);
    assert.deepEqual(desk.person.saw(), [`warning: ${name} was changed on the CMS since you opened it. Your text is still in the editor; nothing was stored. [Show the CMS's Version]`]);
    await desk.person.click("Show the CMS's Version");
    assert.deepEqual(desk.person.saw(), [
      `compare: ${name} with ${desk.uri(desk.place)}: ${theirs}`,
      `warning: Left is ${name} on the CMS, right is yours: take over what you need, then replace the CMS's version, or leave it as it is. [Replace It Anyway]`,
    ]);
    assert.match(await desk.save(ours), /was changed on the CMS/, 'looking alone replaces nothing');
    await desk.person.click("Show the CMS's Version");
    await desk.person.click('Replace It Anyway');
    assert.deepEqual(desk.savedAgain, [desk.uri(desk.place)]);
    assert.equal(await desk.save(ours), 'saved');
    assert.equal(desk.cms.documents.get(target)?.text, ours);
  });

  test('whoever else reads the file in between does not make its version the one to replace', async () => {
    for (const dirty of [true, false]) {
      const desk = await opened();
      if (dirty) desk.type(ours);
      desk.cms.change(target, theirs);
      await readVersion(desk.place, desk.parts);
      await statVersion(desk.place, desk.parts);
      assert.match(await desk.save(ours), /was changed on the CMS/);
      assert.equal(desk.cms.documents.get(target)?.text, theirs);
    }
  });

  test('once the editor shows the new version, it is the one to replace', async () => {
    const desk = await opened();
    desk.type(ours);
    desk.cms.change(target, `\uFEFF${theirs}\r\n`);
    await readVersion(desk.place, desk.parts);
    desk.parts.versions.shown(desk.uri(desk.place), `${theirs}\n`);
    assert.equal(await desk.save(ours), 'saved');
  });

  test('a text restored with its changes is not known to come from what is there: asked', async () => {
    const desk = new FolderDesk();
    desk.cms.change(target, theirs);
    await readVersion(desk.place, desk.parts);
    desk.parts.versions.opened(desk.uri(desk.place), { text: ours, dirty: true });
    desk.person.answers(undefined);
    assert.equal(await desk.save(ours), `The CMS already has ${name}; nothing was sent.`);
    desk.person.saw();
    desk.person.answers('Replace');
    assert.equal(await desk.save(ours), 'saved');
    assert.deepEqual(desk.person.saw(), [`ask: The CMS already has ${name}, and this is not a change of that version. Replace it? [Replace] [Show the CMS's Version]`]);
  });

  test('a new document: created after a look that finds nothing', async () => {
    const desk = new FolderDesk();
    assert.equal(await desk.save(ours), 'saved');
    assert.deepEqual(desk.cms.requests, [`GET ${target}`, `PUT ${target} *`, `GET ${target}`]);
    assert.deepEqual(desk.changes.map(({ kind }) => kind), ['created']);
    assert.equal(await new FolderDesk().save('', undefined), `An empty document cannot be stored on a CMS: write ${name} first, then save it there.`);
    const there = await opened();
    there.parts.versions.forget(there.uri(there.place));
    assert.equal(await there.save(ours, there.place, { create: true, overwrite: false }), `The CMS already has ${name}; choose another name.`);
    assert.match(await new FolderDesk().save(ours, undefined, { create: false, overwrite: true }), /^404 /);
  });

  test('no entity tag, another root: nothing is sent', async () => {
    const desk = new FolderDesk();
    desk.cms.change(target, profile);
    desk.cms.rather = ({ method }) => method === 'GET' ? answer(200, 'OK', {}, profile) : undefined;
    await desk.edit();
    assert.match(await desk.save(ours), /^The CMS gave no entity tag for user-profile-0\.xml/);
    desk.cms.rather = undefined;
    await desk.edit();
    desk.settings.cms.root = 'https://other.example.com';
    assert.match(await desk.save(ours), /was read from another address than the connection leads to now/);
    assert.deepEqual(desk.cms.requests, []);
  });

  test('the CMS kept something else: told by meaning, with the place', async () => {
    const desk = await opened();
    let sent = false;
    const kept = (text: string) => { desk.cms.rather = ({ method }) => method === 'PUT' ? (sent = true, answer(200, 'OK', { etag: '"k"' })) : sent ? answer(200, 'OK', { etag: '"k"' }, text) : undefined; };
    kept(ours.replace('<Name>', '<!-- kept --><Name >'));
    assert.equal(await desk.save(ours), 'saved');
    assert.deepEqual(desk.person.saw(), [], 'layout and comments are no difference');
    kept(theirs);
    assert.equal(await desk.save(ours), 'saved');
    assert.deepEqual(desk.person.saw(), [`warning: 200 OK: the CMS has replaced ${name}, but keeps something else, in 'mcptt-user-profile/Name': the text "Ours" here, the text "Theirs" on the CMS. [Show the CMS's Version]`]);
  });

  test('refused with 409: marked where it is', async () => {
    const desk = await opened();
    desk.cms.rather = ({ method }) => method !== 'PUT' ? undefined : answer(409, 'Conflict', { 'content-type': 'application/xcap-error+xml' },
      '<xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error"><schema-validation-error phrase="mcptt-user-profile/Name: not so"/></xcap-error>');
    assert.match(await desk.save(ours), /^user-profile-0\.xml was not stored\. 409 Conflict: .*not so/);
    assert.equal(desk.person.marked.length, 1);
  });

  test('no answer, or none that says something: told as not known, and saving again is safe', async () => {
    const desk = await opened();
    desk.cms.rather = ({ method }) => method === 'PUT' ? new TransportError('uncertain', 'The connection broke.') : undefined;
    assert.equal(await desk.save(ours), `${name} may have been stored: The connection broke. Save again: nothing is replaced unseen.`);
    // It was stored after all.
    desk.cms.rather = undefined;
    desk.cms.change(target, ours);
    assert.equal(await desk.save(ours), 'saved');
    assert.equal(desk.cms.documents.get(target)?.tag, '"v2"', 'not stored twice');
  });

  test('gone on the CMS: told, stored anew only when asked for', async () => {
    const desk = await opened();
    desk.cms.documents.clear();
    assert.equal(await desk.save(ours), `${name} was removed from the CMS; nothing was stored.`);
    await desk.person.click('Store It Anew');
    assert.equal(await desk.save(ours), 'saved');
  });

  test('401: a token is asked for, then the same goes on; no token in any message', async () => {
    const desk = await opened();
    desk.cms.token = 'header.payload.signature';
    desk.person.answers('Set Token', desk.cms.token);
    assert.equal(await desk.save(ours), 'saved');
    const saw = desk.person.saw();
    assert.equal(saw[0], `ask: ${root} wants to know who you are. Set an access token and go on storing user-profile-0.xml? [Set Token]`);
    desk.cms.rather = () => answer(403, 'Forbidden', {}, `not with ${desk.cms.token}`);
    assert.equal(desk.parts.access.mask(await desk.save(theirs)).includes('header.payload.signature'), false);
    assert.equal([...saw, ...desk.person.log].some((line) => line.includes('header.payload.signature')), false);
  });

  test('who says no to signing in is not asked by each look, until a refresh', async () => {
    const desk = new FolderDesk();
    desk.cms.token = 'header.payload.signature';
    desk.person.answers(undefined);
    for (let looks = 0; looks < 3; looks += 1) await assert.rejects(statVersion(desk.place, desk.parts), /401/);
    desk.parts.access.askAgain();
    desk.person.answers(undefined);
    await assert.rejects(statVersion(desk.place, desk.parts), /401/);
    assert.equal(desk.person.saw().length, 2);
  });

  test('production asks once for a document; no is no', async () => {
    const desk = new FolderDesk();
    desk.settings.layers[0]!.connections['live'] = { root, environment: 'production' };
    const place = { ...desk.place, connection: 'live' };
    desk.cms.change(target, profile);
    await desk.edit(place);
    desk.person.answers(undefined);
    assert.match(await desk.save(ours, place), /was not sent to live, which is marked as production/);
    assert.deepEqual(desk.cms.requests, []);
    desk.person.answers('Publish to Production');
    assert.equal(await desk.save(ours, place), 'saved');
    assert.equal(await desk.save(theirs, place), 'saved');
  });
});

suite('the CMS as a folder: look, list, delete, rename', () => {
  test('time and size stay the same for the same version, and are not asked for while there are changes', async () => {
    const desk = await opened();
    const [first, again] = [await statVersion(desk.place, desk.parts), await statVersion(desk.place, desk.parts)];
    assert.equal(first, again);
    desk.cms.change(target, theirs);
    assert.ok((await statVersion(desk.place, desk.parts)).seenAt > first.seenAt);
    desk.type(ours);
    desk.cms.requests.splice(0);
    assert.deepEqual(await statVersion(desk.place, desk.parts), { ...first, seenAt: 0 });
    assert.deepEqual(desk.cms.requests, []);
  });

  test('what an editor looks for beside documents is asked of nobody', async () => {
    const desk = new FolderDesk();
    await assert.rejects(statVersion({ kind: 'document', connection: '', xui: '.vscode', document: 'settings.json' }, desk.parts), /There is no user '\.vscode'/);
    assert.deepEqual(desk.cms.requests, []);
  });

  test('untrusted: no connection, no request', async () => {
    const desk = new FolderDesk();
    desk.trusted = false;
    assert.deepEqual(desk.parts.access.names(), []);
    await assert.rejects(readVersion(desk.place, desk.parts), /not trusted/);
    assert.deepEqual(desk.cms.requests, []);
  });

  test('the list: of the directory where there is one, else what is remembered', async () => {
    const desk = await opened();
    assert.deepEqual(await listPlace(desk.place, 'quiet', desk.parts), { documents: [{ document: name }], complete: false });
    desk.cms.change(directoryIn(xui), `<xcap-directory xmlns="urn:oma:xml:xdm:xcap-directory"><folder auid="org.3gpp.mcptt.user-profile">
      <entry uri="${root}/org.3gpp.mcptt.user-profile/users/sip%3Auser2@example.com/b%20c.xml" etag="&quot;1&quot;"/><entry uri="users/${xui}/user-profile-10.xml"/>
      <entry uri="org.3gpp.mcptt.user-profile/users/${xui}/user-profile-9.xml"/><entry uri="alone.xml"/><entry uri="/x/org.3gpp.mcptt.user-profile/users/sip:other/user.xml"/>
      </folder><folder auid="other"><entry uri="users/${xui}/x.xml"/></folder></xcap-directory>`);
    assert.deepEqual(await listPlace(desk.place, 'quiet', desk.parts), {
      documents: [{ document: 'alone.xml' }, { document: 'b c.xml', entityTag: '"1"' }, { document: 'user-profile-9.xml' }, { document: 'user-profile-10.xml' }], complete: true,
    });
    desk.cms.rather = () => answer(503, 'Service Unavailable');
    await assert.rejects(listPlace(desk.place, 'quiet', desk.parts), /503/);
  });

  test('users: of the connection, of documents, entered by hand', async () => {
    const desk = new FolderDesk();
    await desk.parts.memory.rememberSeen(`${root}/org.3gpp.mcptt.user-profile/users/sip:a%2Fb@example.com/x.xml`, { document: 'file:///x.xml' });
    await desk.parts.memory.rememberSeen('https://other.example.com/org.3gpp.mcptt.user-profile/users/sip:c@example.com/x.xml', { document: 'file:///x.xml' });
    await desk.parts.own.addUser(root, 'sip:d@example.com');
    assert.deepEqual(knownUsers({ connection: '' }, desk.parts), [xui, 'sip:a/b@example.com', 'sip:d@example.com']);
  });

  test('delete: only the version that was opened', async () => {
    const desk = await opened();
    desk.cms.change(target, theirs);
    await assert.rejects(deleteFromCms(desk.place, desk.parts), /was changed on the CMS in the meantime and was not removed/);
    assert.equal(desk.cms.documents.size, 1);
    desk.parts.versions.forget(desk.uri(desk.place));
    await deleteFromCms(desk.place, desk.parts);
    assert.equal(desk.cms.documents.size, 0);
    assert.deepEqual(desk.changes, [{ kind: 'deleted', place: desk.place }]);
    assert.deepEqual(desk.parts.own.addresses(), []);
    await assert.rejects(deleteFromCms(desk.place, desk.parts), /^FolderProblem: 404/);
  });

  test('a CMS that goes on serving what it has removed is told', async () => {
    const desk = await opened();
    desk.cms.rather = ({ method }) => method === 'DELETE' ? answer(200, 'OK') : undefined;
    await deleteFromCms(desk.place, desk.parts);
    assert.deepEqual(desk.person.saw(), [`warning: The CMS says that ${name} is removed, and still serves it; delete it again, or ask who runs the CMS.`]);
  });

  test('rename: stored as new, then removed; what is in the way is refused', async () => {
    const desk = await opened();
    const goal = { ...desk.place, document: 'user-profile-1.xml' };
    desk.cms.change(targetIn(xui, goal.document), theirs);
    await assert.rejects(renameOnCms(desk.place, goal, desk.parts), /already has user-profile-1\.xml/);
    assert.deepEqual([...desk.cms.documents.values()].map(({ text }) => text), [profile, theirs]);
    desk.cms.documents.delete(targetIn(xui, goal.document));
    desk.cms.requests.splice(0);
    await renameOnCms(desk.place, goal, desk.parts);
    const at = targetIn(xui, goal.document);
    assert.deepEqual(desk.cms.requests, [`GET ${target}`, `GET ${at}`, `PUT ${at} *`, `GET ${at}`, `DELETE ${target} "v1"`, `GET ${target}`]);
    assert.deepEqual([...desk.cms.documents.keys()], [at]);
  });

  test('rename that stops half-way says that both exist', async () => {
    const desk = await opened();
    desk.cms.rather = ({ method }) => method === 'DELETE' ? answer(403, 'Forbidden') : undefined;
    await assert.rejects(renameOnCms(desk.place, { ...desk.place, document: 'b.xml' }, desk.parts), /b\.xml is stored, but user-profile-0\.xml could not be removed, so that the CMS has both\. .*403/);
    assert.equal(desk.cms.documents.size, 2);
  });

  test('rename to another user asks; to another CMS is refused', async () => {
    const desk = await opened();
    const other = { ...desk.place, xui: 'sip:user3@example.com' };
    desk.person.answers(undefined);
    await assert.rejects(renameOnCms(desk.place, other, desk.parts), /was not moved/);
    assert.deepEqual(desk.person.saw(), [`ask: Move ${name} from ${xui} to sip:user3@example.com? [Move]`]);
    desk.person.answers('Move');
    await renameOnCms(desk.place, other, desk.parts);
    desk.settings.layers[0]!.connections['b'] = { root: 'https://b.example.com' };
    await assert.rejects(renameOnCms(other, { ...other, connection: 'b' }, desk.parts), /is not moved from one CMS to another/);
  });
});
