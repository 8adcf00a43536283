import assert from 'node:assert/strict';
import { TransportError } from '../../xcap/src/wire';
import { PublishDesk, profile, root, target } from './publishDesk';
import { answer } from './tableCms';

const name = 'mcptt-user-profile-0.xml';
const show = "Show the CMS's Version";

suite('publish: what the CMS says', () => {
  test('nothing there: the request is shown, then created, read back and remembered', async () => {
    const desk = await PublishDesk.withToken();
    const outcome = await desk.publish('Publish');
    assert.deepEqual(outcome, { outcome: 'created', status: 201, summary: outcome?.summary, entityTag: '"v1"' });
    assert.deepEqual(desk.cms.requests, [`GET ${target}`, `PUT ${target} *`, `GET ${target}`]);
    assert.equal(desk.cms.documents.get(target)?.text, profile);
    assert.match(desk.person.saw().at(-1) ?? '', /^information: 201 Created: the CMS has stored mcptt-user-profile-0\.xml as a new document, and serves it exactly as it was sent\.$/);
    const preview = desk.person.details[0] ?? '';
    assert.ok(preview.startsWith([
      `PUT ${target} HTTP/1.1`,
      'Host: cms1.example.com',
      'Content-Type: application/vnd.3gpp.mcptt-user-profile+xml',
      'If-None-Match: *',
      'Authorization: Bearer ••••••',
      `Content-Length: ${profile.length}`,
    ].join('\n')), preview);
    assert.deepEqual(desk.memory.seen(`https://cms1.example.com${target}`), { document: desk.document.uri, entityTag: '"v1"' });
  });

  test('the second time: one click, no question, only the version seen is replaced', async () => {
    const desk = await PublishDesk.published();
    desk.document.type(profile.replace('index="0">', 'index="0" >'));
    assert.equal((await desk.publish())?.outcome, 'replaced');
    assert.deepEqual(desk.cms.requests, [`PUT ${target} "v1"`, `GET ${target}`]);
    assert.match(desk.person.saw().join('\n'), /^information: .*200 OK/);
    assert.equal((await desk.publish())?.entityTag, '"v3"');
  });

  test('every request and answer is in the output, the conditions with them', async () => {
    const desk = await PublishDesk.published();
    desk.person.log.splice(0);
    await desk.publish();
    assert.deepEqual(desk.person.log, [
      `PUT https://cms1.example.com${target}, If-Match: "v1", ${profile.length} bytes`, '  200 OK, ETag: "v2"',
      `GET https://cms1.example.com${target}`, '  200 OK, ETag: "v2"',
    ]);
  });

  test('something there: asked, then only that version is replaced', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.change(target, '<theirs/>');
    assert.equal((await desk.publish('Publish', 'Replace'))?.outcome, 'replaced');
    assert.equal(desk.person.saw()[1], `ask: The CMS already has ${name}. Replace it? [Replace] [${show}]`);
    assert.deepEqual(desk.cms.requests.slice(0, 2), [`GET ${target}`, `PUT ${target} "v1"`]);
  });

  test('something there: left as it is', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.change(target, '<theirs/>');
    assert.equal(await desk.publish('Publish', undefined), undefined);
    assert.equal(desk.cms.documents.get(target)?.text, '<theirs/>');
  });

  test('something there: compared, then replaced after a yes', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.change(target, '<theirs/>');
    await desk.publish('Publish', show);
    assert.deepEqual(desk.person.saw().slice(2), [
      `compare: ${name} with ${desk.document.uri}: <theirs/>`,
      `warning: Left is ${name} on the CMS, right is yours: take over what you need, then replace the CMS's version, or leave it as it is. [Replace It Anyway]`,
    ]);
    desk.document.type(`${profile}<!-- merged -->`);
    desk.person.answers('Replace');
    await desk.person.click('Replace It Anyway');
    assert.equal(desk.person.saw()[0], `ask: Replace ${name} on the CMS? What was changed there is lost. [Replace]`);
    assert.equal(desk.cms.documents.get(target)?.text, `${profile}<!-- merged -->`);
  });

  test('what another document of this workspace published there is asked about as well', async () => {
    const desk = await PublishDesk.published();
    desk.document.uri = 'file:///elsewhere/mcptt-user-profile-0.xml';
    desk.document.type(`${profile} `);
    await desk.publish('Publish', undefined);
    assert.equal(desk.person.saw()[1], `ask: The CMS already has ${name}. Replace it? [Replace] [${show}]`);
  });

  test('the same text there already: nothing is sent', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.change(target, profile);
    desk.document.type(`\uFEFF${profile}`);
    const outcome = await desk.publish('Publish');
    assert.equal(outcome?.outcome, 'unchanged');
    assert.equal(desk.person.saw().at(-1), `information: The CMS already has ${name} exactly as it is here; there is nothing left to publish.`);
    assert.deepEqual(desk.cms.requests, [`GET ${target}`]);
  });

  test('something there without a tag: not replaced, but shown', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.rather = () => answer(200, 'OK', {}, '<theirs/>');
    const outcome = await desk.publish('Publish');
    assert.equal(outcome?.outcome, 'refused');
    assert.match(desk.person.saw().at(-1) ?? '', /^error: The CMS already has .* gives no entity tag.*nothing was sent\. .* \[Show the CMS's Version\]$/);
    await desk.person.click(show);
    assert.deepEqual(desk.person.saw(), [`compare: ${name} with ${desk.document.uri}: <theirs/>`]);
  });

  test('it does not let anybody look: nothing is sent', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.rather = () => answer(405, 'Method Not Allowed', { allow: 'PUT' });
    const outcome = await desk.publish('Publish');
    assert.equal(outcome?.status, 405);
    assert.deepEqual(desk.cms.requests, [`GET ${target}`]);
  });

  test('refusals: each with its status and its reason', async () => {
    const xcapError = '<xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error"><schema-validation-error phrase="Status is missing"/></xcap-error>';
    const cases: [ReturnType<typeof answer>, RegExp][] = [
      [answer(409, 'Conflict', { 'content-type': 'application/xcap-error+xml' }, xcapError), /409 Conflict: .*Status is missing/],
      [answer(415, 'Unsupported Media Type'), /415 .*media type/],
      [answer(403, 'Forbidden', {}, 'no'), /403 Forbidden: .*no/],
      [answer(302, 'Found', { location: 'https://evil.example.com/' }), /302 Found: .*not followed/],
    ];
    for (const [refusal, message] of cases) {
      const desk = await PublishDesk.published();
      desk.cms.rather = () => refusal;
      const outcome = await desk.publish();
      assert.deepEqual([outcome?.outcome, outcome?.status], ['refused', refusal.status]);
      const [line, ...more] = desk.person.saw();
      assert.match(line ?? '', message);
      assert.match(line ?? '', /^error: mcptt-user-profile-0\.xml was not published\. /);
      assert.deepEqual(more, []);
    }
  });

  test('the reason of a 409 is marked where it belongs; the next publish takes the mark away', async () => {
    const desk = await PublishDesk.published();
    const xcapError = '<xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error"><schema-validation-error phrase="/mcptt-user-profile/Common: Status is missing"/></xcap-error>';
    desk.cms.rather = () => answer(409, 'Conflict', { 'content-type': 'application/xcap-error+xml' }, xcapError);
    await desk.publish();
    assert.deepEqual(desk.person.marked, ['«Common» Status is missing']);
    desk.cms.rather = undefined;
    await desk.publish();
    assert.deepEqual(desk.person.marked, []);
  });

  test('a 409 in words of its own is marked by the line that it names', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = () => answer(409, 'Conflict', { 'content-type': 'text/plain' }, 'Not accepted at line 1, column 2.');
    await desk.publish();
    assert.deepEqual(desk.person.marked, ['«mcptt-user-profile» Not accepted.']);
    desk.cms.rather = () => answer(409, 'Conflict');
    await desk.publish();
    assert.deepEqual(desk.person.marked, []);
  });

  test('a tag of a server is shown without what would break a line', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.rather = () => answer(200, 'OK', { etag: '"a\u0085\u0090b"' }, '<theirs/>');
    await desk.publish('Publish', undefined);
    assert.equal(desk.person.details[1], 'Only the version just seen there is replaced (If-Match: "a b").');
     
    assert.doesNotMatch(desk.person.log.join('\n'), /[\u0080-\u009f]/);
  });

  test('a failure of the CMS leaves it open, and a look finds out', async () => {
    const failure = '500 Internal Server Error: the CMS failed; whether it has done something is not known, fetch the document to see.';
    const cases: [look: ReturnType<typeof answer> | undefined, outcome: string, told: string][] = [
      [undefined, 'done', `warning: ${name} is stored: the CMS serves it as it was sent, although its answer was no confirmation (500 Internal Server Error).`],
      [answer(200, 'OK', {}, '<theirs/>'), 'refused', `error: ${name} was probably not stored: a look right afterwards did not find it. ${failure} [${show}]`],
      [answer(404, ''), 'refused', `error: ${name} was probably not stored: a look right afterwards did not find it. ${failure} [${show}]`],
      [answer(500, ''), 'refused', `error: ${name} may have been stored. ${failure} [${show}]`],
    ];
    for (const [look, outcome, told] of cases) {
      const desk = await PublishDesk.published();
      desk.cms.rather = ({ method }) => method === 'PUT' ? answer(500, 'Internal Server Error') : look;
      assert.equal((await desk.publish())?.outcome, outcome);
      assert.deepEqual(desk.person.saw(), [told]);
    }
  });

  test('a sign-in page for an answer is none', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = () => answer(200, 'OK', { 'content-type': 'text/html', etag: '"page"' }, '<p>Sign in</p>');
    const outcome = await desk.publish();
    assert.equal(outcome?.outcome, 'refused');
    assert.deepEqual(desk.person.saw(), [`error: ${name} may have been stored. 200 OK: a web page came instead of the answer of a CMS, as from a proxy that asks to sign in; it is not known whether ${name} was stored. [${show}]`]);
    assert.equal(desk.memory.seen(`https://cms1.example.com${target}`)?.entityTag, '"v1"');
  });

  test('a weak entity tag is no guard: said so, and nothing is sent, however often', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = ({ method }) => method === 'PUT' ? answer(200, 'OK', { etag: 'W/"1"' }) : answer(200, 'OK', { etag: 'W/"1"' }, '<theirs/>');
    await desk.publish();
    desk.person.saw();
    desk.cms.requests.splice(0);
    for (let times = 0; times < 2; times++) {
      assert.equal((await desk.publish())?.outcome, 'refused');
      assert.equal(desk.person.saw().at(-1), `error: The CMS already has ${name} and gives only a weak entity tag (W/…), which does not tell one version from another, so it cannot be replaced safely; nothing was sent. Delete it there first, or publish under another name. [${show}]`);
    }
    assert.deepEqual(desk.cms.requests, [`GET ${target}`, `GET ${target}`]);
  });

  test('403 without a token offers to set one', async () => {
    const desk = new PublishDesk();
    desk.cms.rather = () => answer(403, 'Forbidden');
    await desk.publish('Publish Without Token', 'Publish');
    assert.match(desk.person.saw().at(-1) ?? '', /\[Set Token\]$/);
  });

  test('it serves the same in another form: told, and no warning', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = ({ method }) => method === 'GET' ? answer(200, 'OK', { etag: '"own"' }, `<?xml version="1.0"?>\n${profile.replace('><Common', '>\r\n  <!-- kept --><Common')}`) : undefined;
    assert.equal((await desk.publish())?.outcome, 'replaced');
    assert.deepEqual(desk.person.saw(), [`information: 200 OK: the CMS has replaced ${name}, and serves it in another form with the same meaning.`]);
  });

  test('it has kept something else: a warning with the first difference, and both side by side', async () => {
    const desk = await PublishDesk.published();
    const kept = profile.replace('<uri-entry>sip:user2@', '<uri-entry>sip:user9@');
    desk.cms.rather = ({ method }) => method === 'GET' ? answer(200, 'OK', { etag: '"own"' }, kept) : undefined;
    const outcome = await desk.publish();
    assert.equal(outcome?.outcome, 'replaced');
    assert.deepEqual(desk.person.saw(), [
      `warning: 200 OK: the CMS has replaced ${name}, but has kept something else: in 'Common/MCPTTUserID/uri-entry': `
      + `the text "sip:user2@example.com" here, the text "sip:user9@example.com" on the CMS. [${show}]`,
    ]);
    await desk.person.click(show);
    assert.deepEqual(desk.person.saw(), [`compare: ${name} with ${desk.document.uri}: ${kept}`]);
  });

  test('what it serves is cut off: no document, however much of it can be read', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = ({ method }) => method === 'GET' ? answer(200, 'OK', {}, profile.replace('</mcptt-user-profile>', '')) : undefined;
    await desk.publish();
    assert.deepEqual(desk.person.saw(), [`warning: 200 OK: the CMS has replaced ${name}, but has kept something else: what is on the CMS is not well-formed XML. [${show}]`]);
  });

  test('it serves nothing where it has stored', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = ({ method }) => method === 'GET' ? answer(404, 'Not Found') : undefined;
    await desk.publish();
    assert.deepEqual(desk.person.saw(), [`warning: 200 OK: the CMS has replaced ${name}, but serves nothing there; ask who runs it.`]);
  });

  test('it cannot be read back: stored, and said so', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = ({ method }) => method === 'GET' ? new TransportError('uncertain', 'Cut off.') : undefined;
    assert.equal((await desk.publish())?.outcome, 'replaced');
    assert.match(desk.person.saw().join('\n'), /^warning: .*200 OK.* could not be read back/);
  });

  test('202 is no promise', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = ({ method }) => method === 'PUT' ? answer(202, 'Accepted') : undefined;
    assert.equal((await desk.publish())?.status, 202);
    assert.match(desk.person.saw().join('\n'), /^warning: .*202 Accepted/);
  });

  test('a success without a tag: the next time it is looked at first', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = ({ method }) => method === 'PUT' ? answer(204, 'No Content') : answer(200, 'OK', {}, profile);
    assert.equal((await desk.publish())?.status, 204);
    desk.cms.rather = undefined;
    desk.cms.requests.splice(0);
    desk.person.saw();
    assert.equal((await desk.publish())?.outcome, 'unchanged');
    assert.deepEqual(desk.cms.requests, [`GET ${target}`]);
    assert.equal(desk.person.saw().length, 1);
  });
});

