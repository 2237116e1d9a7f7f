// A user's test in a project that imports what jest has. It is compiled, and nothing of it is run.
import { expect } from '@jest/globals';
import { get } from '../../../lib/testing';

expect(get('', 'http://a.example.com/')).toReach('shop', { port: 80 });
expect(get('', 'http://a.example.com/')).not.toBeRefused('no-route');

// @ts-expect-error a reason that there is not
expect(get('', 'http://a.example.com/')).toBeRefused('no-routes');

// @ts-expect-error a URL that nobody has asked for
expect('http://a.example.com/').toReach('shop');
