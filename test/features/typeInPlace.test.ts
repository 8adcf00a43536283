import assert from 'node:assert/strict';
import { createLanguageService } from '../../server/src/service';
import { grammarOf } from '../schema/diagnose';
import { accept, complete, completionsAt, hoverAt } from './editor';

const derived = (name: string, base: string, content: string, attributes = ''): string => `<xs:complexType name="${name}" ${attributes}><xs:complexContent><xs:extension base="t:${base}">${content}</xs:extension></xs:complexContent></xs:complexType>`;
const vehicles = createLanguageService({ grammar: grammarOf(`
  <xs:element name="fleet"><xs:complexType><xs:sequence>
    <xs:element name="vehicle" type="t:Vehicle" maxOccurs="unbounded"/>
    <xs:element name="plain" type="t:Vehicle" block="extension"/>
    <xs:element name="engine" type="t:Engine"/><xs:element name="note" type="xs:string"/><xs:element name="count" type="xs:unsignedShort"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:complexType name="Vehicle"><xs:sequence><xs:element name="wheels" type="xs:unsignedByte"/></xs:sequence></xs:complexType>
  ${derived('Truck', 'Vehicle', '<xs:sequence><xs:element name="load"><xs:simpleType><xs:restriction base="xs:token"><xs:enumeration value="sand"/><xs:enumeration value="milk"/></xs:restriction></xs:simpleType></xs:element></xs:sequence><xs:attribute name="axles" type="xs:unsignedByte" default="2"/><xs:attribute name="cool" type="xs:boolean"/>').replace('<xs:complexContent>', '<xs:annotation><xs:documentation>Carries *things*.</xs:documentation></xs:annotation><xs:complexContent>')}
  ${derived('Hull', 'Vehicle', '', 'abstract="true"')}
  ${derived('Ship', 'Hull', '<xs:sequence><xs:element name="masts" type="xs:int"/></xs:sequence>')}
  <xs:complexType name="Engine" abstract="true"/>
  ${derived('Diesel', 'Engine', '')}
  <xs:simpleType name="Brief"><xs:restriction base="xs:token"><xs:enumeration value="new"/><xs:enumeration value="old"/></xs:restriction></xs:simpleType>`) });

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const fleet = (content: string, more = ''): string => `<fleet xmlns="urn:t" xmlns:t="urn:t" ${XSI}${more}>${content}</fleet>`;
const offered = (marked: string): string[] => completionsAt(marked, vehicles).map(({ label }) => label);

suite('what xsi:type makes of an element', () => {
  test('its children', () => {
    complete(fleet('<vehicle xsi:type="t:Truck"><wheels>6</wheels><$0</vehicle>'), 'load required', vehicles);
    complete(fleet('<vehicle><wheels>6</wheels><$0</vehicle>'), '', vehicles);
  });

  test('its attributes and their values', () => {
    assert.deepEqual(offered(fleet('<vehicle xsi:type="Truck" $0/>')), ['axles', 'cool']);
    complete(fleet('<vehicle xsi:type="Truck" cool="$0"/>'), `
      true
      false`, vehicles);
    assert.deepEqual(offered(fleet('<vehicle $0/>')), ['xsi:type']);
  });

  test('its value, and that of what it brings', () => {
    complete(fleet('<vehicle xsi:type="Truck"><wheels>6</wheels><load>$0</load></vehicle>'), `
      sand
      milk`, vehicles);
    complete(fleet('<note xsi:type="Brief">$0</note>'), `
      new
      old`, vehicles);
    complete(fleet('<note>$0</note>'), '', vehicles);
    complete(fleet('<note xsi:type="xs:boolean">$0</note>', ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'), '', vehicles);
  });

  test('hovers', () => {
    assert.equal(hoverAt(fleet('<vehi$0cle xsi:type="Truck"/>'), vehicles)?.contents, '**vehicle**\n\nCarries \\*things\\*.\n\n**Holds:** `wheels`, `load`  \n**Occurs:** at least once  \n**Absent axles:** counts as `2`');
    assert.equal(hoverAt(fleet('<vehi$0cle/>'), vehicles)?.contents, '**vehicle**\n\n**Holds:** `wheels`  \n**Occurs:** at least once');
    assert.equal(hoverAt(fleet('<vehicle xsi:type="Truck"><lo$0ad/></vehicle>'), vehicles)?.contents, "**load**\n\n**Type:** one of 'sand' or 'milk'  \n**Occurs:** exactly once");
    assert.equal(hoverAt(fleet('<vehicle xsi:type="Truck" ax$0les="3"/>'), vehicles)?.contents, '**axles**\n\n**Type:** whole number, 0 to 255  \n**Counts as:** `2` where it is absent');
    assert.equal(hoverAt(fleet('<vehicle xsi:type="Tr$0uck"/>'), vehicles)?.contents, '**Truck**\n\nCarries \\*things\\*.');
    for (const nothing of ['Sh$0ip', 'Tr$0uk', 'x:T$0ruck']) assert.equal(hoverAt(fleet(`<vehicle xsi:type="${nothing}"/>`), vehicles), undefined);
  });

  test('which types may stand there: derived, not abstract, not blocked', () => {
    complete(fleet('<vehicle xsi:type="$0"/>'), `
      Vehicle
      Truck
      Ship`, vehicles);
    complete(fleet('<plain xsi:type="$0"/>'), 'Vehicle', vehicles);
    complete(fleet('<engine xsi:type="$0"/>'), 'Diesel', vehicles);
    assert.deepEqual(offered(fleet('<note xsi:type="$0"/>', ' xmlns:xs="http://www.w3.org/2001/XMLSchema"')).slice(0, 3), ['Brief', 'xs:string', 'xs:normalizedString']);
    assert.deepEqual(offered(fleet('<count xsi:type="$0"/>', ' xmlns:xs="http://www.w3.org/2001/XMLSchema"')), ['xs:unsignedByte', 'xs:unsignedShort']);
    complete('<x xmlns="urn:other"><y type="$0"/></x>', '', vehicles);
  });

  test('a type by its prefix; one that is not bound is bound by the element', () => {
    const open = `<t:fleet xmlns:t="urn:t" ${XSI}>`;
    accept(`${open}<t:vehicle xsi:type="Sh$0"/></t:fleet>`, 't:Ship', `${open}<t:vehicle xsi:type="t:Ship"/></t:fleet>`, vehicles);
    accept(fleet('<count xsi:type="$0"/>'), 'xs:unsignedByte', fleet('<count xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:unsignedByte"/>'), vehicles);
  });

  test('xsi:type itself, where there is a choice; required where the declared type is abstract', () => {
    complete(fleet('<engine $0/>'), 'xsi:type required', vehicles);
    accept(fleet('<engine $0/>'), 'xsi:type', fleet('<engine xsi:type="Diesel"/>'), vehicles);
    accept('<fleet xmlns="urn:t"><engine $0/></fleet>', 'xsi:type', `<fleet xmlns="urn:t"><engine ${XSI} xsi:type="Diesel"/></fleet>`, vehicles);
    complete(fleet('<plain $0/>'), '', vehicles);
    complete(fleet('<note $0/>'), '', vehicles);
    complete(fleet('<engine xsi:type="Diesel" $0/>'), '', vehicles);
  });
});
