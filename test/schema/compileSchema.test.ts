import assert from 'node:assert/strict';
import { checkSchema, compileSchema, SchemaError } from '../../server/src/schema';
import { assertVerdict, grammarOf, schemaText } from './diagnose';

const type = (content: string): string => `<xs:complexType name="T">${content}</xs:complexType>`;
const model = (particles: string): string => type(`<xs:sequence>${particles}</xs:sequence>`);
const simple = (base: string, facets: string): string => `<xs:simpleType name="S"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;

/** What is said of a schema, and the text that it is said of. */
const REFUSED: readonly [declarations: string, message: string, at: string][] = [
  ['<other/>', `'other' cannot stand in 'schema'`, 'other'],
  ['<xs:element name="a" colour="red"/>', `'colour' cannot stand on 'element'`, 'colour'],
  ['<xs:element name="a"><xs:complexType/><xs:sequence/></xs:element>', `'xs:sequence' cannot stand in 'element'`, 'xs:sequence'],
  ['<xs:element name="1a"/>', `'1a' is not a name; use letters, digits, '.', '-' and '_', and begin with a letter or '_'`, '1a'],
  ['<xs:element name="a" substitutionGroup="t:b"/>', `'b' is not declared: there is no such element in the schema`, 't:b'],
  ['<xs:element name="a" nillable="yes"/>', `'yes' is neither true nor false`, 'yes'],
  ['<xs:element name="a" block="all"/>', `'all' is none of #all, extension, restriction, substitution`, 'all'],
  ['<xs:element name="a" type="xs:int" default="x"/>', `the default value does not fit the type: 'x' is not a whole number from -2147483648 to 2147483647`, 'x'],
  ['<xs:element name="a" type="xs:ID" fixed="x"/>', 'an identifier must be unique in a document; it cannot have a fixed value', 'x'],
  ['<xs:element name="a" default="x" fixed="y"/>', `'default' and 'fixed' exclude each other; keep one`, 'x'],
  ['<xs:element name="a" default="x"><xs:complexType><xs:sequence><xs:element name="b"/></xs:sequence></xs:complexType></xs:element>', 'an element that holds no text cannot have a default value', 'x'],
  ['<xs:element name="a" default="x"><xs:complexType mixed="true"><xs:sequence><xs:element name="b"/></xs:sequence></xs:complexType></xs:element>', 'an element that must hold elements cannot have a default value', 'x'],
  ['<xs:element name="a" minOccurs="0"/>', `'minOccurs' cannot stand at the top of a schema`, '0'],
  ['<xs:element name="a" type="t:Nope"/>', `'Nope' is not declared: there is no such type in the schema`, 't:Nope'],
  ['<xs:element name="a" type="t:Nte"/><xs:simpleType name="Note"><xs:restriction base="xs:string"/></xs:simpleType>', `'Nte' is not declared: there is no such type in the schema; did you mean 'Note'?`, 't:Nte'],
  ['<xs:element name="a" type="xs:strng"/>', `'strng' is not a simple type of XML Schema; did you mean 'string'?`, 'xs:strng'],
  ['<xs:element name="a" type="xs:nope"/>', `'nope' is not a simple type of XML Schema`, 'xs:nope'],
  ['<xs:element name="a" type="x:T"/>', `the prefix of 'x:T' is not declared`, 'x:T'],
  ['<xs:element name="a" type="u:T" xmlns:u="urn:u"/>', `'u:T' is of the namespace 'urn:u', which this document does not import; add an 'import' for it`, 'u:T'],
  ['<xs:element name="a" type="T"/>', `'T' is of no namespace, which this document does not import; add an 'import' for it`, 'T'],
  ['<xs:element name="a"/><xs:element name="a"/>', `'a' is declared twice; rename one or remove it`, 'a'],
  ['<xs:element name="a" type="xs:int"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:element>', `'element' needs either 'type' or a type inside it`, 'xs:int'],
  [model('<xs:element name="a" abstract="true"/>'), `'abstract' cannot stand on an element inside a type`, 'true'],
  [model('<xs:element ref="t:b" nillable="true"/>') + '<xs:element name="b"/>', `'nillable' cannot stand beside 'ref'`, 'true'],
  [model('<xs:element name="a" minOccurs="2"/>'), 'minOccurs is more than maxOccurs', '2'],
  [model('<xs:element name="a" minOccurs="few"/>'), `'few' is not a whole number`, 'few'],
  [model('<xs:sequence maxOccurs="9000"><xs:element name="a" minOccurs="2" maxOccurs="3"/></xs:sequence>'), 'the content model is too large: more than 4000 elements when its repetitions are written out', 'xs:complexType'],
  [model('<xs:element name="a" minOccurs="0"/><xs:element name="a"/>'), `the content model is ambiguous: 'a' could be two things at one place`, 'xs:complexType'],
  [model('<xs:element name="a" minOccurs="0" maxOccurs="5000"/><xs:element name="a"/>'), `the content model is ambiguous: 'a' could be two things at one place`, 'xs:complexType'],
  [model('<xs:any minOccurs="0"/><xs:element name="a"/>'), `the content model is ambiguous: 'a' could be two things at one place`, 'xs:complexType'],
  [model('<xs:any minOccurs="0"/><xs:any namespace="urn:u"/>'), 'the content model is ambiguous: two wildcards take the same elements at one place', 'xs:complexType'],
  [`${model('<xs:choice><xs:element ref="t:h"/><xs:element ref="t:m"/></xs:choice>')}<xs:element name="h"/><xs:element name="m" substitutionGroup="t:h"/>`, `the content model is ambiguous: 'm' could be two things at one place`, 'xs:complexType'],
  [model('<xs:element name="a" type="xs:int"/><xs:element name="a"/>'), `'a' has two types in one content model; give both the same named type`, 'xs:complexType'],
  [model('<xs:any namespace="##wrong"/>'), `'##wrong' is not a namespace`, '##wrong'],
  [model('<xs:all/>'), `'xs:all' cannot stand in 'sequence'`, 'xs:all'],
  [type('<xs:all><xs:element name="a" maxOccurs="2"/></xs:all>'), `an element in 'all' cannot be repeated; maxOccurs must be 0 or 1`, '2'],
  [type('<xs:all maxOccurs="2"/>'), `'all' cannot be repeated; maxOccurs must be 1`, '2'],
  [`<xs:group name="g"><xs:all><xs:element name="a"/></xs:all></xs:group>${model('<xs:group ref="t:g"/><xs:element name="b"/>')}`, `'all' must be the whole content model; it cannot stand inside or beside other groups`, 'xs:complexType'],
  [type('<xs:all><xs:element name="a"/><xs:element name="a"/></xs:all>'), `the content model is ambiguous: 'a' could be two things at one place`, 'xs:complexType'],
  [type('<xs:sequence/><xs:sequence/>'), `'xs:sequence' cannot stand here: 'complexType' takes an annotation, then one of simpleContent, complexContent, then one of group, all, choice, sequence, then any of attribute, attributeGroup, then one of anyAttribute`, 'xs:sequence'],
  [type('<xs:attribute name="a"/><xs:sequence/>'), `'xs:sequence' cannot stand here: 'complexType' takes an annotation, then one of simpleContent, complexContent, then one of group, all, choice, sequence, then any of attribute, attributeGroup, then one of anyAttribute`, 'xs:sequence'],
  ['<xs:element name="a"/><xs:import namespace="urn:u" schemaLocation="u.xsd"/>', `'xs:import' cannot stand here: 'schema' takes any of include, import, redefine, annotation, then any of simpleType, complexType, group, …`, 'xs:import'],
  ['<xs:element name="a">text</xs:element>', `text cannot stand in 'element'; remove it`, 'text'],
  ['<xs:element name="a" id="x"/><xs:element name="b" id="x"/>', `'x' is an id twice in this document; an id must be unique`, 'id'],
  ['<xs:element name="a" id="1"/>', `'1' is not an id; use letters, digits, '.', '-' and '_', and begin with a letter or '_'`, 'id'],
  ['<xs:element name="a" xs:type="xs:int"/>', `the attributes of XML Schema have no prefix; write 'type'`, 'xs:type'],
  ['<xs:notation name="n" system="n.exe"><xs:element name="a"/></xs:notation>', `'xs:element' cannot stand in 'notation'`, 'xs:element'],
  ['<xs:notation name="n"/>', `a notation needs 'public' or 'system'`, 'xs:notation'],
  ['<xs:annotation><xs:element name="a"/></xs:annotation>', `'xs:element' cannot stand in 'annotation'`, 'xs:element'],
  ['<xs:annotation kind="x"/>', `'kind' cannot stand on 'annotation'`, 'kind'],
  [model('<xs:any><xs:annotation/><xs:annotation/></xs:any>'), `'xs:annotation' cannot stand here: 'any' takes an annotation`, 'xs:annotation'],
  ['<xs:attribute name="a" use="required"/>', `'use' cannot stand on 'attribute' here`, 'use'],
  ['<xs:element name="a"><xs:complexType name="A"/></xs:element>', `'name' cannot stand on 'complexType' here`, 'name'],
  ['<xs:group name="g"><xs:sequence minOccurs="0"><xs:element name="a"/></xs:sequence></xs:group>', `'minOccurs' cannot stand on 'sequence' here`, 'minOccurs'],
  ['<xs:attributeGroup name="g"/><xs:complexType name="T"><xs:attributeGroup ref="t:g"><xs:attribute name="a"/></xs:attributeGroup></xs:complexType>', `'xs:attribute' cannot stand in 'attributeGroup' of 'complexType'`, 'xs:attribute'],
  [type('<xs:simpleContent><xs:extension base="xs:int"><xs:sequence/></xs:extension></xs:simpleContent>'), `'xs:sequence' cannot stand in 'extension' of 'simpleContent'`, 'xs:sequence'],
  [type('<xs:complexContent><xs:restriction base="xs:anyType"><xs:length value="1"/></xs:restriction></xs:complexContent>'), `'xs:length' cannot stand in 'restriction' of 'complexContent'`, 'xs:length'],
  ['<xs:complexType name="T" final="list"/>', `'list' is none of #all, extension, restriction`, 'list'],
  ['<xs:element name="a" block="#all restriction"/>', `'#all' cannot stand beside others`, '#all restriction'],
  [type('<xs:group ref="t:g"/>'), `'g' is not declared: there is no such group in the schema`, 't:g'],
  ['<xs:group name="g"><xs:sequence><xs:group ref="t:g"/></xs:sequence></xs:group>', `'g' is defined by itself`, 'g'],
  [type('<xs:complexContent><xs:extension base="t:T"/></xs:complexContent>'), `'T' is defined by itself`, 'T'],
  [type('<xs:simpleContent><xs:restriction base="xs:string"/></xs:simpleContent>'), 'simple content can be restricted only where the base is a complex type', 'xs:string'],
  [type('<xs:anyAttribute processContents="maybe"/>'), `'maybe' is none of strict, lax, skip`, 'maybe'],
  [type('<xs:attribute name="a"/><xs:attribute name="a"/>'), `the attribute 'a' is declared twice; remove one`, 'a'],
  [type('<xs:attribute name="a" type="xs:unsignedByte" fixed="x"/>'), `the fixed value does not fit the type: 'x' is not a whole number from 0 to 255`, 'x'],
  [type('<xs:attribute name="a" type="xs:ID" fixed="x"/>'), 'an identifier must be unique in a document; it cannot have a fixed value', 'x'],
  [type('<xs:attribute name="a" type="xs:ID"/><xs:attribute name="b" type="xs:ID"/>'), `'a' and 'b' are both identifiers (xs:ID); an element can have one only`, 'xs:complexType'],
  [type('<xs:attribute name="a" use="required" default="x"/>'), 'an attribute with a default cannot be required', 'x'],
  [`${type('<xs:attribute ref="t:a" fixed="2"/>')}<xs:attribute name="a" fixed="1"/>`, `'a' has the fixed value '1' where it is declared; it can have no other`, '2'],
  [type('<xs:attribute name="a" use="maybe"/>'), `'maybe' is none of optional, required, prohibited`, 'maybe'],
  [`${type('<xs:attribute name="a" use="required"/>')}<xs:complexType name="U"><xs:complexContent><xs:restriction base="t:T"><xs:attribute name="a" use="prohibited"/></xs:restriction></xs:complexContent></xs:complexType>`, `the attribute 'a' is required by the base type; a restriction cannot prohibit it`, 'xs:restriction'],
  [`<xs:complexType name="T" final="extension"/><xs:complexType name="U"><xs:complexContent><xs:extension base="t:T"/></xs:complexContent></xs:complexType>`, `'T' does not allow types derived from it by extension (final)`, 't:T'],
  [`${type('<xs:sequence><xs:element name="a"/></xs:sequence>')}<xs:complexType name="U"><xs:complexContent mixed="true"><xs:extension base="t:T"/></xs:complexContent></xs:complexType>`, 'the base is not mixed: an extension of it cannot be', 't:T'],
  ['<xs:element name="h" type="xs:int"/><xs:element name="m" type="xs:string" substitutionGroup="t:h"/>', `the type of 'm' is not derived from the type of 'h', so that it cannot stand for it`, 't:h'],
  ['<xs:element name="h" type="xs:int" final="restriction"/><xs:element name="m" type="xs:byte" substitutionGroup="t:h"/>', `'h' does not allow elements whose type is derived by restriction to stand for it (final)`, 't:h'],
  ['<xs:element name="a" substitutionGroup="t:b"/><xs:element name="b" substitutionGroup="t:a"/>', `'a' is defined by itself`, 'a'],
  [simple('xs:string', '<xs:pattern value="[a-"/>'), `the pattern '[a-' cannot be used: '[' is not closed`, '[a-'],
  [simple('xs:string', '<xs:pattern value="(a"/>'), `the pattern '(a' cannot be used: '(' is not closed`, '(a'],
  [simple('xs:string', '<xs:minInclusive value="1"/>'), `'minInclusive' cannot narrow this type; remove it`, 'xs:minInclusive'],
  [simple('xs:boolean', '<xs:enumeration value="true"/>'), `'enumeration' cannot narrow this type; remove it`, 'xs:enumeration'],
  [simple('xs:unsignedByte', '<xs:maxInclusive value="300"/>'), `the value of 'maxInclusive' does not fit the type: '300' is not a whole number from 0 to 255`, '300'],
  [simple('xs:string', '<xs:length value="-1"/>'), `'-1' is not a whole number`, '-1'],
  [simple('xs:string', '<xs:length value="1"/><xs:length value="1"/>'), `'length' stands here twice; remove one`, 'xs:length'],
  [simple('xs:string', '<xs:length value="3"/><xs:minLength value="2"/>'), `'length' and 'minLength' exclude each other; keep one`, '3'],
  [simple('xs:string', '<xs:minLength value="3"/><xs:maxLength value="2"/>'), 'no value can be as short and as long as the lengths ask for', '3'],
  [simple('xs:token', '<xs:whiteSpace value="replace"/>'), `'whiteSpace' is collapse in the base type; it cannot be replace`, 'replace'],
  [simple('xs:decimal', '<xs:totalDigits value="2"/><xs:fractionDigits value="3"/>'), `'fractionDigits' is more than 'totalDigits'`, '3'],
  [simple('xs:int', '<xs:minInclusive value="9"/><xs:maxExclusive value="9"/>'), 'no value lies between these bounds', '9'],
  [simple('xs:int', '<xs:fractionDigits value="2"/>'), `'fractionDigits' is 0 in the base type; it can only be narrower`, '2'],
  [simple('xs:duration', '<xs:minInclusive value="P1Y"/><xs:maxInclusive value="P11M"/>'), 'no value lies between these bounds', 'P1Y'],
  [`${simple('xs:string', '<xs:maxLength value="5" fixed="true"/>')}<xs:simpleType name="U"><xs:restriction base="t:S"><xs:maxLength value="4"/></xs:restriction></xs:simpleType>`, `the base type has fixed 'maxLength'; it cannot be changed`, '4'],
  [`${simple('xs:string', '<xs:maxLength value="5"/>')}<xs:simpleType name="U"><xs:restriction base="t:S"><xs:maxLength value="6"/></xs:restriction></xs:simpleType>`, `'maxLength' is 5 in the base type; it can only be narrower`, '6'],
  [simple('xs:anySimpleType', ''), `'anySimpleType' cannot be restricted; name one of the types derived from it`, 'xs:anySimpleType'],
  [simple('xs:NOTATION', '<xs:enumeration value="t:n"/>'), `'n' is not declared: there is no such notation in the schema`, 't:n'],
  ['<xs:simpleType name="S" final="list"><xs:restriction base="xs:int"/></xs:simpleType><xs:simpleType name="L"><xs:list itemType="t:S"/></xs:simpleType>', `'S' does not allow types derived from it by list (final)`, 't:S'],
  ['<xs:simpleType name="S"><xs:list itemType="xs:NMTOKENS"/></xs:simpleType>', 'a list cannot hold lists', 'xs:NMTOKENS'],
  [simple('xs:string', '<xs:sequence/>'), `'xs:sequence' cannot stand in 'restriction' of 'simpleType'`, 'xs:sequence'],
  [simple('t:S', ''), `'S' is defined by itself`, 'S'],
  ['<xs:simpleType name="S"><xs:union/></xs:simpleType>', 'this union has no members', 'xs:union'],
  ['<xs:include schemaLocation="gone.xsd"/><xs:element name="a" type="t:A"/><xs:element name="b" type="t:B"/>', `the schema 'gone.xsd' was not found; name the file that holds it`, 'gone.xsd'],
  ['<xs:import namespace="urn:u" schemaLocation="t.xsd"/>', `'t.xsd' declares the namespace 'urn:t', not the namespace 'urn:u'`, 't.xsd'],
  ['<xs:import namespace="urn:t"/>', `a document cannot import its own namespace; use 'include'`, 'urn:t'],
  ['<xs:redefine schemaLocation="t.xsd"><xs:complexType name="T"/></xs:redefine>', `'T' is not in the schema that is redefined`, 'T'],
  ['<xs:element name="a"><xs:complexType></xs:element>', `'xs:complexType' has no end tag; add '</xs:complexType>' where it ends`, 'xs:complexType'],
  [Array.from({ length: 900 }, (_, at) => `<xs:group name="g${at}"><xs:sequence>${at === 899 ? '' : `<xs:group ref="t:g${at + 1}"/>`}</xs:sequence></xs:group>`).join(''), `the definitions that 'g500' is reached by depend on each other more than 500 deep; shorten the chain`, 'g500'],
  [model(`${'<xs:sequence>'.repeat(5000)}${'</xs:sequence>'.repeat(5000)}`), 'more than 200 elements inside each other are not supported', 'xs:sequence'],
];

