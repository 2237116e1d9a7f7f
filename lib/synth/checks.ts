import type { IConstruct } from 'constructs';
import type { Analysis } from './analysis';
import { RenderOnce } from './render-once';
import { Settings } from './settings';

/**
 * The checks of one app.
 *
 * cdk8s validates the whole app once per chart and once more, always beginning at the root, and has no hook for the start of a
 * synth. So the root's validation makes the analysis, and one analysis is kept while `synth` or `synthYaml` of the root runs. A
 * chart rendered by itself is analysed afresh.
 */
export class Checks {
  public readonly settings = new Settings();

  private analysis?: Analysis;
  private readonly renderings = new RenderOnce();
  private synthesizing = 0;
  private readonly reporting = new WeakSet<IConstruct>();
  private readonly warned = new Set<string>();

  constructor(private readonly root: IConstruct) {
    root.node.addValidation({ validate: () => this.begin() });
    this.bracket('synth');
    this.bracket('synthYaml');
  }

  private begin(): string[] {
    const analysis = this.currentAnalysis();
    for (const path of analysis.errors.keys()) this.letReport(path);
    return [...(analysis.errors.get('') ?? [])];
  }

  private currentAnalysis(): Analysis {
    if (this.synthesizing > 0 && this.analysis !== undefined) return this.analysis;
    const { analyse } = require('./analysis') as typeof import('./analysis');
    this.analysis = analyse(this.root, this.settings, this.renderings.render);
    this.warn(this.analysis.warnings);
    return this.analysis;
  }

  // Each error stands among cdk8s' own in the place of its construct. The root is validated first, so this is in time, and
  // apps without errors have nothing to validate.
  private letReport(path: string): void {
    const construct = findByPath(this.root, path);
    if (construct === undefined || construct === this.root || this.reporting.has(construct)) return;
    this.reporting.add(construct);
    construct.node.addValidation({ validate: () => [...(this.analysis?.errors.get(path) ?? [])] });
  }

  private warn(warnings: readonly string[]): void {
    for (const warning of warnings.filter((each) => !this.warned.has(each))) {
      this.warned.add(warning);
      process.stderr.write(`Warning: ${warning}\n`);
    }
  }

  private bracket(method: 'synth' | 'synthYaml'): void {
    const original = (this.root as unknown as Record<string, unknown>)[method];
    if (typeof original !== 'function') return;
    const run = (...args: unknown[]): unknown => {
      this.enter();
      try {
        return original.apply(this.root, args);
      } finally {
        this.leave();
      }
    };
    Object.defineProperty(this.root, method, { value: run, configurable: true, writable: true });
  }

  private enter(): void {
    if (this.synthesizing++ > 0) return;
    this.analysis = undefined;
    this.renderings.begin();
  }

  private leave(): void {
    if (--this.synthesizing === 0) this.renderings.end();
  }
}

function findByPath(root: IConstruct, path: string): IConstruct | undefined {
  return path.split('/').reduce<IConstruct | undefined>((node, id) => node?.node.tryFindChild(id), root);
}
