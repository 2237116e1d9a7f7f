import { certificateCovers } from '../../lib/values/certificate-name';

test.each([
  ['its own name', ['a.com'], 'a.com'], ['a name in capitals', ['A.com'], 'a.COM'], ['a name by a wildcard', ['*.a.com'], 'x.a.com'], ['an address', ['10.0.0.1'], '10.0.0.1'],
  ['the same wildcard', ['*.a.com'], '*.a.com'], ['a wildcard, of which it has a name', ['x.a.com'], '*.a.com'], ['all hosts', ['a.com'], '*'], ['one of its names', ['b.com', 'a.com'], 'a.com'],
])('a certificate is for %s', (_, names, host) => {
  expect(certificateCovers(names, host)).toBe(true);
});

test.each([
  ['another name', ['a.com'], 'b.com'], ['the name below its wildcard', ['*.a.com'], 'a.com'], ['two labels for one wildcard', ['*.a.com'], 'x.y.a.com'], ['another wildcard', ['*.a.com'], '*.b.com'],
  ['a wildcard by the name below it', ['a.com'], '*.a.com'], ['any name where it has none', [], 'a.com'], ['a name that only ends alike', ['*.a.com'], 'xa.com'],
])('and not for %s', (_, names, host) => {
  expect(certificateCovers(names, host)).toBe(false);
});
