import { isLabelKey, isLabelValue } from '../../lib/values/label-syntax';

test.each(['app', 'app.kubernetes.io/name', 'a_b.c-d', '1', 'App', 'a'.repeat(63)])('"%s" is the key of a label', (text) => expect(isLabelKey(text)).toBe(true));
test.each(['', '-app', 'app-', 'a b', '/app', 'a//b', 'a/b/c', 'a_b/c', 'app*', 'a'.repeat(64)])('"%s" is no key of a label', (text) => expect(isLabelKey(text)).toBe(false));
test.each(['', 'v1', 'v1.2_3-4', 'V1'])('"%s" is the value of a label', (text) => expect(isLabelValue(text)).toBe(true));
test.each(['-', 'v1-', 'a b', '*', 'a/b'])('"%s" is no value of a label', (text) => expect(isLabelValue(text)).toBe(false));
