import assert from 'node:assert/strict';
import { createPublishMemory } from '../../client/src/vscode/publishMemory';
import { PublishDesk, profile, root, stateTable, target } from './publishDesk';
import { answer } from './tableCms';

const name = 'mcptt-user-profile-0.xml';
const url = `https://cms1.example.com${target}`;
const show = "Show the CMS's Version";
const question = `ask: Publish ${name} to ${root}? [Publish] [Show Difference] [Change Name]`;
const compared = `warning: Left is ${name} on the CMS, right is yours: take over what you need, then replace the CMS's version, or leave it as it is. [Replace It Anyway]`;

const ours = profile.replace('user2@', 'user3@');
const theirs = profile.replace('index="0"><MCPTT', 'index="7"><MCPTT');
const merged = ours.replace('index="0"><MCPTT', 'index="7"><MCPTT');

suite('publish: the preview', () => {
  test('the difference from what the CMS has is shown first; nothing is sent by looking', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.change(target, theirs);
    assert.equal(await desk.publish('Show Difference'), undefined);
    assert.deepEqual(desk.person.saw(), [question, `compare: ${name} with ${desk.document.uri}: ${theirs}`, compared]);
    assert.deepEqual(desk.cms.requests, [`GET ${target}`]);
    await desk.publish('Show Difference');
    assert.equal(desk.person.saw()[0], question, 'it is still the first time');
  });

  test('nothing there: said, and asked again', async () => {
    const desk = await PublishDesk.withToken();
    assert.equal((await desk.publish('Show Difference', 'Publish'))?.status, 201);
    assert.deepEqual(desk.person.saw().slice(0, 3), [question, `information: ${name} is not on the CMS. Publish to create it.`, question]);
  });

  test('who signs in to look is asked again before anything is sent', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.token = 'another.token';
    await desk.publish('Show Difference');
    assert.match(desk.person.saw().at(-1) ?? '', /^error: .* could not be read from the CMS\. 401 .* \[Set Token\]$/);
    desk.person.answers('another.token', undefined);
    await desk.person.click('Set Token');
    assert.equal(desk.person.saw().at(-1), question);
    assert.equal(desk.cms.documents.size, 0);
  });

  test('on demand: the request with the version that it would replace, and the difference', async () => {
    const desk = await PublishDesk.published();
    desk.document.type(ours);
    desk.person.details.splice(0);
    await desk.preview('Show Difference');
    assert.deepEqual(desk.person.saw(), [question, `compare: ${name} with ${desk.document.uri}: ${profile}`, compared]);
    assert.match(desk.person.details[0] ?? '', /^PUT .*\n[^]*If-Match: "v1"\nAuthorization: Bearer ••••••\n/);
    assert.deepEqual(desk.cms.requests, [`GET ${target}`]);
    assert.equal((await desk.preview('Publish'))?.outcome, 'replaced');
  });

  test('a CMS for production asks also where the difference was looked at', async () => {
    const desk = await PublishDesk.withToken();
    desk.connections = { live: { root, xui: 'sip:user2@example.com', environment: 'production' } };
    desk.active = 'live';
    desk.cms.token = undefined;
    desk.cms.change(target, theirs);
    await desk.publish('Publish Without Token', 'Show Difference');
    desk.person.saw();
    desk.person.answers('Publish Without Token', 'Replace', undefined);
    await desk.person.click('Replace It Anyway');
    assert.equal(desk.person.saw().at(-1), `ask: live is marked as production. Publish ${name} there? [Publish to Production]`);
    assert.equal(desk.cms.documents.get(target)?.text, theirs);
  });
});

