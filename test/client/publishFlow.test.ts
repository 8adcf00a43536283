import assert from 'node:assert/strict';
import { TransportError } from '../../xcap/src/wire';
import { PublishDesk, profile, root, target, token } from './publishDesk';
import { answer } from './tableCms';

const name = 'mcptt-user-profile-0.xml';
const firstQuestion = `ask: Publish ${name} to ${root}? [Publish] [Show Difference] [Change Name]`;

suite('publish: what stands in the way', () => {
  const stopped = async (desk: PublishDesk, ...replies: (string | undefined)[]): Promise<string[]> => {
    assert.equal(await desk.publish(...replies), undefined);
    assert.deepEqual(desk.cms.requests, []);
    return desk.person.saw();
  };

  test('no profile in the editor', async () => {
    const desk = new PublishDesk();
    assert.equal(await desk.publishNothing(), undefined);
    assert.deepEqual(desk.person.saw(), [
      'warning: There is no MCPTT user profile in the active editor: open one, or choose the language "MCPTT user profile" for it. [Choose Language]',
    ]);
    await desk.person.click('Choose Language');
    assert.deepEqual(desk.person.saw(), ['open: language']);
  });

  test('an untrusted workspace, before anything else is looked at', async () => {
    const desk = new PublishDesk();
    desk.trusted = false;
    desk.settings.root = '';
    assert.deepEqual(await stopped(desk), ['warning: Publishing is off because this workspace is not trusted: trust it first. [Manage Trust]']);
    await desk.person.click('Manage Trust');
    assert.deepEqual(desk.person.saw(), ['open: trust']);
  });

  test('no root, a wrong root, a wrong XUI, a wrong media type: each leads to its setting', async () => {
    const cases: [setting: 'root' | 'xui' | 'mediaType', value: string, message: RegExp][] = [
      ['root', '', /^error: No CMS is set up to publish to: add a connection, or enter its XCAP root in the setting mcptt\.cms\.root\. \[Add Connection\] \[Open Settings\]$/],
      ['root', 'ftp://x', /^error: Setting mcptt\.cms\.root cannot be used\. The XCAP root begins with 'ftp:'.* \[Add Connection\] \[Open Settings\]$/],
      ['root', 'https://user@cms.example.com', /^error: Setting mcptt\.cms\.root cannot be used\. .*user name.* \[Add Connection\] \[Open Settings\]$/],
      ['xui', '..', /^error: Setting mcptt\.cms\.xui cannot be used\. .* \[Open Settings\]$/],
      ['mediaType', 'xml', /^error: Setting mcptt\.cms\.mediaType is not a media type: .* \[Open Settings\]$/],
    ];
    for (const [setting, value, message] of cases) {
      const desk = new PublishDesk();
      desk.settings[setting] = value;
      const [line, ...more] = await stopped(desk);
      assert.match(line ?? '', message);
      assert.deepEqual(more, []);
      await desk.person.click('Open Settings');
      assert.deepEqual(desk.person.saw(), [`open: setting mcptt.cms.${setting}`]);
    }
  });

  test('every question can be dismissed, and nothing is sent', async () => {
    const desk = new PublishDesk();
    desk.settings.xui = '';
    desk.document.errors = async () => 1;
    const way = ['sip:user2@example.com', 'Publish Without Token', 'Publish Anyway'];
    for (let length = 0; length <= way.length; length += 1) await stopped(desk, ...way.slice(0, length), undefined);
  });

  test('a text that cannot be sent is refused before the preview', async () => {
    const desk = await PublishDesk.withToken();
    desk.document.type(`${profile}\uD800`);
    assert.deepEqual(await stopped(desk), [
      `error: ${name} was not sent: The document holds half a character (a lone surrogate) and cannot be sent as UTF-8; remove it.`,
    ]);
  });
});

