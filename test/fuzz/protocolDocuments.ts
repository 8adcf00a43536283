import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const sample = readFileSync(resolve(__dirname, '../../samples/user-profile-0.xml'), 'utf8');
const printed = readFileSync(resolve(__dirname, '../../samples/as-printed/user-profile-0.xml'), 'utf8');
const small = `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:u@example.com" user-profile-index="0">
  <Status>true</Status>
  <OnNetwork index="0"><MCPTTGroupInfo><entry index="0"><uri-entry>sip:a@b</uri-entry></entry><!-- c --><entry index="1"><uri-entry>sip:c@d</uri-entry></entry></MCPTTGroupInfo></OnNetwork>
  <cp:ruleset><cp:rule id="r"><cp:conditions><cp:identity><cp:one id="sip:a@b"/></cp:identity></cp:conditions></cp:rule></cp:ruleset>
</mcptt-user-profile>`;

/** What the visits begin with. */
export const DOCUMENTS: readonly string[] = [
  sample, printed, small, printed.replaceAll('\n', '\r\n'), small.replaceAll('\n', '\r'), small.replaceAll('sip:', '\u{1F6A8}:'), '<a b="1"><b c=\'2\'>x</b>\r\n<d e=f><g></d></h></a><!-- z --><', '',
];
