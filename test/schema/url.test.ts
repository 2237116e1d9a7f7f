import { schemeOf } from '../../lib/schema/url';

test.each([
  ['http://example.com', 'http'], ['HTTPS://example.com:8443/a?b#c', 'https'], ['oci:name', 'oci'], ['file:///a', 'file'], ['/a', ''], ['*', ''],
  ['https://user:word@example.com', 'https'], ['http://[::1]:80/', 'http'], ['http://[fe80::1%25en0]', 'http'], ['postgres://a:1,b:2', 'postgres'], ['http://münchen.example', 'http'],
])('"%s" is a URL with scheme "%s"', (text, scheme) => expect(schemeOf(text)).toBe(scheme));

test.each([
  '', 'a', 'a/b', ':a', '://a', '1http://a', 'http://a b', 'http://a:b', 'http://a:1:2', 'http://%41', 'http://a/%zz', 'http://[::1', 'http://[1.2.3.4]', 'http://a[::1]', 'http://us er@a', 'http://a\n',
])('"%s" is no URL', (text) => expect(schemeOf(text)).toBeUndefined());
