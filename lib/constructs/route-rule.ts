import type { HTTPRoute } from '../../imports/networking';
import { CallSite } from '../values/call-site';
import { formatRouteMatch } from '../values/route-match';
import type { Branch } from './branch';
import type { Match } from './match';

/** What a rule does, apart from what it matches. */
export type Action = Omit<HTTPRoute, 'match'>;

export interface RuleWords {
  /** What the rule does, in words. */
  readonly what: string;
  /** Whether it delegates: requests that no rule there takes go on to the next. */
  readonly handsOver?: boolean;
}

/** A rule of a host: which requests it takes and what becomes of them. `HostRoute` and `DelegateRoute` make them. */
export class RouteRule {
  /** @internal */
  public readonly _site = new CallSite();
  /** @internal */
  public readonly _handsOver: boolean;

  private readonly what: string;
  private branches?: readonly Branch[];
  private inOnePiece = false;

  /** @internal */
  constructor(private readonly matches: readonly Match[], { what, handsOver = false }: RuleWords, private readonly produce: (branch: Branch) => Action) {
    if (matches.length === 0) throw new Error('a rule without a match takes nothing; give at least one, or Match.any()');
    this.what = what;
    this._handsOver = handsOver;
  }

  /** @internal */
  public _branches(): readonly Branch[] {
    this.branches ??= this.matches.flatMap((match) => match._branches());
    return this.branches;
  }

  /** @internal */
  public _action(branch: Branch): Action {
    return this.produce(branch);
  }

  /** Whether its matches stay side by side, so that it is rendered as one rule, where no other that could take their requests is between them. @internal */
  public get _together(): boolean {
    return this._handsOver || this.inOnePiece;
  }

  /** @internal */
  public _keepInOnePiece(): this {
    this.inOnePiece = true;
    return this;
  }

  /** What can be wrong only when everything has been said. @internal */
  public _problems(): readonly string[] {
    try {
      this._branches().forEach((branch) => this.produce(branch));
      return [];
    } catch (error) {
      return [`${(error as Error).message}\n      by  ${this.toString()} at ${this._site}`];
    }
  }

  /** What it takes and does, in words. */
  public toString(): string {
    return `${[...new Set(this._branches().map(({ request }) => formatRouteMatch(request)))].join(', ')} → ${this.what}`;
  }
}
