import { effectiveRules } from '../../../lib/model/build/effective-rules';
import { readVirtualService } from '../../../lib/model/virtual-service';
import { refOf } from '../../../lib/values/object-ref';
import type { Manifest } from '../../../lib/values/read';
import { to, virtualService } from './objects';

const read = (manifest: Manifest) => readVirtualService({ manifest, ref: refOf(manifest), origin: { kind: 'known', path: '' } }, { domain: 'cluster.local', exportTo: ['*'] });

/** Name and match of each rule that comes of a root with a delegate, or why there is none. */
function rulesOf(root: object, delegate: object, about: { readonly name?: string; readonly exportTo?: readonly string[] } = {}): readonly unknown[] {
  const manifests = [
    virtualService('root', 'a.com', 'g', { http: [{ delegate: { name: 'part', namespace: 'shop' }, ...root }] }),
    virtualService(about.name ?? 'shop/part', '', '', { http: [{ route: to('x'), ...delegate }], exportTo: about.exportTo }),
  ];
  const all = manifests.map(read);
  const { rules, omitted } = effectiveRules(all)(all[0]);
  return [...rules.map(({ rule, matches }) => [rule.name, ...matches.map(({ match }) => match.manifest)]), ...omitted.map(({ because }) => because)];
}

const uri = (kind: string, value: string) => ({ uri: { [kind]: value } });

describe('of a rule with a delegate', () => {
  test.each<[string, readonly unknown[], readonly unknown[]]>([
    ['the names are joined', rulesOf({ name: 'root' }, { name: 'leaf' }), [['root-leaf']]],
    ['the name of the root stays alone', rulesOf({ name: 'root' }, {}), [['root']]],
    ['the matches of the delegate stay where the root has none', rulesOf({}, { match: [uri('prefix', '/a')] }), [[undefined, uri('prefix', '/a')]]],
    ['those of the root stay where the delegate has none', rulesOf({ match: [uri('prefix', '/a')] }, {}), [[undefined, uri('prefix', '/a')]]],
    ['a path within the root\'s is the delegate\'s', rulesOf({ match: [uri('prefix', '/a')] }, { match: [uri('exact', '/a/b')] }), [[undefined, uri('exact', '/a/b')]]],
    ['a path outside the root\'s is left out', rulesOf({ match: [uri('prefix', '/a')] }, { match: [uri('prefix', '/b')] }), ['delegate-conflict']],
    ['one match outside leaves out the rule', rulesOf({ match: [uri('prefix', '/a')] }, { match: [uri('prefix', '/a/b'), uri('prefix', '/b')] }), ['delegate-conflict']],
    ['a regular expression is within nothing', rulesOf({ match: [uri('prefix', '/a')] }, { match: [uri('regex', '/a/.*')] }), ['delegate-conflict']],
    ['each match of the root that takes it gives one', rulesOf({ match: [{ name: 'm', ...uri('prefix', '/a') }, { name: 'n', method: { exact: 'GET' } }] }, { match: [{ name: 'o', ...uri('prefix', '/a/b') }] }),
      [[undefined, { name: 'm-o', ...uri('prefix', '/a/b') }, { name: 'n-o', method: { exact: 'GET' }, ...uri('prefix', '/a/b') }]]],
    ['headers of both count', rulesOf({ match: [{ headers: { x: { exact: 'a' } } }] }, { match: [{ headers: { y: { exact: 'b' } } }] }), [[undefined, { headers: { x: { exact: 'a' }, y: { exact: 'b' } } }]]],
    ['a namespace of the root that the delegate does not repeat is a conflict', rulesOf({ match: [{ sourceNamespace: 'web' }] }, { match: [uri('prefix', '/a')] }), ['delegate-conflict']],
    ['ports must be the same', rulesOf({ match: [{ port: 80 }] }, { match: [{ port: 443 }] }), ['delegate-conflict']],
    ['a delegate that is not given is missing', rulesOf({}, {}, { name: 'web/part' }), ['delegate-missing']],
    ['a delegate that the root\'s namespace does not see is left out', rulesOf({}, {}, { exportTo: ['.'] }), ['delegate-not-exported']],
    ['a delegate that is exported to it counts', rulesOf({ name: 'root' }, {}, { exportTo: ['web'] }), [['root']]],
  ])('%s', (_, rules, expected) => expect(rules).toEqual(expected));
});

test('a delegate\'s rule has what the root says and it does not', () => {
  const root = virtualService('root', 'a.com', 'g', { http: [{ delegate: { name: 'part' }, timeout: '1s', rewrite: { uri: '/' }, mirror: { host: 'copy' } }] });
  const part = virtualService('part', '', '', { http: [{ route: to('x'), timeout: '2s' }] });
  const all = [root, part].map(read);
  const [{ rule, ruleOf, delegatedBy }] = effectiveRules(all)(all[0]).rules;
  expect(rule.manifest).toMatchObject({ timeout: '2s', rewrite: { uri: '/' }, mirror: { host: 'copy' } });
  expect(rule.destinations.map(({ host }) => host)).toEqual(['x.web.svc.cluster.local', 'copy.web.svc.cluster.local']);
  expect([ruleOf.ref.name, rule.field, delegatedBy?.field]).toEqual(['part', ['spec', 'http', 0], ['spec', 'http', 0]]);
});
