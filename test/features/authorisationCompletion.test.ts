import assert from 'node:assert/strict';
import { authorisations } from '../../server/src/profile/authorisations';
import { accept, complete, completionsAt, errorsOf, withActions } from './editor';

const named = (place: string): string[] => authorisations.filter(({ belongsIn }) => belongsIn === place).map(({ name }) => name);

suite('completion of authorisations', () => {
  test('in cp:actions: those of the first release and an anyExt, as booleans', () => {
    complete(withActions('<$0'), [...named('cp:actions'), 'anyExt'].join('\n'));
    accept(withActions('<$0'), 'allow-offnetwork', withActions('<allow-offnetwork>true</allow-offnetwork>'));
  });

  test('in its anyExt: the later ones, those too that no schema of ours declares', () => {
    complete(withActions('<anyExt><$0</anyExt>'), named('cp:actions/anyExt').join('\n'));
    accept(withActions('<anyExt><$0</anyExt>'), 'allow-location-info-when-talking', withActions('<anyExt><allow-location-info-when-talking>true</allow-location-info-when-talking></anyExt>'));
  });

  test('those of the rule are left out, wherever in its cp:actions they stand', () => {
    const there = named('cp:actions').slice(2).map((name) => `<${name}>false</${name}>`).join('');
    complete(withActions(`${there}<$0<anyExt/>`), `
      allow-presence-status
      allow-request-presence`);
    const later = named('cp:actions/anyExt').slice(1);
    complete(withActions(`<${later[0]}>true</${later[0]}><anyExt>${later.slice(1, -1).map((name) => `<${name}/>`).join('')}</anyExt><anyExt><$0</anyExt>`), [named('cp:actions/anyExt')[0], later.at(-1)].join('\n'));
  });

  test('of another rule they are not', () => {
    const two = withActions('<allow-offnetwork>true</allow-offnetwork>').replace('</cp:ruleset>', '<cp:rule id="s"><cp:actions><$0</cp:actions></cp:rule></cp:ruleset>');
    assert.equal(completionsAt(two).length, named('cp:actions').length + 1);
  });

  test('a name that is being retyped is offered', () => {
    const labels = completionsAt(withActions('<allow-off$0network>true</allow-offnetwork>')).map(({ label }) => label);
    assert.ok(labels.includes('allow-offnetwork'));
    accept(withActions('<allow-off$0network>true</allow-offnetwork>'), 'allow-regroup', withActions('<allow-regroup>true</allow-regroup>'));
  });

  test('their values tell what they mean', () => {
    assert.deepEqual(completionsAt(withActions('<allow-regroup>$0</allow-regroup>')).map(({ label, detail }) => `${label}: ${detail}`), [
      'true: The user may regroup on the fly: join several groups into a temporary one.',
      'false: The user is not authorised to do this. Leaving the element out means the same.',
    ]);
  });

  test('nowhere else', () => {
    for (const marked of ['</cp:actions><cp:transformations><$0</cp:transformations><cp:actions>', '<allow-regroup><$0</allow-regroup>', '</cp:actions></cp:rule></cp:ruleset><anyExt><$0</anyExt><cp:ruleset><cp:rule id="x"><cp:actions>']) complete(withActions(marked), '');
    assert.deepEqual(errorsOf(withActions('')), []);
  });
});
