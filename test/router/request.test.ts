import { hostnameOf, parseRequest, type ParsedRequest, type Request } from '../../lib/router/request';

describe('a request has', () => {
  test.each<[string, Request, Partial<ParsedRequest>]>([
    ['port 80 by http', { url: 'http://a.com' }, { protocol: 'http', secure: false, port: 80, target: '/', authority: 'a.com', method: 'GET' }],
    ['port 443 and its SNI by https', { url: 'https://A.com/x' }, { secure: true, port: 443, sni: 'a.com', authority: 'A.com', hostname: 'a.com' }],
    ['the port that it names, which stays in the authority', { url: 'http://a.com:8080/x?y=/z' }, { port: 8080, authority: 'a.com:8080', hostname: 'a.com', target: '/x?y=/z' }],
    ['a path before a query alone', { url: 'http://a.com?x' }, { target: '/?x' }],
    ['the authority of a Host header', { url: 'http://10.0.0.1/x', headers: { Host: 'a.com' } }, { authority: 'a.com', hostname: 'a.com' }],
    ['header names in small letters', { url: 'http://a.com', headers: { 'X-Team': 'A' } }, { headers: new Map([['x-team', 'A']]) }],
    ['no SNI for an address', { url: 'https://10.0.0.1/' }, { sni: undefined }],
    ['the SNI that it is given', { url: 'https://a.com/', sni: 'b.com' }, { sni: 'b.com' }],
    ['no HTTP by tcp', { url: 'tcp://db.example.com:5432' }, { protocol: 'tcp', secure: false, port: 5432 }],
    ['no HTTP by tls, and an SNI', { url: 'tls://db.example.com:5432' }, { protocol: 'tcp', secure: true, sni: 'db.example.com' }],
  ])('%s', (_, request, expected) => expect(parseRequest(request)).toMatchObject(expected));
});

test.each([
  ['a.com', '"a.com" is not a URL that a request can be sent to: give http://HOST[:PORT]/PATH or https://HOST[:PORT]/PATH'],
  ['ftp://a.com', '"ftp://a.com" is not a URL that a request can be sent to: give http://HOST[:PORT]/PATH or https://HOST[:PORT]/PATH'],
  ['http://a.com:99999/', '"http://a.com:99999/" is not a URL that a request can be sent to: give http://HOST[:PORT]/PATH or https://HOST[:PORT]/PATH'],
  ['http:///x', '"http:///x" is not a URL that a request can be sent to: give http://HOST[:PORT]/PATH or https://HOST[:PORT]/PATH'],
  ['tcp://a.com', '"tcp://a.com" has no port from 1 to 65535: give one, as in tcp://db.example.com:5432'],
])('%s is refused', (url, message) => expect(() => parseRequest({ url })).toThrow(new Error(message)));

test.each([['a.com', 'a.com'], ['A.com:80', 'a.com'], ['[2001:db8::1]:80', '[2001:db8::1]'], ['[2001:db8::1]', '[2001:db8::1]'], ['a.com.', 'a.com.']])('the host of %s is %s', (authority, host) => {
  expect(hostnameOf(authority)).toBe(host);
});