suite('publish: changed on the CMS meanwhile', () => {
  const overtaken = async (): Promise<PublishDesk> => {
    const desk = await PublishDesk.published();
    desk.cms.change(target, '<theirs/>');
    const outcome = await desk.publish();
    assert.deepEqual([outcome?.outcome, outcome?.status], ['refused', 412]);
    assert.deepEqual(desk.person.saw(), [
      `error: 412 Precondition Failed: ${name} was changed on the CMS since the version seen last ("v1"); nothing was stored. `
      + `Look at the CMS's version, then decide. [Merge] [${show}]`,
    ]);
    return desk;
  };

  test('412: nothing stored; look, then replace that very version after a yes', async () => {
    const desk = await overtaken();
    await desk.person.click(show);
    assert.equal(desk.person.saw()[0], `compare: ${name} with ${desk.document.uri}: <theirs/>`);
    desk.cms.requests.splice(0);
    desk.person.answers('Replace');
    await desk.person.click('Replace It Anyway');
    assert.equal(desk.cms.requests[0], `PUT ${target} "v2"`);
    assert.equal(desk.cms.documents.get(target)?.text, profile);
  });

  test('looking alone does not let the next click replace it', async () => {
    const desk = await overtaken();
    await desk.person.click(show);
    assert.equal((await desk.publish())?.status, 412);
  });

  test('the yes not given: nothing sent', async () => {
    const desk = await overtaken();
    await desk.person.click(show);
    desk.person.answers(undefined);
    await desk.person.click('Replace It Anyway');
    assert.equal(desk.cms.documents.get(target)?.text, '<theirs/>');
  });

  test('replacing goes through the checks again', async () => {
    const desk = await overtaken();
    await desk.person.click(show);
    desk.document.errors = async () => 2;
    desk.person.saw();
    desk.person.answers(undefined);
    await desk.person.click('Replace It Anyway');
    assert.deepEqual(desk.person.saw(), [`ask: ${name} has 2 errors. Publish it anyway? [Publish Anyway]`]);
  });

  test('changed once more in between: 412 again', async () => {
    const desk = await overtaken();
    await desk.person.click(show);
    desk.cms.change(target, '<again/>');
    desk.person.answers('Replace');
    await desk.person.click('Replace It Anyway');
    assert.match(desk.person.saw().at(-1) ?? '', /^error: 412 .*\("v2"\)/);
    assert.equal(desk.cms.documents.get(target)?.text, '<again/>');
  });

  test('gone: published as a new document after a yes, whether the CMS says 412 or 404', async () => {
    for (const status of [412, 404]) {
      const desk = await PublishDesk.published();
      desk.cms.documents.clear();
      let puts = 0;
      desk.cms.rather = ({ method }) => method === 'PUT' && (puts += 1) === 1 ? answer(status, '') : undefined;
      assert.equal((await desk.publish('Publish'))?.status, 201);
      assert.equal(desk.person.saw()[0], `ask: ${name} is not on the CMS any more. Publish it as a new document? [Publish]`);
      assert.deepEqual(desk.cms.requests, [`PUT ${target} "v1"`, `GET ${target}`, `GET ${target}`, `PUT ${target} *`, `GET ${target}`]);
    }
  });

  test('gone, and left so', async () => {
    const desk = await PublishDesk.published();
    desk.cms.documents.clear();
    assert.equal(await desk.publish(undefined), undefined);
    assert.equal(desk.cms.documents.size, 0);
  });

  test('it was our own text after all', async () => {
    const desk = await PublishDesk.published();
    desk.cms.change(target, profile);
    assert.deepEqual((await desk.publish())?.outcome, 'unchanged');
    assert.deepEqual(desk.person.saw(), [`information: The CMS already has ${name} exactly as it is here; there is nothing left to publish.`]);
    assert.equal((await desk.publish())?.status, 200);
  });

  test('what happened cannot be looked at: refused, cut off, cancelled; a later look tells', async () => {
    const cannot = [answer(403, 'Forbidden'), new TransportError('uncertain', 'Cut off.'), new TransportError('cancelled', 'Cancelled.')];
    const later = [/^error: .* could not be read from the CMS\. 403 /, /^error: .* could not be read from the CMS: Cut off\.$/, /^$/];
    for (const [at, instead] of cannot.entries()) {
      const desk = await PublishDesk.published();
      desk.cms.change(target, '<theirs/>');
      desk.cms.rather = ({ method }) => method === 'GET' ? instead : undefined;
      assert.equal((await desk.publish())?.status, 412);
      assert.match(desk.person.saw().join('\n'), /^error: 412 .* was changed or removed on the CMS since .* \[Show the CMS's Version\]$/);
      await desk.person.click(show);
      assert.match(desk.person.saw().join('\n'), later[at] ?? /never/);
    }
  });

  test('a later look finds nothing there any more', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = ({ method }) => method === 'PUT' ? answer(500, '') : answer(404, 'Not Found');
    await desk.publish();
    desk.person.saw();
    await desk.person.click(show);
    assert.deepEqual(desk.person.saw(), [`information: ${name} is not on the CMS. Publish to create it.`]);
  });

  test('a later look with a token that has run out leads to another', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = () => answer(500, '');
    await desk.publish();
    desk.cms.rather = undefined;
    desk.cms.token = 'another.token.altogether';
    desk.person.saw();
    await desk.person.click(show);
    assert.match(desk.person.saw().join('\n'), /^error: .* could not be read from the CMS\. 401 .*\[Set Token\]$/);
  });

  test('created by somebody between the look and the PUT', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.rather = ({ method }) => {
      if (method === 'PUT') desk.cms.change(target, '<theirs/>');
      return undefined;
    };
    assert.equal((await desk.publish('Publish'))?.status, 412);
    assert.match(desk.person.saw().at(-1) ?? '', /appeared on the CMS while it was being published/);
    assert.equal(desk.cms.documents.get(target)?.text, '<theirs/>');
  });
});

