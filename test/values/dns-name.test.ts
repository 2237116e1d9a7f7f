import { isDnsLabel, isDnsSubdomain, isIpAddress, isIpSubnet, whyNoDnsName, whyNoWildcardDomain } from '../../lib/values/dns-name';

const LONG = 'a'.repeat(63);

test.each(['web', 'a', 'team-a', '1', 'A', LONG])('"%s" is a DNS label', (text) => expect(isDnsLabel(text)).toBe(true));
test.each(['', '-web', 'web-', 'a.b', 'a_b', '*', `${LONG}a`])('"%s" is no DNS label', (text) => expect(isDnsLabel(text)).toBe(false));

test.each(['web', 'shop.example.com', 'Shop.Example.COM', 'example.com.', '1.a'])('"%s" is a DNS name', (text) => expect(isDnsSubdomain(text)).toBe(true));
test.each([
  ['', 'is empty'],
  ['a..b', 'has an empty part'],
  ['*.example.com', 'has a wildcard that does not start its first part'],
  ['10.0.0.1', 'ends in "1": the last part of a DNS name cannot be a number'],
  ['1', 'ends in "1": the last part of a DNS name cannot be a number'],
  ['a_b.com', 'has the part "a_b", which is not made of letters, digits and dashes with a letter or a digit at both ends'],
  ['-.com', 'has the part "-", which is not made of letters, digits and dashes with a letter or a digit at both ends'],
])('"%s" is no DNS name: it %s', (text, why) => expect(whyNoDnsName(text)).toBe(why));
test('a DNS name and its parts have their longest', () => {
  expect(whyNoDnsName(`${LONG}a.com`)).toContain('of 64 characters');
  expect(whyNoDnsName('a.'.repeat(128))).toContain('has 256 characters');
});

test.each(['*', '*.example.com', '*shop.example.com', '*-shop.example.com', 'shop', '1', 'example.com.'])(
  '"%s" is a DNS name or a wildcard', (text) => expect(whyNoWildcardDomain(text)).toBeUndefined(),
);
test.each([
  ['', 'is empty'],
  ['shop.*.com', 'has a wildcard that does not start its first part'],
  ['shop*.com', 'has a wildcard that does not start its first part'],
  ['**.com', 'has a wildcard that does not start its first part'],
  ['*-.com', 'has a wildcard that does not start its first part'],
  ['http://a.com', 'has the part "http://a", which is not made of letters, digits and dashes with a letter or a digit at both ends'],
  ['*.1', 'ends in "1": the last part of a DNS name cannot be a number'],
])('"%s" is no DNS name and no wildcard: it %s', (text, why) => expect(whyNoWildcardDomain(text)).toBe(why));

test.each(['10.0.0.1', '::1', '2001:db8::1'])('"%s" is an IP address', (text) => expect(isIpAddress(text)).toBe(true));
test.each(['10.0.0', '10.0.0.01', '[::1]', 'a'])('"%s" is no IP address', (text) => expect(isIpAddress(text)).toBe(false));
test.each(['10.0.0.0/8', '0.0.0.0/0', '10.1.2.3', '2001:db8::/32'])('"%s" is an IP subnet', (text) => expect(isIpSubnet(text)).toBe(true));
test.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', '10.0.0.0/8/8', '::/129', 'a/8', ''])('"%s" is no IP subnet', (text) => expect(isIpSubnet(text)).toBe(false));