suite('publish: the address', () => {
  test('the XUI is asked for where no setting has it, with the document\'s as a proposal', async () => {
    const desk = await PublishDesk.withToken();
    desk.settings.xui = '';
    await desk.publish('⏎', 'Publish');
    assert.deepEqual(desk.person.saw().slice(0, 2), ['input: Publish to CMS: user (sip:user2@example.com)', firstQuestion]);
    assert.ok(desk.cms.documents.has(target));
  });

  test('what is typed instead of the proposal counts, and is encoded', async () => {
    const desk = await PublishDesk.withToken();
    desk.settings.xui = '';
    await desk.publish(' tel:+49 1 ', 'Change Name', 'ü?.xml', 'Publish');
    assert.ok(desk.cms.documents.has('/MissionCriticalOrg/MCO-12345/org.3gpp.mcptt.user-profile/users/tel:+49%201/%C3%BC%3F.xml'));
  });

  test('the name is the file\'s, and can be changed where the request is shown', async () => {
    const desk = await PublishDesk.withToken();
    assert.equal((await desk.publish('Change Name', 'seven.xml', 'Publish'))?.status, 201);
    assert.deepEqual(desk.person.saw().slice(0, 3), [
      firstQuestion, `input: Publish to CMS: document name (${name})`, `ask: Publish seven.xml to ${root}? [Publish] [Show Difference] [Change Name]`,
    ]);
    assert.equal((await desk.publish())?.outcome, 'replaced');
    assert.deepEqual([...desk.cms.documents.keys()], [target.replace(name, 'seven.xml')]);
  });

  test('a name that cannot stand in an address is told while it is typed', async () => {
    const desk = await PublishDesk.withToken();
    assert.equal(await desk.publish('Change Name', '..'), undefined);
    assert.equal(desk.person.saw().at(-1), "invalid: The document name '..' would mean another folder; enter another.");
  });

  test('a file whose name cannot stand in an address gets another one', async () => {
    const desk = await PublishDesk.withToken();
    desk.document.fileName = 'a\u0007.xml';
    await desk.publish('a.xml', 'Publish');
    assert.deepEqual([...desk.cms.documents.keys()], [target.replace(name, 'a.xml')]);
  });

  test('a document that was published is not asked about again, until it proposes something else', async () => {
    const desk = await PublishDesk.withToken();
    desk.settings.xui = '';
    await desk.publish('sip:user7@example.com', 'Publish');
    desk.person.saw();
    assert.equal((await desk.publish())?.status, 200);
    assert.equal(desk.person.saw().length, 1);
    desk.document.type(profile.replace('sip:user2@', 'sip:user3@'));
    await desk.publish(undefined);
    assert.deepEqual(desk.person.saw(), ['input: Publish to CMS: user (sip:user3@example.com)']);
  });

  test('an unsaved document without a file: name from the index, asked for each time, no tag of its own forgotten', async () => {
    const desk = await PublishDesk.withToken();
    desk.document.uri = 'untitled:Untitled-1';
    desk.document.fileName = undefined;
    desk.document.type(profile.replace('index="0">', 'index="12">'));
    await desk.publish('⏎', 'Publish');
    desk.person.saw();
    assert.equal((await desk.publish('⏎'))?.outcome, 'replaced');
    assert.equal(desk.person.saw()[0], 'input: Publish to CMS: document name (mcptt-user-profile-12.xml)');
  });
});

suite('publish: the token', () => {
  test('none: set it and go on', async () => {
    const desk = new PublishDesk();
    desk.cms.token = token;
    assert.equal((await desk.publish('Set Token', `Bearer ${token}`, 'Publish'))?.status, 201);
    assert.deepEqual(desk.person.saw().slice(0, 3), [
      `ask: No access token is set for ${root}. Set one, or publish without? [Set Token] [Publish Without Token]`,
      'input: Set CMS Token (•)',
      `information: The access token for ${root} is set.`,
    ]);
  });

  test('none, and none wanted', async () => {
    const desk = new PublishDesk();
    assert.equal((await desk.publish('Publish Without Token', 'Publish'))?.status, 201);
    assert.ok(!desk.person.details.join().includes('Authorization'));
  });

  test('none, and the box for it dismissed', async () => {
    const desk = new PublishDesk();
    assert.equal(await desk.publish('Set Token', undefined), undefined);
    assert.deepEqual(desk.cms.requests, []);
  });

  test('the one of another CMS is not used', async () => {
    const desk = await PublishDesk.withToken();
    desk.settings.root = 'https://cms2.example.com';
    await desk.publish(undefined);
    assert.match(desk.person.saw()[0] ?? '', /^ask: No access token is set for https:\/\/cms2\.example\.com\./);
  });

  test('a wrong one: 401, why, and a button to set another', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.token = 'another.token.altogether';
    const outcome = await desk.publish('Publish');
    assert.equal(outcome?.status, 401);
    assert.equal(outcome.outcome, 'refused');
    const message = desk.person.saw().at(-1) ?? '';
    assert.match(message, /^error: mcptt-user-profile-0\.xml was not published\. 401 .*invalid_token.*wrong key.* \[Set Token\]$/);
    desk.person.answers('another.token.altogether');
    await desk.person.click('Set Token');
    assert.match(desk.person.saw().at(-1) ?? '', /^information: 201 Created: the CMS has stored mcptt-user-profile-0\.xml/, 'the publication goes on');
    assert.equal(desk.cms.documents.get(target)?.text, profile);
  });

  test('is never shown, logged or returned, even where the CMS or the network repeats it', async () => {
    const desk = await PublishDesk.withToken();
    desk.cms.rather = () => answer(400, 'Bad Request', { 'content-type': 'text/plain' }, `cannot read ${token}`);
    const refused = await desk.publish('Publish');
    assert.match(refused?.summary ?? '', /cannot read •••/);
    desk.cms.rather = () => new TransportError('unsent', `Header ${token} is odd.`);
    const unsent = await desk.publish('Publish');
    const everything = JSON.stringify([refused, unsent, desk.person.saw(), desk.person.details, desk.person.log]);
    assert.ok(!everything.includes(token), everything);
  });
});