suite('publish: no answer', () => {
  test('unsent: said so', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = () => new TransportError('unsent', 'No CMS listens there.');
    assert.deepEqual(await desk.publish(), { outcome: 'unsent', summary: `${name} was not sent: No CMS listens there.` });
    assert.deepEqual(desk.person.saw(), [`error: ${name} was not sent: No CMS listens there.`]);
  });

  test('cut off during the PUT: it may be stored; a look finds out', async () => {
    const desk = await PublishDesk.published();
    desk.document.type(`${profile}\r\n`);
    desk.cms.rather = ({ method }) => {
      if (method !== 'PUT') return undefined;
      desk.cms.change(target, `${profile}\r\n`);
      return new TransportError('uncertain', 'Cut off.');
    };
    const outcome = await desk.publish();
    assert.equal(outcome?.outcome, 'uncertain');
    assert.equal(outcome.status, undefined);
    assert.deepEqual(desk.person.saw(), [
      `error: ${name} may have been stored: Cut off. Look at the CMS's version, or publish again: nothing is replaced unseen. [${show}]`,
    ]);
    await desk.person.click(show);
    assert.match(desk.person.saw().join('\n'), /^information: The CMS already has /);
  });

  test('cut off during the look before the PUT: nothing was sent', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.rather = () => new TransportError('uncertain', 'Cut off.');
    assert.equal((await desk.publish('Publish'))?.outcome, 'unsent');
    assert.equal(desk.person.saw().at(-1), `error: ${name} was not sent: Cut off.`);
  });

  test('cancelled during the look: nothing was sent, and the address stays new', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.rather = () => 'hang';
    desk.person.during = { title: 'Publishing', act: (cancel) => queueMicrotask(cancel) };
    assert.equal(await desk.publish('Publish'), undefined);
    assert.equal(desk.person.saw().at(-1), `information: Publishing ${name} was cancelled; nothing was sent.`);
    assert.equal(desk.memory.seen(`https://cms1.example.com${target}`), undefined);
  });

  test('cancelled before anything: nothing was sent', async () => {
    const desk = await PublishDesk.published();
    desk.person.during = { title: 'Publishing', act: (cancel) => cancel() };
    const outcome = await desk.publish();
    assert.deepEqual(desk.cms.requests, []);
    assert.equal(outcome, undefined);
  });

  test('cancelled during the PUT: it may be stored', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = () => 'hang';
    desk.person.during = { title: 'Publishing', act: (cancel) => setImmediate(cancel) };
    assert.equal((await desk.publish())?.outcome, 'uncertain');
    assert.match(desk.person.saw().join('\n'), /^error: .* may have been stored: cancelled on the way\./);
  });

  test('a fault of our own is not dressed up as one of the CMS', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = () => { throw new RangeError('our fault'); };
    await assert.rejects(desk.publish(), RangeError);
  });

  test('the root of the settings names the CMS in the progress', async () => {
    const desk = await PublishDesk.published();
    const titles: string[] = [];
    const { progress } = desk.person.ui;
    Object.assign(desk.person.ui, { progress: (title: string, work: Parameters<typeof progress>[1]) => { titles.push(title); return progress(title, work); } });
    await desk.publish();
    assert.deepEqual(titles, [`Checking ${name}`, `Publishing ${name} to ${root}`]);
  });
});
