import { looksMisspelled, Spellings } from '../../lib/values/misspelled';

test.each([
  ['a letter missing', 'ingresgateway', 'ingressgateway'], ['a letter too many', 'shops', 'shop'], ['another letter', 'publik', 'public'],
  ['two letters changed over', 'ingerss', 'ingress'], ['a dash missing', 'shopcert', 'shop-cert'], ['capitals', 'Shop', 'shop'],
  ['one part of several', 'shop-certs', 'shop-cert'],
])('%s looks misspelled', (_, a, b) => {
  expect(looksMisspelled(a, b)).toBe(true);
  expect(looksMisspelled(b, a)).toBe(true);
});

test.each([
  ['the same', 'shop', 'shop'], ['two letters apart', 'shop', 'shoals'], ['numbers of a series', 'edge-1', 'edge-2'], ['a number more', 'shop', 'shop2'],
  ['short parts', 'gateway-a', 'gateway-b'], ['regions', 'ingress-eu', 'ingress-us'], ['two parts', 'shops-certs', 'shop-cert'], ['nothing', '', 'shop'],
])('%s does not', (_, a, b) => {
  expect(looksMisspelled(a, b)).toBe(false);
});

test('spellings are found without comparing each with each, as looksMisspelled has them', () => {
  const names = ['ingressgateway', 'ingress-gateway', 'shop', 'shop2', 'edge-1'];
  const spellings = new Spellings(names);
  for (const name of ['ingresgateway', 'ingerssgateway', 'shops', 'shpo', 'edge-2', 'other']) {
    expect([...spellings.near(name)].sort()).toEqual(names.filter((each) => looksMisspelled(name, each)).sort());
  }
});
