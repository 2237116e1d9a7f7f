import { get } from '../../lib/testing';
import { failure, SHOP } from './shop';

const LUA = `---
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: lua, namespace: edge }
spec: { configPatches: [{ applyTo: HTTP_FILTER }] }
`;
const CAVEAT = '  caveat        EnvoyFilter edge/lua changes what the gateway\'s pods do in ways that are not looked at';

const messageOf = (yaml: string) => failure(() => expect(get(yaml, 'http://shop.example.com/basket')).toBeRefused()).split('\n');

test('a failure says what the answer leaves out of account', () => {
  expect(messageOf(SHOP + LUA)).toContain(CAVEAT);
  expect(messageOf(SHOP)).not.toContain(CAVEAT);
});

test('so does an outcome', () => {
  expect(get(SHOP + LUA, 'http://shop.example.com/basket').outcome.caveats).toEqual([CAVEAT.slice('  caveat'.length).trim()]);
  expect(get(SHOP, 'http://shop.example.com/basket').outcome.caveats).toEqual([]);
});
