import assert from 'node:assert/strict';
import { TransportError } from '../../xcap/src/wire';
import { PublishDesk, profile, target } from './publishDesk';
import { answer } from './tableCms';

const name = 'mcptt-user-profile-0.xml';
const show = "Show the CMS's Version";
const before = profile.replace('<Common', '<Name>First</Name><Common').replace('</Common>', '</Common><OnNetwork index="0"><Status>true</Status></OnNetwork>');
const after = before.replace('First', 'Second').replace('>true<', '>false<');
const PART = `${target}/~~/mcptt-user-profile`;

/** A desk whose setting is `whenSmall`, and whose document has changed in two places since it was published. */
async function changed(text = after): Promise<PublishDesk> {
  const desk = await PublishDesk.withToken();
  desk.inParts = true;
  desk.document.type(before);
  await desk.publish('Publish');
  desk.document.type(text);
  desk.person.saw();
  desk.person.log.splice(0);
  desk.cms.requests.splice(0);
  return desk;
}

suite('publish: parts', () => {
  test('only what has changed goes out, each on the version that the one before has made', async () => {
    const desk = await changed();
    const outcome = await desk.publish();
    assert.deepEqual([outcome?.outcome, outcome?.entityTag], ['replaced', '"v3"']);
    assert.deepEqual(desk.cms.requests, [`PUT ${PART}/Name "v1"`, `PUT ${PART}/OnNetwork/Status "v2"`, `GET ${target}`]);
    assert.equal(desk.cms.documents.get(target)?.text, after);
    assert.deepEqual(desk.person.saw(), [`information: 200 OK: the CMS has stored 2 changes of ${name}, and serves it exactly as it was sent.`]);
    desk.document.type(before);
    assert.equal((await desk.publish())?.entityTag, '"v5"');
  });

  test('by default, and where there is nothing small to send, it is the whole document', async () => {
    const desk = await changed();
    desk.inParts = false;
    await desk.publish();
    const comment = await changed(`${before}<!-- new -->`);
    await comment.publish();
    for (const { cms } of [desk, comment]) assert.deepEqual(cms.requests, [`PUT ${target} "v1"`, `GET ${target}`]);
  });

  test('a CMS that takes no parts gets the whole document, on the same version', async () => {
    for (const status of [400, 404, 405, 409, 500]) {
      const desk = await changed();
      desk.cms.rather = (request) => request.target.includes('~~') ? answer(status, 'No') : undefined;
      assert.equal((await desk.publish())?.outcome, 'replaced', String(status));
      assert.equal(desk.cms.documents.get(target)?.text, after);
      assert.ok(desk.cms.requests.includes(`PUT ${target} "v1"`));
      assert.match(desk.person.log.join('\n'), /The whole document is sent instead\./);
    }
  });

  test('somebody was faster: 412, as ever, and nothing is stored', async () => {
    const desk = await changed();
    desk.cms.change(target, profile);
    assert.equal((await desk.publish())?.status, 412);
    assert.equal(desk.cms.documents.get(target)?.text, profile);
    assert.match(desk.person.saw().at(-1) ?? '', /^error: 412 .* \[Merge\] \[Show/);
  });

  test('a token that is not taken is renewed or told, and no whole document tries it again', async () => {
    const desk = await changed();
    desk.cms.token = 'another';
    assert.equal((await desk.publish())?.status, 401);
    assert.deepEqual(desk.cms.requests, [`PUT ${PART}/Name "v1"`]);
  });

  const stored = `1 of 2 changes of ${name} are stored (mcptt-user-profile/Name)`;
  test('refused half way: told what is stored and what is there now; the whole document on request', async () => {
    const desk = await changed();
    desk.cms.rather = (request) => request.target.endsWith('/Status') ? answer(403, 'Forbidden') : undefined;
    assert.equal((await desk.publish())?.outcome, 'uncertain');
    assert.deepEqual(desk.person.saw(), [
      `error: ${stored}; 403 Forbidden: this is not allowed; nothing was stored; the CMS now has a version with just these changes. [Publish Whole Document] [${show}]`,
    ]);
    await desk.person.click('Publish Whole Document');
    assert.equal(desk.cms.requests.at(-2), `PUT ${target} "v2"`);
    assert.equal(desk.cms.documents.get(target)?.text, after);
  });

  test('cut off half way, or somebody between two of them: nothing of theirs is replaced', async () => {
    const cut = await changed();
    cut.cms.rather = (request) => request.target.endsWith('/Status') ? new TransportError('uncertain', 'Cut off.') : undefined;
    await cut.publish();
    assert.deepEqual(cut.person.saw(), [`error: ${stored}; mcptt-user-profile/OnNetwork/Status in ${name} may be stored: Cut off; the CMS now has a version with just these changes. [Publish Whole Document] [${show}]`]);
    const between = await changed();
    between.cms.rather = (request) => {
      if (request.target.endsWith('/Status')) between.cms.change(target, profile);
      return undefined;
    };
    await between.publish();
    assert.match(between.person.saw()[0] ?? '', /412 .*; the CMS now has another version than these changes make\. \[Show the CMS's Version\]$/);
    assert.equal(between.cms.documents.get(target)?.text, profile);
  });

  test('the first one without an answer: it may be stored, and nothing more is sent', async () => {
    const desk = await changed();
    desk.cms.rather = () => new TransportError('uncertain', 'Cut off.');
    assert.equal((await desk.publish())?.outcome, 'uncertain');
    assert.deepEqual(desk.cms.requests, [`PUT ${PART}/Name "v1"`]);
  });

  test('a CMS that gives its tags only with the document is asked for them', async () => {
    const desk = await changed();
    const { transport } = desk.cms;
    const silent = new PublishDesk(async (request, signal) => {
      const response = await transport(request, signal);
      return request.method === 'PUT' ? { ...response, headers: {} } : response;
    });
    silent.inParts = true;
    silent.document.type(after);
    await silent.credentials.keep({ name: '', root: silent.settings.root }, 'header.payload.signature');
    await silent.memory.rememberSeen(`https://cms1.example.com${target}`, { document: silent.document.uri, entityTag: '"v1"' }, before);
    assert.equal((await silent.publish())?.entityTag, '"v3"');
    assert.deepEqual(desk.cms.requests, [`PUT ${PART}/Name "v1"`, `GET ${target}`, `PUT ${PART}/OnNetwork/Status "v2"`, `GET ${target}`]);
  });
});
