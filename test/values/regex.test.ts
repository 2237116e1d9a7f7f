import { whyNoRegex } from '../../lib/values/regex';

test.each(['/api/v[0-9]+', '(?i)/a', '\\d+', '(?P<n>a)', 'a'.repeat(1024)])('"%s" is a regular expression for Istio', (regex) => expect(whyNoRegex(regex)).toBeUndefined());
test('what JavaScript or Perl have beyond RE2 is none', () => {
  expect(whyNoRegex('(?<=/a)b')).toBe('is not one of RE2: invalid named capture: "(?<=/a)b"');
  expect(whyNoRegex('(a)\\1')).toBe('is not one of RE2: invalid escape sequence: "\\1"');
});
test('more than 1024 bytes are too many', () => expect(whyNoRegex('ä'.repeat(513))).toBe('has 1026 bytes; Istio takes 1024 at most'));
