import * as fc from 'fast-check';
import { GatewayRef, Match, Rewrite } from 'cdk8s-istio';
import { wireMatch } from '../../lib/constructs/branch';

const gateway = GatewayRef.named('web', 'gw');
const internal = GatewayRef.named('web', 'internal');
const wire = (match: Match) => match._branches().map((branch) => wireMatch(branch, 'web'));

describe('a match as Istio gets it', () => {
  test.each<[string, Match, unknown[]]>([
    ['an exact path', Match.exact('/a'), [{ uri: { exact: '/a' } }]],
    ['a prefix', Match.prefix('/a'), [{ uri: { prefix: '/a' } }]],
    ['a path and what is below it', Match.under('/a'), [{ uri: { exact: '/a' } }, { uri: { prefix: '/a/' } }]],
    ['a path whose slash at the end says nothing', Match.under('/a/'), [{ uri: { exact: '/a' } }, { uri: { prefix: '/a/' } }]],
    ['everything', Match.any(), [undefined]],
    ['everything, as a prefix', Match.prefix('/'), [undefined]],
    ['everything, as what is under the root', Match.under('/'), [undefined]],
    ['a method', Match.any().method('GET'), [{ method: { exact: 'GET' } }]],
    ['headers, their names in small letters', Match.any().header('End-User', 'jason').header('x', { prefix: 'a' }), [{ headers: { 'end-user': { exact: 'jason' }, 'x': { prefix: 'a' } } }]],
    ['a header that only has to be there', Match.any().header('x', { present: true }), [{ headers: { x: {} } }]],
    ['a query parameter', Match.exact('/a').queryParam('q', '1'), [{ uri: { exact: '/a' }, queryParams: { q: { exact: '1' } } }]],
    ['a regular expression', Match.regex('/users/[0-9]+'), [{ uri: { regex: '/users/[0-9]+' } }]],
    ['a path in any case', Match.exact('/Shop').ignoreCase(), [{ uri: { exact: '/shop' }, ignoreUriCase: true }]],
    ['a path in any case and what is below it', Match.under('/Shop').ignoreCase(), [{ uri: { exact: '/shop' }, ignoreUriCase: true }, { uri: { prefix: '/shop/' }, ignoreUriCase: true }]],
    ['a path that has no case', Match.exact('/1').ignoreCase(), [{ uri: { exact: '/1' } }]],
    ['several methods', Match.any().method('GET', 'HEAD'), [{ method: { exact: 'GET' } }, { method: { exact: 'HEAD' } }]],
    ['methods that fit', Match.any().method({ regex: 'GET|HEAD' }), [{ method: { regex: 'GET|HEAD' } }]],
    ['values that fit an expression', Match.any().header('x', { regex: 'v[12]' }).queryParam('q', { regex: '[0-9]+' }), [{ headers: { x: { regex: 'v[12]' } }, queryParams: { q: { regex: '[0-9]+' } } }]],
    ['a header and a parameter that are there', Match.any().header('x').queryParam('q'), [{ headers: { x: {} }, queryParams: { q: {} } }]],
    ['no header of a name, and none of a value', Match.any().withoutHeader('X').withoutHeader('y', '1'), [{ withoutHeaders: { x: {}, y: { exact: '1' } } }]],
    ['a claim', Match.any().claim('group', 'admin'), [{ headers: { '@request.auth.claims.group': { exact: 'admin' } } }]],
    ['a claim below another', Match.any().claim(['realm', 'roles'], 'admin'), [{ headers: { '@request.auth.claims.realm.roles': { exact: 'admin' } } }]],
    ['a claim with a name that has signs', Match.any().claim(['https://a.com/r', 'b'], 'c'), [{ headers: { '@request.auth.claims[https://a.com/r][b]': { exact: 'c' } } }]],
    ['a scheme', Match.any().scheme('https'), [{ scheme: { exact: 'https' } }]],
    ['a scheme that fits', Match.any().scheme({ regex: 'https?' }), [{ scheme: { regex: 'https?' } }]],
    ['an authority', Match.any().authority({ prefix: 'eu.' }), [{ authority: { prefix: 'eu.' } }]],
    ['a port', Match.any().port(8443), [{ port: 8443 }]],
    ['one gateway of several', Match.any().gateway(internal), [{ gateways: ['internal'] }]],
    ['two gateways, in the order of the alphabet', Match.any().gateway(internal, gateway), [{ gateways: ['gw', 'internal'] }]],
    ['the mesh alone', Match.any().inMesh(), [{ gateways: ['mesh'] }]],
    ['the mesh and a gateway', Match.any().inMesh().gateway(gateway), [{ gateways: ['gw', 'mesh'] }]],
    ['pods with labels', Match.any().sourceLabels({ app: 'web' }), [{ sourceLabels: { app: 'web' } }]],
    ['pods of a namespace', Match.any().sourceNamespace('web'), [{ sourceNamespace: 'web' }]],
    ['everything, with a name', Match.any().named('all').statPrefix('site'), [{ name: 'all', statPrefix: 'site' }]],
  ])('%s', (_, match, expected) => {
    expect(wire(match)).toEqual(expected);
  });

  test('with a condition added leaves the one that it was made of alone', () => {
    const match = Match.exact('/a');
    match.method('GET');
    expect(wire(match)).toEqual([{ uri: { exact: '/a' } }]);
  });
});

