import type { IConstruct } from 'constructs';
import { CallSite } from '../values/call-site';
import { declare, type Declaration } from '../values/declaration';
import type { Checks } from './checks';
import type { Settings } from './settings';

const checked = new WeakMap<IConstruct, Checks>();

/**
 * Turns the checks on for the app of a construct, and tells them of it.
 *
 * Every construct of this package calls it, so it loads nothing of the checks but their hooks: the rest waits for the first
 * validation.
 */
export function attach(construct: IConstruct, { site = new CallSite(), problems = () => [], knows = () => [], presumes = () => [] }: Partial<Declaration> = {}): void {
  declare(construct, { site, problems, knows, presumes });
  checksOf(construct);
}

/** The checks of the app of a construct; turns them on. */
export function checksOf({ node: { root } }: IConstruct): Checks {
  const known = checked.get(root);
  if (known !== undefined) return known;
  const { Checks: Made } = require('./checks') as typeof import('./checks');
  const checks = new Made(root);
  checked.set(root, checks);
  return checks;
}

/** What was said about the checks of the app of a construct; undefined where they are not on, and they stay off. */
export function settingsOf({ node: { root } }: IConstruct): Settings | undefined {
  return checked.get(root)?.settings;
}
