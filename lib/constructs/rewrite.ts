import type { HTTPRewrite } from '../../imports/networking';
import type { Branch } from './match';

/** What becomes of the path on its way to the service. */
export class Rewrite {
  /**
   * Takes away the path of `Match.under`: with `/shop`, `/shop` becomes `/` and `/shop/cart` becomes `/cart`. Only for rules
   * that match by `Match.under`.
   */
  public static stripPrefix(): Rewrite {
    return new Rewrite('/', true);
  }

  /** Puts another path for the one matched: of `Match.under('/a')`, `/new` makes `/new` of `/a` and `/new/x` of `/a/x`. */
  public static path(path: string): Rewrite {
    if (!path.startsWith('/')) throw new Error(`rewrite to "${path}" does not start with a slash; give "/${path}"`);
    if (/[?#]/.test(path)) throw new Error(`rewrite to "${path}" is more than a path, and what follows it would be put behind; give the path alone`);
    return new Rewrite(path, false);
  }

  private constructor(
    private readonly to: string,
    /** @internal */
    public readonly _onlyBySegment: boolean,
  ) {}

  /** @internal */
  public _wire({ part }: Branch): HTTPRewrite {
    // Istio replaces the text that was matched; below a path that text ends in a slash.
    return { uri: part === 'below' && !this.to.endsWith('/') ? `${this.to}/` : this.to };
  }
}
