import { whyNoKey, whyNoLabelValue, whyNoNamespaceName, whyNoObjectName } from '../../lib/values/kubernetes-name';

const LETTERS = (count: number) => 'a'.repeat(count);

describe.each([
  ['the name of an object', whyNoObjectName, ['web', 'a', '1', 'shop.example.com', 'a-b', LETTERS(253)], ['', 'Web', '-web', 'web-', 'a..b', 'a_b', 'web.', LETTERS(254)]],
  ['the name of a namespace', whyNoNamespaceName, ['web', 'team-1', LETTERS(63)], ['', 'Web', 'a.b', '-a', LETTERS(64)]],
  ['the name of a label', whyNoKey, ['app', 'App_1.x', 'app.kubernetes.io/name', LETTERS(63)], ['', '/app', 'app/', 'a/b/c', 'App.io/name', '-app', LETTERS(64)]],
  ['the value of a label', whyNoLabelValue, ['', 'v1', 'V_1.x', LETTERS(63)], ['-', 'a/b', 'a b', 'a.', LETTERS(64)]],
])('%s', (_, why, fine, wrong) => {
  test.each(fine)('can be "%s"', (text) => expect(why(text)).toBeUndefined());
  test.each(wrong)('cannot be "%s"', (text) => expect(why(text)).toMatch(/^(?:is|has) /));
});