suite('schemas that cannot be used', () => {
  for (const [declarations, message, at] of REFUSED) {
    test(message.slice(0, 90), () => {
      const text = schemaText(declarations);
      const { grammar, problems } = checkSchema({ location: 'main.xsd', text }, (location) => (location === 't.xsd' || location === 'u.xsd' ? { location, text: location === 't.xsd' ? schemaText('') : schemaText('', 'targetNamespace="urn:u"') } : undefined));
      assert.deepEqual(problems.map((problem) => [problem.message, text.slice(problem.start, problem.end), problem.location, problem.severity]), [[message, at, 'main.xsd', 'error']]);
      assert.equal(grammar, undefined);
    });
  }

  test('a form that is none', () => {
    const text = schemaText('', 'elementFormDefault="Qualified"');
    assert.deepEqual(checkSchema({ location: 'main.xsd', text }, () => undefined).problems.map(({ message, start, end }) => [message, text.slice(start, end)]), [[`'Qualified' is neither qualified nor unqualified`, 'Qualified']]);
  });

  test('attributes of the namespace that documents name types with', () => {
    const text = schemaText('<xs:attribute name="kind"/>', 'targetNamespace="http://www.w3.org/2001/XMLSchema-instance"');
    assert.deepEqual(checkSchema({ location: 'main.xsd', text }, () => undefined).problems.map(({ message }) => message), [`no attributes can be declared in the namespace 'http://www.w3.org/2001/XMLSchema-instance'`]);
  });

  test('what is for readers and programs may be anything', () => {
    assert.ok(grammarOf('<xs:annotation id="n"><xs:documentation source="urn:d" xml:lang="en">See <b><xs:element wrong="x"/></b></xs:documentation><xs:appinfo><tool setting="1"/></xs:appinfo></xs:annotation>'));
  });

  test('what is no schema', () => {
    for (const text of ['', 'text', '<a/>', '<xs:schema/>', '\u0000', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']) {
      const { grammar, problems } = checkSchema({ location: 'a', text }, () => undefined);
      assert.equal(grammar, undefined);
      assert.ok(problems.length > 0 && problems.every(({ message, start, end }) => !message.includes('\n') && start <= end && end <= text.length));
      assert.throws(() => compileSchema({ location: 'a', text }, () => undefined), SchemaError);
    }
  });

  test('all that is wrong is told at once, each in the document that it is in, and nothing twice', () => {
    const main = schemaText(`
      <xs:include schemaLocation="b.xsd"/>
      <xs:element name="a" type="t:Wrong"/>
      <xs:element name="b" type="t:Nope"/>
      <xs:element name="c"><xs:complexType><xs:sequence><xs:element name="d" type="t:Wrong"/><xs:element name="e" minOccurs="x"/></xs:sequence><xs:attribute name="f" use="no"/></xs:complexType></xs:element>`);
    const { problems } = checkSchema({ location: 'main.xsd', text: main }, (location) => ({
      location, text: schemaText('<xs:complexType name="Wrong"><xs:complexContent><xs:extension base="t:Gone"/></xs:complexContent></xs:complexType>'),
    }));
    assert.deepEqual(problems.map(({ location, code, message }) => `${location}: ${code}: ${message}`), [
      `main.xsd: undeclared-name: 'Nope' is not declared: there is no such type in the schema`,
      `main.xsd: invalid-schema: 'x' is not a whole number`,
      `main.xsd: invalid-schema: 'no' is none of optional, required, prohibited`,
      `b.xsd: undeclared-name: 'Gone' is not declared: there is no such type in the schema`,
    ]);
  });

  test('what a document that is not there would have declared is not a mistake of its own', () => {
    const { problems } = checkSchema({ location: 'main.xsd', text: schemaText('<xs:import namespace="urn:u" schemaLocation="u.xsd"/><xs:element name="a" type="u:A" xmlns:u="urn:u"/><xs:element name="b" type="u:B" xmlns:u="urn:u"/>') }, () => undefined);
    assert.deepEqual(problems.map(({ message, severity }) => `${severity}: ${message}`), [`error: the schema 'u.xsd' was not found; name the file that holds it`]);
  });

  test('an import that leads nowhere is a hint where nothing needs it', () => {
    const { problems, grammar } = checkSchema({ location: 'main.xsd', text: schemaText('<xs:import namespace="urn:u"/><xs:element name="a"/>') }, () => undefined);
    assert.deepEqual(problems.map(({ message, severity }) => `${severity}: ${message}`), [`warning: the schema 'urn:u' was not found; name the file that holds it`]);
    assert.ok(grammar);
  });

  test('a schema cut anywhere gives problems and nothing else', () => {
    const text = schemaText('<xs:element name="a"><xs:complexType><xs:all><xs:element name="b" type="xs:int" default="1"/></xs:all><xs:attribute name="c"/></xs:complexType></xs:element>');
    for (let length = 0; length < text.length; length++) {
      const { grammar, problems } = checkSchema({ location: 'main.xsd', text: text.slice(0, length) }, () => undefined);
      assert.equal(grammar, undefined);
      assert.ok(problems.length > 0 && problems.every(({ start, end }) => start <= end && end <= length));
    }
  });
});

suite('schemas and what they say of documents', () => {
  test('included without a namespace: it takes the one of who includes it', () => assertVerdict(`
<a xmlns="urn:t"><b>x</b></a>
                    ^ invalid-value: 'x' is not true or false`,
  grammarOf('<xs:include schemaLocation="b.xsd"/><xs:element name="a" type="t:A"/>', {
    'b.xsd': schemaText('<xs:complexType name="A"><xs:sequence><xs:element name="b" type="B"/></xs:sequence></xs:complexType><xs:simpleType name="B"><xs:restriction base="xs:boolean"/></xs:simpleType>', 'elementFormDefault="qualified"'),
  })));

  test('documents that include each other', () => assertVerdict(`
<a xmlns="urn:t"><b/></a>
                  ^ invalid-value: a value is missing; expected true or false`,
  grammarOf('<xs:include schemaLocation="b.xsd"/><xs:element name="a" type="t:A"/><xs:simpleType name="B"><xs:restriction base="xs:boolean"/></xs:simpleType>', {
    'main.xsd': '', 'b.xsd': schemaText('<xs:include schemaLocation="b.xsd"/><xs:complexType name="A"><xs:sequence><xs:element name="b" type="t:B"/></xs:sequence></xs:complexType>'),
  })));

  test('imported: the form of local names is that of their own document', () => assertVerdict(`
<a xmlns="urn:t" xmlns:u="urn:u"><u:b><c xmlns=""/><u:c/></u:b></a>
                                                    ^^^ unexpected-element: 'c' is not allowed in 'b'; nothing more may stand in 'b'`,
  grammarOf('<xs:import namespace="urn:u" schemaLocation="u.xsd"/><xs:element name="a"><xs:complexType><xs:sequence><xs:element ref="u:b" xmlns:u="urn:u"/></xs:sequence></xs:complexType></xs:element>', {
    'u.xsd': schemaText('<xs:element name="b"><xs:complexType><xs:sequence><xs:element name="c"/></xs:sequence></xs:complexType></xs:element>', 'targetNamespace="urn:u"'),
  })));

  const derived = grammarOf(`
    <xs:complexType name="Base"><xs:sequence><xs:element name="x"/></xs:sequence><xs:attribute name="p"/><xs:attribute name="q"/></xs:complexType>
    <xs:element name="longer"><xs:complexType><xs:complexContent><xs:extension base="t:Base"><xs:sequence><xs:element name="y"/></xs:sequence><xs:attribute name="r" use="required"/></xs:extension></xs:complexContent></xs:complexType></xs:element>
    <xs:element name="shorter"><xs:complexType><xs:complexContent><xs:restriction base="t:Base"><xs:sequence><xs:element name="x"/></xs:sequence><xs:attribute name="q" use="prohibited"/></xs:restriction></xs:complexContent></xs:complexType></xs:element>
    <xs:complexType name="Size"><xs:simpleContent><xs:extension base="xs:unsignedByte"><xs:attribute name="unit" fixed="m"/></xs:extension></xs:simpleContent></xs:complexType>
    <xs:element name="small"><xs:complexType><xs:simpleContent><xs:restriction base="t:Size"><xs:maxInclusive value="9"/></xs:restriction></xs:simpleContent></xs:complexType></xs:element>
    <xs:element name="mixed"><xs:complexType mixed="true"><xs:sequence><xs:element ref="t:small" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="strict"><xs:complexType><xs:sequence><xs:any/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="skip"><xs:complexType><xs:sequence><xs:any processContents="skip"/></xs:sequence><xs:anyAttribute namespace="##local" processContents="strict"/></xs:complexType></xs:element>
    <xs:element name="anything"/>`);

  test('an extension adds elements and attributes', () => assertVerdict(`
<longer xmlns="urn:t" p="" q="" s=""><x/></longer>
 ^^^^^^ missing-attribute: 'longer' lacks the attribute 'r'
 ^^^^^^ missing-element: 'longer' lacks 'y'
                                ^ unexpected-attribute: attribute 's' is not allowed in 'longer'; expected 'r'`, derived));

  test('a restriction takes away', () => assertVerdict(`
<shorter xmlns="urn:t" p="" q=""><x/></shorter>
                            ^ unexpected-attribute: attribute 'q' is not allowed in 'shorter'`, derived));

  test('a value with attributes, narrowed', () => assertVerdict(`
<small xmlns="urn:t" unit="km">10</small>
                           ^^ invalid-value: 'km' is not 'm', the only value allowed
                               ^^ invalid-value: '10' is not a whole number from 0 to 9`, derived));

  test('mixed content', () => assertVerdict(`
<mixed xmlns="urn:t">text <small>1</small> text <small>2</small></mixed>
                                                 ^^^^^ unexpected-element: 'small' is not allowed here; nothing more may stand in 'mixed'`, derived));

  test('a strict wildcard wants what the schema declares', () => {
    assertVerdict(`
<strict xmlns="urn:t"><small>10</small></strict>
                             ^^ invalid-value: '10' is not a whole number from 0 to 9`, derived);
    assertVerdict(`
<strict xmlns="urn:t"><foreign xmlns="urn:v"/></strict>
                       ^^^^^^^ unexpected-element: 'foreign' is not declared in the schema`, derived);
    assertVerdict(`
<strict xmlns="urn:t"></strict>
 ^^^^^^ missing-element: 'strict' lacks an element`, derived);
  });

  test('a wildcard that skips looks at nothing', () => assertVerdict(`
<skip xmlns="urn:t" local=""><small><small>10</small></small></skip>
                    ^^^^^ unexpected-attribute: attribute 'local' is not allowed in 'skip'`, derived));

  test('anyType takes everything, and checks what it knows', () => assertVerdict(`
<anything xmlns="urn:t" a="b">text <x>more</x><small>10</small></anything>
                                                     ^^ invalid-value: '10' is not a whole number from 0 to 9`, derived));
});
