import { httpRules, virtualService } from '../../../lib/rules/example-manifests';
import { found } from '../found';

const rule = (match: string, more: string) => `{ match: [${match}], ${more}route: [{ destination: { host: shop } }] }`;

test('a rewrite that doubles slashes is told with what becomes of a path', () => {
  const rewriting = (to: string) => rule('{ uri: { prefix: /api } }', `rewrite: { uri: ${to} }, `);
  expect(found('MESH402', httpRules(rewriting('/v1/')))).toEqual(['info: prefix "/api" is rewritten to "/v1/", so "/api/x" becomes "/v1//x"']);
  expect(found('MESH402', httpRules(rule('{ uri: { prefix: /api/ } }', ''), rewriting('/')))).toEqual([]);
});

test('prefixes without a slash at their end are told once for a VirtualService', () => {
  const prefixes = ['/a', '/b', '/c', '/d', '/e', '/f/'].map((prefix) => rule(`{ uri: { prefix: ${prefix} } }`, ''));
  expect(found('MESH403', virtualService({ http: `[${prefixes.join(', ')}]` }))).toEqual(['info: prefix "/a" takes "/ax" and all else that begins with it, too; so do "/b", "/c", "/d" and 1 more']);
});
