import { Completeness } from '../../lib/model/completeness';

describe('a kind is given whole', () => {
  test.each<[string, readonly string[], string, string | undefined, boolean]>([
    ['in all namespaces', ['Service'], 'Service', 'web', true],
    ['in any, however its name is written', ['service'], 'Service', undefined, true],
    ['in the namespace that is named', ['Secret@istio-system'], 'Secret', 'istio-system', true],
    ['not in another', ['Secret@istio-system'], 'Secret', 'web', false],
    ['not in all for one', ['Secret@istio-system'], 'Secret', undefined, false],
    ['not another kind', ['Secret'], 'Service', 'web', false],
    ['not without a word', [], 'Service', 'web', false],
  ])('%s', (_, texts, kind, namespace, expected) => expect(new Completeness(texts).has(kind, namespace)).toBe(expected));
});

test.each(['Services', '', '@web', 'Service@', 'Service@a@b'])('"%s" is refused with the kinds that there are', (text) => {
  expect(() => new Completeness([text])).toThrow(/^"[^"]*" is not KIND or KIND@NAMESPACE with a kind that is read: AuthorizationPolicy, .* or WorkloadGroup$/);
});
