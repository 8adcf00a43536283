import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSchema } from '../../server/src/schema';
import { createLanguageService } from '../../server/src/service';
import { grammarOf } from '../schema/diagnose';
import { accept, complete, completionsAt, hoverAt, profile } from './editor';

/** The bundled schema with a vendor's elements, as a user loads them. */
const VENDOR = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:example:Vendor:2" targetNamespace="urn:example:Vendor:2" elementFormDefault="qualified">
  <xs:import namespace="urn:3gpp:mcptt:user-profile:1.0" schemaLocation="mcptt-user-profile.xsd"/>
  <xs:element name="shift"><xs:complexType>
    <xs:sequence>
      <xs:element name="start" type="xs:time"/>
      <xs:element name="crew" maxOccurs="unbounded"><xs:simpleType><xs:restriction base="xs:token"><xs:enumeration value="red"/><xs:enumeration value="blue"/></xs:restriction></xs:simpleType></xs:element>
      <xs:element name="note" type="xs:string" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="hours" type="xs:unsignedByte" default="12"/>
    <xs:attribute name="kind" type="xs:token" fixed="day" use="required"/>
  </xs:complexType></xs:element>
  <xs:element name="radio" abstract="true" type="xs:string"/>
  <xs:attribute name="edition" type="xs:unsignedByte"/>
</xs:schema>`;

const schemas = join(__dirname, '../../server/src/profile/schema');
const vendor = createLanguageService({ grammar: compileSchema({ location: 'vendor.xsd', text: VENDOR }, (location) => ({ location, text: readFileSync(join(schemas, location), 'utf8') })) });
const shift = (content: string): string => profile(`<v:shift xmlns:v="urn:example:Vendor:2" kind="day">${content}</v:shift>`);

suite('completion with a schema of a vendor', () => {
  test('its elements, but for abstract ones, stand where any of another namespace may, behind those of the profile, and bring their namespace', () => {
    assert.deepEqual(completionsAt(profile('<$0'), vendor).map(({ label }) => label).slice(-2), ['cp:ruleset', 'vendor:shift']);
    complete(profile('<OffNetwork index="0"><anyExt><$0</anyExt></OffNetwork>'), `
      OffNetworkGroupServerInfo
      vendor:shift`, vendor);
    accept(profile('<anyExt><$0</anyExt>'), 'vendor:shift', profile(`<anyExt><vendor:shift xmlns:vendor="urn:example:Vendor:2" kind="day">
\t<vendor:start>00:00:00</vendor:start>
\t<vendor:crew>red</vendor:crew>
</vendor:shift></anyExt>`), vendor);
  });

  test('nothing else of theirs, and nothing where only elements of the profile may stand', () => {
    complete(profile('<Common index="0"><MCPTTUserID><$0</MCPTTUserID></Common>'), 'uri-entry required', vendor);
    complete(shift('<$0'), 'v:start required', vendor);
    complete(shift('<v:start>00:00:00</v:start><$0'), 'v:crew required', vendor);
    complete(shift('<v:start>00:00:00</v:start><v:crew>$0</v:crew>'), `
      red
      blue`, vendor);
  });

  test('its attributes, with fixed and default values', () => {
    complete(profile('<v:shift xmlns:v="urn:example:Vendor:2" $0/>'), `
      kind required
      hours`, vendor);
    accept(profile('<v:shift xmlns:v="urn:example:Vendor:2" $0/>'), 'hours', profile('<v:shift xmlns:v="urn:example:Vendor:2" hours="12"/>'), vendor);
    complete(profile('<v:shift xmlns:v="urn:example:Vendor:2" kind="$0"/>'), 'day', vendor);
    accept(profile('<Common index="0" $0/>'), 'vendor:edition', profile('<Common index="0" xmlns:vendor="urn:example:Vendor:2" vendor:edition="0"/>'), vendor);
    assert.ok(completionsAt('<mcptt-user-profile $0', vendor).some(({ label, detail }) => label === 'xmlns:vendor' && detail === 'urn:example:Vendor:2'));
  });

  test('hovers say type and occurrence', () => {
    const about = (marked: string): string | undefined => hoverAt(marked, vendor)?.contents;
    assert.match(about(shift('<v:st$0art>00:00:00</v:start>'))!, /^\*\*v:start\*\*\n\n\*\*Type:\*\* time .*\n\*\*Occurs:\*\* exactly once$/);
    assert.equal(about(shift('<v:cr$0ew>red</v:crew>')), "**v:crew**\n\n**Type:** one of 'red' or 'blue'  \n**Occurs:** at least once");
    assert.equal(about(shift('<v:no$0te/>')), '**v:note**\n\n**Type:** text  \n**Occurs:** at most once');
    assert.equal(about(profile('<v:sh$0ift xmlns:v="urn:example:Vendor:2" kind="day"/>')), '**v:shift**\n\n**Holds:** `start`, `crew`, `note`  \n**Absent hours:** counts as `12`');
    assert.equal(about(profile('<v:shift xmlns:v="urn:example:Vendor:2" ki$0nd="day"/>')), '**kind**\n\n**Type:** text  \n**Required:** yes  \n**Only value:** `day`');
    assert.match(about(profile('<Sta$0tus>true</Status>'))!, /enabled/);
  });

  test('a schema without profiles: what it declares', () => {
    const other = createLanguageService({ grammar: grammarOf('<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" type="xs:boolean"/></xs:sequence></xs:complexType></xs:element>') });
    complete('$0', 'a required', other);
    accept('$0', 'a', '<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns="urn:t">\n\t<b>true</b>\n</a>', other);
    complete('<a xmlns="urn:t"><$0</a>', 'b required', other);
    complete('<a $0', `
      xmlns required
      xmlns:xsi`, other);
  });

  test('a schema that asks for itself, or for more than anyone writes', () => {
    // Each element asks for two of the next: sixteen thousand of the last but one, which asks for the first.
    const doubling = Array.from({ length: 15 }, (_, index) => `<xs:element name="e${index}"><xs:complexType><xs:sequence><xs:element ref="t:e${(index + 1) % 15}" minOccurs="2" maxOccurs="2"/></xs:sequence></xs:complexType></xs:element>`);
    const other = createLanguageService({ grammar: grammarOf(doubling.join('')) });
    const [first] = completionsAt('<$0', other);
    assert.ok(first!.insert.length > 1_000 && first!.insert.length < 100_000, String(first!.insert.length));
  });
});
