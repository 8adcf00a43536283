import { accept, complete, profile } from './editor';

const PROFILE = 'xmlns="urn:3gpp:mcptt:user-profile:1.0"';
const POLICY = 'xmlns:cp="urn:ietf:params:xml:ns:common-policy"';

suite('completion of namespaces', () => {
  test('a document element without one: its namespace first, then its attributes, then other namespaces', () => {
    complete('<mcptt-user-profile $0', `
      xmlns required
      XUI-URI required
      user-profile-index required
      xmlns:cp
      xmlns:xsi`);
    accept('<mcptt-user-profile $0/>', 'xmlns', `<mcptt-user-profile ${PROFILE}/>`);
    complete('<up:mcptt-user-profile XUI-URI="a" $0/>', `
      xmlns:up required
      user-profile-index required
      xmlns:cp
      xmlns:xsi`);
    complete('<unknown $0/>', `
      xmlns:up
      xmlns:cp
      xmlns:xsi`);
  });

  test('an element whose prefix is not bound: what the prefix usually stands for', () => {
    complete(`<mcptt-user-profile ${PROFILE}><cp:ruleset $0/></mcptt-user-profile>`, 'xmlns:cp required');
    accept(`<mcptt-user-profile ${PROFILE}><cp:ruleset $0/></mcptt-user-profile>`, 'xmlns:cp', `<mcptt-user-profile ${PROFILE}><cp:ruleset ${POLICY}/></mcptt-user-profile>`);
  });

  test('the value of a declaration', () => {
    complete('<mcptt-user-profile xmlns="$0"/>', `
      urn:3gpp:mcptt:user-profile:1.0
      urn:ietf:params:xml:ns:common-policy
      http://www.w3.org/2001/XMLSchema-instance`);
    complete('<mcptt-user-profile xmlns:cp="$0"/>', `
      urn:ietf:params:xml:ns:common-policy
      urn:3gpp:mcptt:user-profile:1.0
      http://www.w3.org/2001/XMLSchema-instance`);
  });

  test('a prefix, or a part of it, is part of the name', () => {
    for (const typed of ['<c$0', '<cp:$0', '<cp:ru$0']) {
      accept(profile(`<Status>true</Status>${typed}`), 'cp:ruleset', profile(`<Status>true</Status><cp:ruleset>
\t<cp:rule id="rule1">
\t\t<cp:conditions>
\t\t\t<cp:identity>
\t\t\t\t<cp:one id="sip:user@example.com"/>
\t\t\t</cp:identity>
\t\t</cp:conditions>
\t\t<cp:actions>
\t\t\t
\t\t</cp:actions>
\t</cp:rule>
</cp:ruleset>`));
    }
  });

  test('where the usual prefix stands for something else, another one', () => {
    const text = `<p:mcptt-user-profile xmlns:p="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:x" XUI-URI="a" user-profile-index="0"><p:Status>true</p:Status><$0</p:mcptt-user-profile>`;
    accept(text, 'cp2:ruleset', text.replace('<$0', `<cp2:ruleset xmlns:cp2="urn:ietf:params:xml:ns:common-policy">
\t<cp2:rule id="rule1">
\t\t<cp2:conditions>
\t\t\t<cp2:identity>
\t\t\t\t<cp2:one id="sip:user@example.com"/>
\t\t\t</cp2:identity>
\t\t</cp2:conditions>
\t\t<cp2:actions>
\t\t\t
\t\t</cp2:actions>
\t</cp2:rule>
</cp2:ruleset>`));
  });
});

suite('completion of other markup', () => {
  test('a comment anywhere, a CDATA section where text may stand', () => {
    complete(profile('<!$0'), '!--');
    complete(profile('<!-$0<Status>true</Status>'), '!--');
    complete(profile('<Name><!$0</Name>'), `
      !--
      ![CDATA[`);
    complete(profile('<Name>a <![CD$0</Name>'), `
      !--
      ![CDATA[`);
    accept(profile('<Name><!$0></Name>'), '![CDATA[', profile('<Name><![CDATA[text]]></Name>'));
    accept('<!$0', '!--', '<!-- comment -->');
  });

  test('the XML declaration where a document begins', () => {
    complete('<$0', `
      mcptt-user-profile required
      ?xml`);
    accept('<?$0', '?xml', '<?xml version="1.0" encoding="UTF-8"?>\n');
    accept('<?x$0', '?xml', '<?xml version="1.0" encoding="UTF-8"?>\n');
    complete(' <?$0', '');
    complete('\n<$0', 'mcptt-user-profile required');
    complete(profile('<?$0'), '');
  });

  test('line ends as the document has them', () => {
    accept('<?xml version="1.0"?>\r\n<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"><OnNetwork><MCPTTGroupInfo><$0</MCPTTGroupInfo></OnNetwork></mcptt-user-profile>', 'entry',
      '<?xml version="1.0"?>\r\n<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"><OnNetwork><MCPTTGroupInfo><entry index="0">\r\n\t<uri-entry>sip:group@example.com</uri-entry>\r\n</entry></MCPTTGroupInfo></OnNetwork></mcptt-user-profile>');
  });

  test('nothing beside the end tags that are open', () => {
    complete(profile('<Common index="0"><UserAlias></$0'), 'UserAlias required');
    complete(`${profile('')}</$0`, '');
    complete('</$0', '');
  });
});