suite('publish: three versions', () => {
  /** Changed here and there since the last publication. */
  const overtaken = async (): Promise<PublishDesk> => {
    const desk = await PublishDesk.published();
    desk.cms.change(target, theirs);
    desk.document.type(ours);
    assert.equal((await desk.publish())?.status, 412);
    desk.person.saw();
    desk.cms.requests.splice(0);
    return desk;
  };
  const saved = `information: The merge of ${name} is saved. Put it into your document and publish that in place of the CMS's version? [Publish Merged]`;

  test('merged, taken over and published in place of the version that was merged', async () => {
    const desk = await overtaken();
    await desk.person.click('Merge');
    assert.deepEqual(desk.person.saw(), [`merge: ${name}`, `information: Merge the CMS's ${name} with yours, then complete the merge with the check mark above it: until then your document stays as it is, and nothing is sent.`]);
    const { base, ours: mine, theirs: other } = desk.person.merging ?? {};
    assert.deepEqual([base, mine, other], [profile, ours, theirs]);
    desk.person.merging?.saved(merged);
    assert.deepEqual(desk.person.saw(), [saved]);
    assert.equal(desk.document.text(), ours, 'not touched yet');
    assert.deepEqual(desk.cms.requests, []);
    await desk.person.click('Publish Merged');
    assert.equal(desk.document.text(), merged);
    assert.deepEqual(desk.cms.requests, [`PUT ${target} "v2"`, `GET ${target}`]);
    assert.equal(desk.cms.documents.get(target)?.text, merged);
    assert.equal((await desk.publish())?.outcome, 'replaced');
  });

  test('changed once more meanwhile: merged again, from what was merged before', async () => {
    const desk = await overtaken();
    await desk.person.click('Merge');
    desk.person.merging?.saved(merged);
    const again = theirs.replace('user2@', 'user4@');
    desk.cms.change(target, again);
    await desk.person.click('Publish Merged');
    assert.match(desk.person.saw().at(-1) ?? '', /^error: 412 .*\("v2"\).* \[Merge\]/);
    await desk.person.click('Merge');
    assert.deepEqual([desk.person.merging?.base, desk.person.merging?.ours, desk.person.merging?.theirs], [theirs, merged, again]);
    assert.equal(desk.cms.documents.get(target)?.text, again);
  });

  test('what was typed during the merge is not lost unasked', async () => {
    const desk = await overtaken();
    await desk.person.click('Merge');
    desk.document.type(`${ours}<!-- later -->`);
    desk.person.merging?.saved(merged);
    desk.person.saw();
    desk.person.answers(undefined);
    await desk.person.click('Publish Merged');
    assert.deepEqual(desk.person.saw(), [`ask: ${name} was changed in the editor since the merge began. Put the merged text in its place? [Use Merged Text]`]);
    assert.equal(desk.document.text(), `${ours}<!-- later -->`);
    desk.person.answers('Use Merged Text');
    await desk.person.click('Publish Merged');
    assert.equal(desk.cms.documents.get(target)?.text, merged);
  });

  test('a document that takes no text: told, nothing sent', async () => {
    const desk = await overtaken();
    await desk.person.click('Merge');
    desk.person.merging?.saved(merged);
    desk.document.readOnly = true;
    await desk.person.click('Publish Merged');
    assert.match(desk.person.saw().at(-1) ?? '', /^error: The merged text could not be put into /);
    assert.deepEqual(desk.cms.requests, []);
  });

  test('an editor without a merge editor, or a beginning that is not known: side by side', async () => {
    const desk = await overtaken();
    desk.person.hasMergeEditor = false;
    await desk.person.click('Merge');
    assert.deepEqual(desk.person.saw(), [`compare: ${name} with ${desk.document.uri}: ${theirs}`, compared]);
    const unknown = await PublishDesk.published();
    await unknown.memory.rememberSeen(url, { document: unknown.document.uri, entityTag: '"v1"' });
    unknown.cms.change(target, theirs);
    await unknown.publish();
    assert.match(unknown.person.saw().at(-1) ?? '', /then decide\. \[Show the CMS's Version\]$/);
  });

  test('"exists" offers it too, where the beginning is known but its tag is not', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = ({ method }) => method === 'PUT' ? answer(204, 'No Content') : answer(200, 'OK', {}, profile);
    await desk.publish();
    desk.cms.rather = undefined;
    desk.cms.change(target, theirs);
    desk.document.type(ours);
    desk.person.saw();
    await desk.publish('Merge');
    assert.deepEqual(desk.person.saw().slice(0, 2), [`ask: The CMS already has ${name}. Replace it? [Replace] [Merge] [${show}]`, `merge: ${name}`]);
    assert.equal(desk.person.merging?.base, profile);
  });

  test('what the CMS has kept instead of what was sent is where the next change begins', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = ({ method }) => method === 'GET' ? answer(200, 'OK', {}, theirs) : undefined;
    await desk.publish();
    assert.equal(desk.memory.base(url), theirs);
  });
});

suite('publish: texts that are kept', () => {
  const text = (length: number) => 'x'.repeat(length);

  test('only as that of the version that it was; another document forgets nothing else', async () => {
    const memory = createPublishMemory(stateTable());
    await memory.rememberSeen('a', { document: 'd', entityTag: '"1"' }, 'one');
    await memory.rememberSeen('b', { document: 'd' }, 'two');
    assert.deepEqual([memory.base('a'), memory.base('b'), memory.base('c')], ['one', 'two', undefined]);
    await memory.rememberSeen('a', { document: 'd', entityTag: '"2"' });
    assert.deepEqual([memory.base('a'), memory.base('b')], [undefined, 'two']);
  });

  test('one that is too long is not kept, and the oldest go where all would be too much', async () => {
    const table = new Map<string, unknown>();
    const memory = createPublishMemory(stateTable(table));
    await memory.rememberSeen('long', { document: 'd' }, text(256 * 1024 + 1));
    assert.equal(memory.base('long'), undefined);
    for (let count = 0; count < 40; count++) await memory.rememberSeen(`a${count}`, { document: 'd' }, text(100_000));
    const kept = [...Array(40).keys()].filter((count) => memory.base(`a${count}`) !== undefined);
    assert.deepEqual(kept, [30, 31, 32, 33, 34, 35, 36, 37, 38, 39]);
    const size = [...table.values()].filter((value) => value !== undefined).reduce((sum: number, value) => sum + JSON.stringify(value).length, 0);
    assert.ok(size < 1_100_000, `${size}`);
    assert.deepEqual(memory.seen('a0'), { document: 'd' });
  });

  test('two that end at the same time are both kept', async () => {
    const memory = createPublishMemory(stateTable());
    await Promise.all(['a', 'b', 'c'].map((each) => memory.rememberSeen(each, { document: 'd' }, each)));
    assert.deepEqual(['a', 'b', 'c'].map((each) => memory.base(each)), ['a', 'b', 'c']);
  });
});
