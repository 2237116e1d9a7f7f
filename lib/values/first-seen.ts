/** Everyone, as opposed to some namespaces. */
const ALL = '*';
const ANYONE = '';

/** The first of several values that can be seen from a place that sees another, found without looking at each. */
export class FirstSeen<T> {
  private readonly byViewer = new Map<string, { readonly order: number; readonly value: T }>();
  private count = 0;

  /** @param viewers namespaces, or `*` for all of them */
  public add(viewers: ReadonlySet<string>, value: T): void {
    const found = { order: this.count++, value };
    for (const viewer of viewers.size > 0 ? [...viewers, ANYONE] : []) {
      if (!this.byViewer.has(viewer)) this.byViewer.set(viewer, found);
    }
  }

  /** The first that one of these viewers sees, too. */
  public find(viewers: ReadonlySet<string>): T | undefined {
    const keys = viewers.has(ALL) ? [ANYONE] : [...viewers].flatMap((viewer) => [viewer, ALL]);
    const found = keys.map((key) => this.byViewer.get(key)).filter((each) => each !== undefined);
    return found.reduce<(typeof found)[number] | undefined>((first, each) => (first === undefined || each.order < first.order ? each : first), undefined)?.value;
  }
}
