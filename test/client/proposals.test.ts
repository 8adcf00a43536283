import assert from 'node:assert/strict';
import { proposeAddress as proposeFor, type AddressProposals } from '../../client/src/bulk/proposals';
import { parse } from '../../server/src/syntax/parse';

const proposeAddress = (text: string): AddressProposals => proposeFor(parse(text));

const profile = (attributes: string, content: string): string =>
  `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" ${attributes}><Common index="0">${content}</Common></mcptt-user-profile>`;

suite('address proposed by a document', () => {
  test('the MCPTT ID before the XUI-URI, and the index in the name', () => {
    const text = profile('XUI-URI="sip:user1@example.com" user-profile-index="7"',
      '<MCPTTUserID index="0">\r\n  <uri-entry> sip:user2@example.com </uri-entry></MCPTTUserID>');
    assert.deepEqual(proposeAddress(text), { xui: 'sip:user2@example.com', documentName: 'mcptt-user-profile-7.xml' });
  });

  test('the XUI-URI where there is no MCPTT ID, or an empty one, or one in a comment', () => {
    for (const content of ['', '<MCPTTUserID><uri-entry/></MCPTTUserID>', '<MCPTTUserID><uri-entry> </uri-entry></MCPTTUserID>',
      '<!-- <MCPTTUserID><uri-entry>sip:old@example.com</uri-entry></MCPTTUserID> -->']) {
      assert.equal(proposeAddress(profile('XUI-URI="sip:user1@example.com"', content)).xui, 'sip:user1@example.com');
    }
  });

  test('references are replaced, line ends inside become a blank', () => {
    assert.equal(proposeAddress(profile('', '<p:MCPTTUserID><p:uri-entry>sip:a&amp;b\n&#x40;c</p:uri-entry></p:MCPTTUserID>')).xui, 'sip:a&b @c');
  });

  test('nothing to propose', () => {
    for (const text of ['', '<', 'no XML', profile('user-profile-index="-1"', ''), profile('user-profile-index="../1"', '')]) {
      assert.deepEqual(proposeAddress(text), { xui: '', documentName: 'mcptt-user-profile-0.xml' });
    }
  });

  test('a leading zero of the index is not part of the name', () => {
    assert.equal(proposeAddress(profile('user-profile-index="007"', '')).documentName, 'mcptt-user-profile-7.xml');
  });
});
