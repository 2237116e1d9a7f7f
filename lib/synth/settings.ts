import type { Collected } from '../collect/collected';
import type { Finding, Place, SeveritySetting } from '../rules/define-rule';

/** What the user has said of a rule for everything below a construct. */
interface Setting {
  readonly scope: string;
  readonly code: string;
  readonly severity: SeveritySetting;
  /** The other object of the findings that are meant; all findings where there is none. */
  readonly with?: { readonly name: string; readonly namespace?: string };
}

/** What the user has said about the checks of an app. */
export class Settings {
  private readonly given: Setting[] = [];
  private readonly objects: Collected[] = [];
  private readonly completeKinds: string[] = [];

  /** What else the cluster holds. */
  public get existing(): readonly Collected[] {
    return this.objects;
  }

  public addExisting(objects: readonly Collected[]): void {
    this.objects.push(...objects);
  }

  /** Kinds that the app and what exists hold whole. */
  public get complete(): readonly string[] {
    return this.completeKinds;
  }

  public addComplete(kinds: readonly string[]): void {
    this.completeKinds.push(...kinds);
  }

  public add(setting: Setting): void {
    this.given.push(setting);
  }

  /** As the rule says, unless something was said for a construct above one of its objects; of several the nearest, then the last. */
  public severityOf(finding: Finding): SeveritySetting {
    const meant = this.given.filter((setting) => isMeant(setting, finding));
    const nearest = meant.reduce<Setting | undefined>((best, each) => (best === undefined || each.scope.length >= best.scope.length ? each : best), undefined);
    return nearest?.severity ?? finding.severity;
  }
}

function isMeant({ code, scope, with: other }: Setting, finding: Finding): boolean {
  const places = [finding.at, ...finding.related];
  return code === finding.code && places.some((place) => isBelow(place, scope))
    && (other === undefined || places.some(({ ref }) => ref.name === other.name && ref.namespace === other.namespace));
}

function isBelow({ origin }: Place, scope: string): boolean {
  return origin.kind !== 'file' && (scope === '' || origin.path === scope || origin.path.startsWith(`${scope}/`));
}
