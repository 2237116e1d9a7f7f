import type { HTTPRewrite } from '../../imports/networking';
import { groupsOf, groupsUsed } from '../values/regex-groups';
import type { Branch } from './branch';
import { checkRegex } from './value-match';

interface PathRewrite {
  readonly to: string;
  readonly onlyBySegment: boolean;
}

/**
 * What becomes of the path, and of the host, on the way to the service. The query stays.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 */
export class Rewrite {
  /**
   * Takes away the path of `Match.under`: with `/shop`, `/shop` becomes `/` and `/shop/cart` becomes `/cart`. Only for rules
   * that match by `Match.under`.
   */
  public static stripPrefix(): Rewrite {
    return new Rewrite({ path: { to: '/', onlyBySegment: true } });
  }

  /**
   * Puts another path for the one matched: of `Match.under('/a')`, `/new` makes `/new` of `/a` and `/new/x` of `/a/x`. Of a match by
   * regular expression it replaces the whole path.
   *
   * @param path from its first slash on, without a query
   * @throws for what is no path
   */
  public static path(path: string): Rewrite {
    if (!path.startsWith('/')) throw new Error(`rewrite to "${path}" does not start with a slash; give "/${path}"`);
    if (/[?#]/.test(path)) throw new Error(`rewrite to "${path}" is more than a path, and what follows it would be put behind; give the path alone`);
    return new Rewrite({ path: { to: path, onlyBySegment: false } });
  }

  /**
   * Replaces all that a regular expression of RE2 finds in the path, whatever the rule matches it by.
   *
   * @param match what to find; without `^` and `$` anywhere in the path
   * @param rewrite what to put there; `\1` is what the first group found, `\0` all
   * @throws where RE2 refuses the expression, it has no such group, or the rewrite is empty, which Istio takes for none
   * @see https://github.com/google/re2/wiki/Syntax
   */
  public static regex(match: string, rewrite: string): Rewrite {
    const groups = groupsOf(checkRegex(match));
    const used = groupsUsed(rewrite);
    if (rewrite === '') throw new Error(`what "${match}" finds is rewritten to nothing, and Istio takes that for no rewrite; find a part of the path that stays, too, and put it back by \\1`);
    if (used > groups) throw new Error(`rewrite "${rewrite}" uses group ${used}, and "${match}" has ${groups}, so that nothing would be replaced; put more of it in brackets`);
    return new Rewrite({ regex: { match, rewrite } });
  }

  /**
   * The host that the service sees, in place of the one that the client asked for.
   *
   * @param authority a name, with a port where it has one: `shop.internal:8080`
   * @throws for what is no host
   */
  public static authority(authority: string): Rewrite {
    return new Rewrite({}).authority(authority);
  }

  private constructor(private readonly what: { readonly path?: PathRewrite; readonly regex?: HTTPRewrite['uriRegexRewrite']; readonly host?: string }) {}

  /**
   * The same, with another host as well.
   *
   * @param authority a name, with a port where it has one: `shop.internal:8080`
   * @throws for what is no host
   */
  public authority(authority: string): Rewrite {
    return new Rewrite({ ...this.what, host: checkAuthority(authority) });
  }

  /** @internal */
  public get _onlyBySegment(): boolean {
    return this.what.path?.onlyBySegment ?? false;
  }

  /** @internal */
  public get _setsAuthority(): boolean {
    return this.what.host !== undefined;
  }

  /** @internal */
  public _wire({ part }: Branch): HTTPRewrite {
    const { path, regex, host } = this.what;
    return {
      ...(path && { uri: inPlaceOf(part, path.to) }),
      ...(regex && { uriRegexRewrite: regex }),
      ...(host !== undefined && { authority: host }),
    };
  }
}

/** @throws for what is no host, with or without a port */
export function checkAuthority(authority: string): string {
  if (/^[^\s/?#@]+$/.test(authority)) return authority;
  throw new Error(`"${authority}" is no host; give a name, with a port where it has one, such as "shop.internal"`);
}

/** Istio replaces the text that was matched; below a path that text ends in a slash. */
export function inPlaceOf(part: Branch['part'], path: string): string {
  return part === 'below' && !path.endsWith('/') ? `${path}/` : path;
}
