import { toBeAnswered } from './to-be-answered';
import { toBeRedirectedTo } from './to-be-redirected-to';
import { toBeRefused } from './to-be-refused';
import { toReach } from './to-reach';

/** Every matcher, by its name, as `expect.extend` of a test runner takes them. */
export const matchers = { toReach, toBeRefused, toBeRedirectedTo, toBeAnswered };