describe('what no request ever is like is refused', () => {
  test.each<[string, () => unknown, string]>([
    ['a path without a slash', () => Match.exact('a'), 'path "a" does not start with a slash; give it as requests have it: "/a"'],
    ['a path with a query', () => Match.prefix('/a?b=1'), 'path "/a?b=1" has a "?", which never is in the path of a request; give the path alone, and a query by queryParam(...)'],
    ['a method in small letters', () => Match.any().method('get'), 'method "get" is no HTTP method; methods are in capitals, such as "GET"'],
    ['a header with its value', () => Match.any().header('a: b', 'c'), '"a: b" is no header name; give the name alone, such as "end-user"'],
    ['an expression that looks ahead', () => Match.regex('/(?!admin).*'), 'regular expression "/(?!admin).*" is not one of RE2: invalid or unsupported Perl syntax: "(?!"; Istio\'s are those of RE2: https://github.com/google/re2/wiki/Syntax'],
    ['an empty expression', () => Match.regex(''), 'an empty regular expression takes the empty text alone; give one such as ".+"'],
    ['an expression for no path', () => Match.regex('users/.*'), 'regular expression "users/.*" takes no path: paths start with a slash, and it with "users/"; give "/users/.*"'],
    ['an expression in any case', () => Match.regex('/a').ignoreCase(), "Istio does not ignore the case of regular expressions; begin it with (?i): Match.regex('(?i)/a')"],
    ['a value by a broken expression', () => Match.any().header('x', { regex: 'a(' }), 'regular expression "a(" is not one of RE2: missing closing ): "a("; Istio\'s are those of RE2: https://github.com/google/re2/wiki/Syntax'],
    ['methods twice', () => Match.any().method('GET').method('PUT'), 'methods are given twice, and no request has two; give all in one call: method("GET", "HEAD")'],
    ['no methods', () => Match.any().method(), 'no method is given, so the match would take none; give at least one, such as "GET"'],
    ['a scheme twice', () => Match.any().scheme('http').scheme('https'), 'scheme is asked for twice in one match, and no request has two; give it once, or two matches'],
    ['an authority twice', () => Match.any().authority('a.com').authority('b.com'), 'authority is asked for twice in one match, and no request has two; give it once, or two matches'],
    ['a port twice', () => Match.any().port(80).port(443), 'port is asked for twice in one match, and no request has two; give it once, or two matches'],
    ['a source namespace twice', () => Match.any().sourceNamespace('a').sourceNamespace('b'), 'sourceNamespace is asked for twice in one match, and no request has two; give it once, or two matches'],
    ['a header twice', () => Match.any().header('x', '1').header('X', '2'),
      'header "x" is asked for twice in one match, and all conditions of a match must hold; give one condition, such as { regex: \'a|b\' }, or two matches'],
    ['a header that must and must not be', () => Match.any().header('x', '1').withoutHeader('x'), 'the match takes nothing: header "x" must be what it must not be; take header(...) or withoutHeader(...) away'],
    ['a claim without a name', () => Match.any().claim([], 'a'), 'a claim has no name; give the names that lead to it, such as "groups" or ["realm", "roles"]'],
    ['a port that is none', () => Match.any().port(0), 'port 0 is no port; give a number from 1 to 65535'],
    ['no labels', () => Match.any().sourceLabels({}), 'no labels are given, so requests of all pods are meant; leave sourceLabels(...) out, or give { app: "web" }'],
    ['a label that is none', () => Match.any().sourceLabels({ 'app': 'a b' }), '"app: a b" is no label of a pod; give a key and a value as the pods have them'],
    ['a namespace that is none', () => Match.any().sourceNamespace('*'), '"*" is no name of a namespace; give one namespace by its name'],
    ['no gateways', () => Match.any().gateway(), 'no gateway is given, so the match would take nothing; give at least one, or leave gateway(...) out'],
    ['gateways and pods', () => Match.any().gateway(gateway).sourceNamespace('web'),
      'where a match names gateways, Istio does not look at where requests come from; take gateway(...) and inMesh() or sourceLabels(...) and sourceNamespace(...) away'],
    ['an empty prefix', () => Match.any().header('a', { prefix: '' }), 'an empty prefix takes every value; say { present: true }'],
    ['a rewrite with a query', () => Rewrite.path('/new?x=1'), 'rewrite to "/new?x=1" is more than a path, and what follows it would be put behind; give the path alone'],
    ['a rewrite without a slash', () => Rewrite.path('new'), 'rewrite to "new" does not start with a slash; give "/new"'],
    ['a host with a path', () => Rewrite.authority('a.com/b'), '"a.com/b" is no host; give a name, with a port where it has one, such as "shop.internal"'],
    ['a rewrite by a group that is not there', () => Rewrite.regex('/a/(.*)', '/\\2'), 'rewrite "/\\2" uses group 2, and "/a/(.*)" has 1, so that nothing would be replaced; put more of it in brackets'],
    ['a rewrite to nothing', () => Rewrite.regex('/a', ''), 'what "/a" finds is rewritten to nothing, and Istio takes that for no rewrite; find a part of the path that stays, too, and put it back by \\1'],
    ['a rewrite by a broken expression', () => Rewrite.regex('(', '/'), 'regular expression "(" is not one of RE2: missing closing ): "("; Istio\'s are those of RE2: https://github.com/google/re2/wiki/Syntax'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});

test('the order in which conditions are added does not matter', () => {
  const conditions: Array<(match: Match) => Match> = [
    (match) => match.header('b', '1'), (match) => match.header('a', '1'), (match) => match.method('GET'), (match) => match.withoutHeader('d'),
    (match) => match.queryParam('q'), (match) => match.queryParam('p', '1'), (match) => match.gateway(gateway), (match) => match.inMesh(), (match) => match.ignoreCase(),
  ];
  const written = (order: typeof conditions) => JSON.stringify(wire(order.reduce((match, add) => add(match), Match.under('/A'))));
  fc.assert(fc.property(fc.shuffledSubarray(conditions, { minLength: conditions.length }), (order) => written(order) === written(conditions)));
});
