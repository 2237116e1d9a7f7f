import { isPrime } from '../../lib/values/prime';

test.each([1, 2, 3, 5, 65537, 4999999])('%d is a prime to Envoy', (number) => expect(isPrime(number)).toBe(true));
test.each([-1, 0, 4, 9, 65536, 65535, 5000009])('%d is none', (number) => expect(isPrime(number)).toBe(false));
