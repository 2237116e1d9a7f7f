import type { IConstruct } from 'constructs';
import type { Analysis } from './analysis';

/**
 * The checks of one app.
 *
 * cdk8s validates the whole app once per chart and once more, always beginning at the root, and has no hook for the start of a
 * synth. So the root's validation makes the analysis, each construct's own reports what concerns it, and one analysis is kept
 * while `synth` or `synthYaml` of the root runs. A chart rendered by itself is analysed afresh.
 */
export class Checks {
  private analysis?: Analysis;
  private synthesizing = 0;
  private readonly watched = new WeakSet<IConstruct>();
  private readonly warned = new Set<string>();

  constructor(private readonly root: IConstruct) {
    root.node.addValidation({ validate: () => this.begin() });
    this.bracket('synth');
    this.bracket('synthYaml');
  }

  /** Lets a construct report what concerns it, in its own place among the errors. */
  public watch(construct: IConstruct): void {
    if (construct === this.root || this.watched.has(construct)) return;
    this.watched.add(construct);
    construct.node.addValidation({ validate: () => [...(this.analysis?.errors.get(construct.node.path) ?? [])] });
  }

  private begin(): string[] {
    if (this.synthesizing === 0 || this.analysis === undefined) {
      const { analyse } = require('./analysis') as typeof import('./analysis');
      this.analysis = analyse(this.root);
      this.warn(this.analysis.warnings);
    }
    // Objects that are not ours get to report only once there is something to: the root comes first, so it is in time.
    for (const path of this.analysis.errors.keys()) {
      const construct = path === '' ? this.root : findByPath(this.root, path);
      if (construct !== undefined) this.watch(construct);
    }
    return [...(this.analysis.errors.get('') ?? [])];
  }

  private warn(warnings: readonly string[]): void {
    for (const warning of warnings.filter((each) => !this.warned.has(each))) {
      this.warned.add(warning);
      process.stderr.write(`Warning: ${warning}\n`);
    }
  }

  private bracket(method: 'synth' | 'synthYaml'): void {
    const host = this.root as unknown as Record<string, unknown>;
    const original = host[method];
    if (typeof original !== 'function') return;
    const run = (...args: unknown[]): unknown => {
      this.analysis = this.synthesizing === 0 ? undefined : this.analysis;
      this.synthesizing++;
      try {
        return original.apply(this.root, args);
      } finally {
        this.synthesizing--;
      }
    };
    Object.defineProperty(this.root, method, { value: run, configurable: true, writable: true });
  }
}

function findByPath(root: IConstruct, path: string): IConstruct | undefined {
  return path.split('/').reduce<IConstruct | undefined>((node, id) => node?.node.tryFindChild(id), root);
}
