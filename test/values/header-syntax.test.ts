import { isHeaderName, isJwtClaim, whyNoHeaderValue } from '../../lib/values/header-syntax';

test.each(['x-a', 'X_A', 'x.a', 'a,b'])('"%s" is a header name', (text) => expect(isHeaderName(text)).toBe(true));
test.each(['', 'x a', 'x:a', ':path', 'ü'])('"%s" is no header name', (text) => expect(isHeaderName(text)).toBe(false));

test.each(['@request.auth.claims.group', '@request.auth.claims[group]', '@REQUEST.auth.claims.a.b'])('"%s" is a claim', (text) => expect(isJwtClaim(text)).toBe(true));
test.each(['@request.auth.claims', '@request.auth.claims.', '@request.auth.claims[]', '@request.auth.claims[a'])('"%s" is no claim', (text) => expect(isJwtClaim(text)).toBe(false));

test.each([
  '', 'plain', 'a\tb', '100%%', '%HOSTNAME%', 'a %HOSTNAME% b', '%REQ(x-a)%', '%REQ(x-a) %', '%PER_REQUEST_STATE(a)%',
  '%UPSTREAM_METADATA(["ns", "key"])%', '%UPSTREAM_METADATA( [ "ns" , "key" ] ) %', '%START_TIME(%s.%3f)%', '%A(b\\))%', '%(a)%',
])('"%s" is a header value', (value) => expect(whyNoHeaderValue(value)).toBeUndefined());
test.each([
  '%', '100%', 'abc%123', '%START_TIME%%', '%REQ(x-a%', '%REQ(x-a)', '%REQ()%', '%A(["b" "c"])%', '%A([b])%', '%A(["b"] x)%', '%A(b)c%', '%A(\\', '%A(\\))%',
])('"%s" is no header value', (value) => expect(whyNoHeaderValue(value)).toContain('percent sign'));
test('a line break is no part of a header value', () => expect(whyNoHeaderValue('a\nb')).toContain('control character'));
