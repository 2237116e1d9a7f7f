import type { IstioMatchers } from './istio-matchers';
import { matchers } from './matchers/registry';

declare global {
  namespace jest {
    interface Matchers<R, T = {}> extends IstioMatchers<R, T> {}
  }
}

/** @ts-ignore Whoever has no jest has no such module. */
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends IstioMatchers<R, T> {}
}

// Where the runner has no global `expect`, as without jest's `injectGlobals`, its users extend their own.
const { expect } = globalThis as { readonly expect?: { readonly extend?: (given: typeof matchers) => void } };
if (typeof expect?.extend === 'function') expect.extend(matchers);
