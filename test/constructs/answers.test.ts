import { ExportTo, GatewayRef, HostRoute, Match, type RedirectOptions, type RespondOptions } from 'cdk8s-istio';
import { newChart, renderOne, synthErrors } from '../support';

const gateway = GatewayRef.named('web', 'gw');

function siteWith(declare: (site: HostRoute) => unknown, more: object = {}) {
  const chart = newChart();
  declare(new HostRoute(chart, 'site', { gateway, host: 'a.com', ...more }));
  return chart;
}

const httpOf = (declare: (site: HostRoute) => unknown) => renderOne(siteWith(declare), 'VirtualService').spec.http as object[];

describe('a rule that redirects', () => {
  test.each<[string, Match, RedirectOptions, object[]]>([
    ['to another path', Match.exact('/a'), { path: '/b' }, [{ match: [{ uri: { exact: '/a' } }], redirect: { uri: '/b' } }]],
    ['with what follows', Match.under('/a'), { prefixRewrite: '/b', status: 308 }, [
      { match: [{ uri: { exact: '/a' } }], redirect: { uri: '/b', redirectCode: 308 } },
      { match: [{ uri: { prefix: '/a/' } }], redirect: { prefixRewrite: '/b/', redirectCode: 308 } },
    ]],
    ['with what follows a plain prefix', Match.prefix('/a-'), { prefixRewrite: '/b-' }, [{ match: [{ uri: { prefix: '/a-' } }], redirect: { prefixRewrite: '/b-' } }]],
    ['to the usual port of the scheme', Match.any(), { scheme: 'https', port: 'FROM_PROTOCOL_DEFAULT' }, [{ redirect: { scheme: 'https', derivePort: 'FROM_PROTOCOL_DEFAULT' } }]],
    ['with headers and a name', Match.any(), { authority: 'b.com', name: 'moved', responseHeaders: { set: { 'x-moved': '1' } } }, [{
      redirect: { authority: 'b.com' }, name: 'moved', headers: { response: { set: { 'x-moved': '1' } } },
    }]],
  ])('%s', (_, match, options, expected) => {
    expect(httpOf((site) => site.redirect(match, options))).toEqual(expected);
  });
});

describe('a rule that answers', () => {
  test.each<[string, RespondOptions, object]>([
    ['with a status', { status: 204 }, { directResponse: { status: 204 } }],
    ['with a text', { status: 503, body: 'back soon' }, { directResponse: { status: 503, body: { string: 'back soon' } } }],
    ['with bytes', { status: 200, body: new Uint8Array([1, 2, 255]) }, { directResponse: { status: 200, body: { bytes: 'AQL/' } } }],
    ['with its type', { status: 200, body: '{}', responseHeaders: { set: { 'content-type': 'application/json' } } },
      { directResponse: { status: 200, body: { string: '{}' } }, headers: { response: { set: { 'content-type': 'application/json' } } } }],
  ])('%s', (_, options, expected) => {
    expect(httpOf((site) => site.respond(Match.any(), options))).toEqual([expected]);
  });
});

describe('an answer that cannot be given is refused at once', () => {
  const redirect = (options: RedirectOptions, match = Match.any()) => () => httpOf((site) => site.redirect(match, options));
  const notByPrefix = 'prefixRewrite puts a path in place of a prefix that was matched, and a match here is by an exact path or a regular expression; give path, or match by Match.under';
  test.each<[string, () => unknown, string]>([
    ['a prefix for an exact path', redirect({ prefixRewrite: '/b' }, Match.exact('/a')), notByPrefix],
    ['a prefix for an expression', redirect({ prefixRewrite: '/b' }, Match.regex('/a.*')), notByPrefix],
    ['a path in two ways', redirect({ path: '/b', prefixRewrite: '/b' }, Match.under('/a')), 'a redirect has both path, in place of the whole path, and prefixRewrite, in place of what was matched; give one of them'],
    ['a path without a slash', redirect({ path: 'b' }), 'redirect to path "b" does not start with a slash; give "/b", and a host by authority'],
    ['a port that is none', redirect({ port: 70000 }), 'port 70000 is no port; give a number from 1 to 65535'],
    ['a status of HTTP/1.1 only', () => httpOf((site) => site.respond(Match.any(), { status: 101 })), 'status 101 is none that a request is answered with; give a whole number from 200 to 599, such as 503'],
    ['a large body', () => httpOf((site) => site.respond(Match.any(), { status: 200, body: 'x'.repeat(1024 * 1024 + 1) })), 'the body has 1048577 bytes, and Istio takes 1048576 at most; let a service answer'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});

describe('a route counts', () => {
  const exported = (exportTo?: ExportTo) => renderOne(siteWith((site) => site.respond(Match.any(), { status: 200 }), { exportTo }), 'VirtualService').spec.exportTo as unknown;
  test.each<[string, ExportTo | undefined, unknown]>([
    ['everywhere, unless something is said', undefined, undefined],
    ['everywhere', ExportTo.all(), ['*']],
    ['in its own namespace', ExportTo.ownNamespace(), ['.']],
    ['in some, by name or object', ExportTo.namespaces('web', { name: 'istio-system' }), ['istio-system', 'web']],
    ['in its own and another', ExportTo.ownNamespace().and('istio-system'), ['.', 'istio-system']],
  ])('%s', (_, exportTo, expected) => {
    expect(exported(exportTo)).toEqual(expected);
  });

  test.each<[string, () => unknown, string]>([
    ['all and one', () => ExportTo.all().and('web'), 'ExportTo.all() has every namespace already; say ExportTo.namespaces(...) for some'],
    ['one twice', () => ExportTo.namespaces('web', 'web'), 'namespace "web" is given twice; give it once'],
    ['none', () => ExportTo.namespaces(), 'no namespace is given; give at least one, or say ExportTo.ownNamespace()'],
    ['a star', () => ExportTo.namespaces('*'), '"*" is no name of a namespace; give one such as "web", or say ExportTo.all() or ExportTo.ownNamespace()'],
  ])('not in %s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });

  test('its own namespace under two names is an error at synth', () => {
    const chart = siteWith((site) => site.respond(Match.any(), { status: 200 }), { exportTo: ExportTo.ownNamespace().and('web') });
    expect(synthErrors(chart)).toContain('(MESH316)');
  });
});