suite('publish: the check', () => {
  test('a document with errors asks first', async () => {
    for (const [errors, words] of [[1, '1 error'], [3, '3 errors']] as const) {
      const desk = await PublishDesk.withToken();
      desk.document.errors = async () => errors;
      assert.equal((await desk.publish('Publish Anyway', 'Publish'))?.status, 201);
      assert.equal(desk.person.saw()[0], `ask: ${name} has ${words}. Publish it anyway? [Publish Anyway]`);
    }
  });

  test('a document that cannot be checked asks, too', async () => {
    const desk = await PublishDesk.withToken();
    desk.document.errors = async () => undefined;
    await desk.publish(undefined);
    assert.deepEqual(desk.person.saw(), [`ask: ${name} could not be checked: the language server does not answer. Publish it anyway? [Publish Anyway]`]);
  });

  test('a server that hangs can be cancelled', async () => {
    const desk = await PublishDesk.withToken();
    desk.document.errors = () => new Promise(() => undefined);
    desk.person.during = { title: 'Checking', act: (cancel) => queueMicrotask(cancel) };
    assert.equal(await desk.publish(), undefined);
    assert.deepEqual(desk.cms.requests, []);
  });

  test('what is typed during the check is checked again, and what was checked is sent', async () => {
    const desk = await PublishDesk.withToken();
    const typed = profile.replace('<Common', '<!-- x --><Common');
    let checks = 0;
    desk.document.errors = async () => {
      checks += 1;
      if (checks === 1) desk.document.type(typed);
      return checks === 1 ? 5 : 0;
    };
    desk.person.during = { title: 'Publishing', act: () => desk.document.type('typed too late') };
    await desk.publish('Publish');
    assert.equal(checks, 2);
    assert.equal(desk.cms.documents.get(target)?.text, typed);
  });
});

suite('publish: once', () => {
  test('a second click while the first is under way does not send', async () => {
    const desk = await PublishDesk.published();
    desk.cms.rather = () => 'hang';
    let cancel = (): void => undefined;
    const sent = new Promise<void>((resolve) => {
      desk.person.during = { title: 'Publishing', act: (stop) => { cancel = stop; resolve(); } };
    });
    const first = desk.publish();
    await sent;
    assert.equal(await desk.publish(), undefined);
    assert.deepEqual(desk.person.saw(), [`information: ${name} is being published already: answer its question, wait for it, or cancel it.`]);
    cancel();
    assert.equal((await first)?.outcome, 'uncertain');
    assert.deepEqual(desk.cms.requests, [`PUT ${target} "v1"`]);
  });

  test('after a failure that nobody foresaw the document can be published again', async () => {
    const desk = await PublishDesk.published();
    desk.document.errors = () => Promise.reject(new Error('unforeseen'));
    await assert.rejects(desk.publish(), /unforeseen/);
    desk.document.errors = async () => 0;
    assert.equal((await desk.publish())?.status, 200);
  });
});
