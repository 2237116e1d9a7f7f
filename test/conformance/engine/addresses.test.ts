import { Addresses } from './addresses';
import type { Listener } from './pushed';

function listener(address: string, portValue: number): Listener {
  return { name: `${address}_${portValue}`, address: { socketAddress: { address, portValue } } };
}

const addresses = new Addresses([listener('0.0.0.0', 80), listener('10.0.0.1', 80), listener('10.0.0.2', 80), listener('10.0.0.1', 81), listener('::', 82)]);

test('each address has a place of its own, the same for all ports', () => {
  expect([listener('0.0.0.0', 80), listener('10.0.0.1', 80), listener('10.0.0.2', 80), listener('10.0.0.1', 81), listener('::', 82)].map((each) => addresses.placeOf(each).host))
    .toEqual(['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.2', '127.0.0.1']);
});

test.each<[string, number, string | undefined]>([
  ['10.0.0.1', 80, '10.0.0.1_80'], ['10.0.0.2', 80, '10.0.0.2_80'], ['10.9.9.9', 80, '0.0.0.0_80'],
  ['10.0.0.1', 81, '10.0.0.1_81'], ['10.9.9.9', 81, undefined], ['10.9.9.9', 82, '::_82'], ['10.0.0.1', 90, undefined],
])('a connection to %s, port %i comes to listener %s', (address, port, name) => expect(addresses.reached(address, port)?.name).toBe(name));
