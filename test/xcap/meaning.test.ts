import assert from 'node:assert/strict';
import { differenceLine, firstDifference } from '../../xcap/src/meaning';

const PROFILE = '<p xmlns="urn:p"><Name xml:lang="en">Ü &amp; x</Name><Common index="0" x="1"><uri>sip:a</uri></Common></p>';

suite('what two documents mean', () => {
  const same: [what: string, theirs: string][] = [
    ['the very text', PROFILE],
    ['another layout and line ends', '<p xmlns="urn:p">\r\n\t<Name xml:lang="en">Ü &amp; x</Name>\r\n<Common index="0" x="1"> <uri>sip:a</uri>\n</Common>\n</p>\n'],
    ['a declaration, a mark, comments, instructions', `\ufeff<?xml version="1.0"?><!-- a --><p xmlns="urn:p"><?i?><!-- b --><Name xml:lang="en">Ü <!-- c -->&amp; x</Name><Common index="0" x="1"><uri>sip:a</uri></Common></p><!-- d -->`],
    ['attributes in another order and other quotes', `<p xmlns='urn:p'><Name xml:lang='en'>Ü &amp; x</Name><Common x = '1' index="0"><uri>sip:a</uri></Common></p>`],
    ['other prefixes', '<q:p xmlns:q="urn:p"><q:Name xml:lang="en">Ü &amp; x</q:Name><q:Common index="0" x="1"><uri xmlns="urn:p">sip:a</uri></q:Common></q:p>'],
    ['characters written otherwise', '<p xmlns="urn:p"><Name xml:lang="&#101;n">&#xDC; <![CDATA[& x]]></Name><Common index="0" x="1"><uri>sip:&#97;</uri></Common></p>'],
    ['an unused declaration', PROFILE.replace('<Common', '<Common xmlns:cp="urn:cp"')],
  ];
  for (const [what, theirs] of same) {
    test(`the same: ${what}`, () => {
      assert.deepEqual(firstDifference(PROFILE, theirs), undefined);
      assert.deepEqual(firstDifference(theirs, PROFILE), undefined);
    });
  }

  const other: [what: string, theirs: string, line: string][] = [
    ['a text', PROFILE.replace('sip:a', 'sip:b'), `in 'p/Common/uri': the text "sip:a" here, the text "sip:b" on the CMS`],
    ['white space in a text', PROFILE.replace('sip:a', 'sip:a '), `in 'p/Common/uri': the text "sip:a" here, the text "sip:a " on the CMS`],
    ['a value', PROFILE.replace('index="0"', 'index="1"'), `in 'p/Common': index="0" here, index="1" on the CMS`],
    ['an attribute less', PROFILE.replace(' x="1"', ''), `in 'p/Common': x="1" here, no 'x' on the CMS`],
    ['an attribute more', PROFILE.replace('index', 'a="2" index'), `in 'p/Common': no 'a' here, a="2" on the CMS`],
    ['an element less', PROFILE.replace('<uri>sip:a</uri>', ''), `in 'p/Common': 'uri' here, nothing more on the CMS`],
    ['an element more', PROFILE.replace('</p>', '<Status/></p>'), `in 'p': nothing more here, 'Status' on the CMS`],
    ['another namespace', PROFILE.replace('urn:p', 'urn:q'), `at the top: 'p' ({urn:p}p) here, 'p' ({urn:q}p) on the CMS`],
    ['another order', '<p xmlns="urn:p"><Common index="0" x="1"><uri>sip:a</uri></Common><Name xml:lang="en">Ü &amp; x</Name></p>', `in 'p': 'Name' here, 'Common' on the CMS`],
    ['no document', 'Not Found', `at the top: 'p' here, nothing more on the CMS`],
    ['nothing', '', `at the top: 'p' here, nothing more on the CMS`],
  ];
  for (const [what, theirs, line] of other) {
    test(`not the same: ${what}`, () => {
      const difference = firstDifference(PROFILE, theirs);
      assert.equal(difference && differenceLine(difference), line);
      assert.notEqual(firstDifference(theirs, PROFILE), undefined);
    });
  }

  test('the place is told in our text', () => {
    assert.equal(firstDifference(PROFILE, PROFILE.replace('sip:a', 'sip:b'))?.offset, PROFILE.indexOf('sip:a'));
    assert.equal(firstDifference(PROFILE, PROFILE.replace('x="1"', 'x="2"'))?.offset, PROFILE.indexOf('x="1"'));
  });

  test('a type is named by its namespace', () => {
    const typed = (prefix: string, name = 't') => `<a xmlns:${prefix}="urn:t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${prefix}:${name}"/>`;
    assert.equal(firstDifference(typed('x'), typed('y')), undefined);
    assert.notEqual(firstDifference(typed('x'), typed('y', 'u')), undefined);
  });

  test('deep nesting', () => {
    const deep = (text: string) => `${'<a>'.repeat(50_000)}${text}${'</a>'.repeat(50_000)}`;
    assert.equal(firstDifference(deep('x'), deep('x')), undefined);
    assert.equal(firstDifference(deep('x'), deep('y'))?.path.length, 50_000);
  });
});
