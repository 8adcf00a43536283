import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../../server/src/diagnostic';
import { createLanguageService } from '../../server/src/service';

const complete = readFileSync(resolve(__dirname, '../fixtures/complete-profile.xml'), 'utf8');

/** The same profile again and again, each time with one value or one entry changed, or one element gone. */
function* likeDocuments(): Generator<string> {
  for (const [changed, to] of [[/>(true|false)</g, (value: string) => (value === '>true<' ? '>false<' : '>true<')], [/sip:[\w.]+@/g, () => 'sip:other@'], [/<entry [\s\S]*?<\/entry>/g, () => ''], [/index="\d+"/g, () => 'index="0"']] as const) {
    for (const { index, 0: found } of complete.matchAll(changed)) yield complete.slice(0, index) + to(found) + complete.slice(index + found.length);
  }
}

suite('documents that are like others before them', () => {
  test('are told the same as when they come first', () => {
    const service = createLanguageService();
    const told = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code, start, end, message }) => `${start}-${end} ${code} ${message}`);
    let mistakes = 0;
    let documents = 0;
    for (const text of likeDocuments()) {
      const alone = createLanguageService();
      const expected = told(alone.diagnose(alone.parse(text)));
      assert.deepEqual(told(service.diagnose(service.parse(text))), expected);
      documents++;
      mistakes += expected.length;
    }
    assert.ok(documents > 80 && mistakes > 5, `${documents} documents with ${mistakes} mistakes`);
  });

  const group = (index: number, uri: string): string => `<entry index="${index}"><uri-entry>${uri}</uri-entry><display-name>A group of the day shift</display-name></entry>`;
  const network = `<OnNetwork index="0">
    <MCPTTGroupInfo>${group(0, 'sip:fire@example.com')}${group(1, 'sip:police@example.com')}</MCPTTGroupInfo>
    <MaxAffiliationsN2>1</MaxAffiliationsN2>
    <MaxSimultaneousTransmissionsN7>1</MaxSimultaneousTransmissionsN7>
    <ImplicitAffiliations>${group(0, 'sip:fire@example.com')}${group(1, 'sip:rescue@example.com')}</ImplicitAffiliations>
    <PrivateEmergencyAlert><entry entry-info="UsePreConfigured" index="0"><uri-entry>sip:control@example.com</uri-entry></entry></PrivateEmergencyAlert>
  </OnNetwork>`;
  const withNetwork = (name: string): string => complete.replace(/<Name[^>]*>[^<]*</, `<Name>${name}<`).replace(/<OnNetwork[^]*<\/OnNetwork>/, () => network);

  test('what two lists in an element say of each other is told of every document that holds it, though nothing in it is wrong by itself', () => {
    const service = createLanguageService();
    for (const name of ['Day', 'Night', 'Night', 'Weekend']) {
      const text = withNetwork(name);
      assert.deepEqual(service.diagnose(service.parse(text)).map(({ code, start, end }) => `${code} ${text.slice(start, end)}`),
        ['implicit-affiliations-exceed-n2 ImplicitAffiliations', 'implicit-affiliation-not-in-group-list sip:rescue@example.com'], name);
    }
  });

  test('the same, where all its lists were seen in other company before', () => {
    const service = createLanguageService();
    // Nothing shorter is remembered.
    const long = network.replace('</uri-entry></entry></PrivateEmergencyAlert>', `</uri-entry><display-name>${'Control room '.repeat(24)}</display-name></entry></PrivateEmergencyAlert>`);
    const told = (most: number): string[] => service.diagnose(service.parse(complete.replace(/<OnNetwork[^]*<\/OnNetwork>/, () => long.replace('N2>1<', `N2>${most}<`)))).map(({ code }) => code);
    for (const most of [1, 2, 2, 1]) assert.deepEqual(told(most), [...(most === 1 ? ['implicit-affiliations-exceed-n2'] : []), 'implicit-affiliation-not-in-group-list'], `${most}`);
  });
});
