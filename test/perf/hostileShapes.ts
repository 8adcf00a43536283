/** A profile with something of it a number of times, as somebody would make it who wants a checker to take long. */
export interface HostileShape {
  readonly what: string;
  readonly document: (count: number) => string;
}

const times = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('');
const profile = (attributes: string, content: string): string => `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:a@x" user-profile-index="0"${attributes}>${content}</mcptt-user-profile>`;
const list = (content: string): string => profile('', `<OnNetwork><MCPTTGroupInfo>${content}</MCPTTGroupInfo></OnNetwork>`);
const POLICY = ' xmlns:cp="urn:ietf:params:xml:ns:common-policy"';
const XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const policy = (rules: string): string => profile(POLICY, `<cp:ruleset>${rules}</cp:ruleset>`);
const DEEP = 190;

/** By what there is much of. */
const DOCUMENTS: Readonly<Record<string, (count: number) => string>> = {
  'namespace declarations': (count) => profile(times(count, (index) => ` xmlns:p${index}="urn:${index}"`),''),
  'declarations of one prefix': (count) => profile(times(count, (index) => ` xmlns:p="urn:${index}"`),''),
  'declarations on nested elements': (count) => profile('', `${times(DEEP, (level) => `<a${times(Math.ceil(count / DEEP), (index) => ` xmlns:p${level}_${index}="u"`)}>`)}${'</a>'.repeat(DEEP)}`),
  'declarations on siblings': (count) => profile('', times(count, (index) => `<a xmlns:p${index}="u${index}"/>`)),
  'declarations around children': (count) => profile(times(count / 2, (index) => ` xmlns:p${index}="urn:${index}"`),'<Status>true</Status>'.repeat(count / 2)),
  'declarations around children with their own': (count) => profile(times(count / 2, (index) => ` xmlns:p${index}="urn:${index}"`),times(count / 2, (index) => `<a xmlns:q="u${index}"/>`)),
  'unknown prefixes of elements': (count) => profile('', times(count, (index) => `<p${index}:a/>`)),
  'unknown prefixes of attributes': (count) => profile(times(count, (index) => ` p${index}:a=""`),''),
  'attributes': (count) => profile(times(count, (index) => ` a${index}=""`),''),
  'one attribute again and again': (count) => profile(times(count, () => ` a=""`),''),
  'attributes without values': (count) => profile(times(count, (index) => ` a${index}=`),''),
  'attributes without space': (count) => profile(times(count, (index) => `a${index}="x"`),''),
  '< in a value': (count) => profile(` a="${'<"'.repeat(count)}"`,''),
  'quotes in a tag': (count) => profile(` ${'"\''.repeat(count)}`,''),
  'equals signs in a tag': (count) => profile(' '+'='.repeat(count),''),
  'ampersands': (count) => profile('', '&'.repeat(count)),
  'ampersands in a value': (count) => profile(` a="${'&'.repeat(count)}"`,''),
  'references': (count) => profile('', '&#x26;'.repeat(count)),
  '<': (count) => profile('', '<'.repeat(count)),
  '< and space': (count) => profile('', '< '.repeat(count)),
  'end tags of nothing': (count) => profile('', '</a>'.repeat(count)),
  'end tags of different nothings': (count) => profile('', times(count, (index) => `</a${index}>`)),
  'tags without >': (count) => profile('', '<a '.repeat(count)),
  'tags without >, and their end tags': (count) => profile('', '<a '.repeat(count)+'</a>'.repeat(count)),
  'crossed tags': (count) => profile('', '<a><b></a></b>'.repeat(count)),
  'comments': (count) => profile('', '<!---->'.repeat(count)),
  'dashes in a comment': (count) => profile('', `<!--${'-'.repeat(count)}-->`),
  'comments without an end': (count) => profile('', '<!--'.repeat(count)),
  'CDATA sections': (count) => profile('', '<![CDATA[]]>'.repeat(count)),
  'ends of CDATA sections': (count) => profile('', ']]>'.repeat(count)),
  'instructions': (count) => profile('', '<?a?>'.repeat(count)),
  'instructions without an end': (count) => profile('', '<?'.repeat(count)),
  'document types': (count) => '<!DOCTYPE a ['.repeat(count),
  'quotes in a document type': (count) => '<!DOCTYPE a '+'"'.repeat(count),
  'entities in document types': (count) => '<!DOCTYPE a [<!ENTITY '.repeat(count),
  'text': (count) => profile('', 'x'.repeat(count)),
  'white space': (count) => profile('', ' \n'.repeat(count)),
  'white space in a tag': (count) => `<a${' '.repeat(count)}b`,
  // Numbers of one length: how near a name is to a known one depends on it.
  'unknown elements': (count) => profile('', times(count, (index) => `<a${1e6 + index}/>`)),
  'elements that may stand once': (count) => profile('', '<Status>true</Status>'.repeat(count)),
  'numbered elements': (count) => profile('', times(count, (index) => `<Common index="${index}"/>`)),
  'entries of one index': (count) => list(`${times(count, () => `<entry index="0"><uri-entry>sip:a@x</uri-entry></entry>`)}`),
  'entries of two lists': (count) => profile('', `<OnNetwork><MCPTTGroupInfo>${times(count, (index) => `<entry index="${index}"><uri-entry>sip:a${index}@x</uri-entry></entry>`)}</MCPTTGroupInfo><ImplicitAffiliations>${times(count, (index) => `<entry index="${index}"><uri-entry>sip:b${index}@x</uri-entry></entry>`)}</ImplicitAffiliations></OnNetwork>`),
  'rules of one id': (count) => policy(`${times(count, () => `<cp:rule id="r"><cp:actions><allow-private-call>true</allow-private-call></cp:actions></cp:rule>`)}`),
  'identities': (count) => policy(`<cp:rule id="r"><cp:conditions><cp:identity>${times(count, (index) => `<cp:one id="sip:${index}@x"/>`)}</cp:identity></cp:conditions></cp:rule>`),
  'exceptions': (count) => policy(`<cp:rule id="r"><cp:conditions><cp:identity><cp:many>${times(count, (index) => `<cp:except id="sip:${index}@x"/>`)}</cp:many></cp:identity></cp:conditions></cp:rule>`),
  'comments that switch rules off': (count) => profile('', '<!-- mcptt-disable duplicate-index -->'.repeat(count)),
  'codes in such a comment': (count) => profile('', `<!-- mcptt-disable ${times(count, (index) => `c${index} `)} -->`),
  'comments that switch rules off and on': (count) => profile('', '<!-- mcptt-disable duplicate-index --><!-- mcptt-enable duplicate-index -->'.repeat(count)),
  'comments that switch a line': (count) => profile('', '<!-- mcptt-disable-next-line duplicate-Status -->\n<Status>true</Status>\n'.repeat(count)),
  'authorisations': (count) => policy(`<cp:rule id="r"><cp:actions>${'<allow-private-call>true</allow-private-call>'.repeat(count)}</cp:actions></cp:rule>`),
  'a name': (count) => profile('', `<${'a'.repeat(count)}/>`),
  'colons in a name': (count) => profile('', `<${'a:'.repeat(count)}/>`),
  'a URI': (count) => list(`<entry index="0"><uri-entry>${'a%'.repeat(count)}</uri-entry></entry>`),
  'digits': (count) => profile('', `<OnNetwork><MaxAffiliationsN2>${'1'.repeat(count)}</MaxAffiliationsN2></OnNetwork>`),
  'words of a token': (count) => profile('', `<Common index="${' a'.repeat(count)}"/>`),
  'hexadecimal digits': (count) => profile('', `<OffNetwork><User-Info-ID>${'g'.repeat(count)}</User-Info-ID></OffNetwork>`),
  'parts of a language': (count) => profile('', `<Name xml:lang="${'a-'.repeat(count)}">x</Name>`),
  'zeros': (count) => profile('', '').replace('index="0"',`index="${'0'.repeat(count)}"`),
  'schema locations': (count) => profile(`${XSI} xsi:schemaLocation="${times(count, (index) => `u${index} v `)}"`,''),
  'types by name': (count) => profile(XSI, times(count, (index) => `<Status xsi:type="t${index}">x</Status>`)),
  'extensions': (count) => profile('', `<anyExt>${times(count, (index) => `<v:x${index} xmlns:v="urn:v"/>`)}</anyExt>`),
  'root elements': (count) => '<a/>'.repeat(count),
  'elements in deep ones': (count) => profile('', `${'<a>'.repeat(DEEP)}${'<b/>'.repeat(count)}${'</a>'.repeat(DEEP)}`),
  'deep elements beside each other': (count) => profile('', `${'<a>'.repeat(DEEP)}${'</a>'.repeat(DEEP)}`.repeat(Math.ceil(count / DEEP))),
  'paths of their own': (count) => profile('', times(Math.ceil(count / DEEP), (tower) => times(DEEP, (level) => `<a${tower}_${level}>`) + times(DEEP, (level) => `</a${tower}_${DEEP - 1 - level}>`))),
  'nearly known namespaces': (count) => profile(times(count, (index) => ` xmlns:p${index}="urn:ietf:params:xml:ns:common-polcy"`), ''),
  'nested elements': (count) => profile('', '<a>'.repeat(count) + '</a>'.repeat(count)),
  'nested elements without an end': (count) => profile('', '<a>'.repeat(count)),
  'nested elements of different names without an end': (count) => profile('', times(count, (index) => `<a${index}>`)),
  'end tags in the order of their start tags': (count) => profile('', times(count, (index) => `<a${index}>`) + times(count, (index) => `</a${index}>`)),
  'users of two lists': (count) => profile('', `<Common index="0"><PrivateCall><PrivateCallList>${times(count, (index) => `<PrivateCallURI index="${index}"><uri-entry>sip:a@x</uri-entry></PrivateCallURI>`)}</PrivateCallList></PrivateCall></Common>`),
};

export const SHAPES: readonly HostileShape[] = Object.entries(DOCUMENTS).map(([what, document]) => ({ what, document }));
