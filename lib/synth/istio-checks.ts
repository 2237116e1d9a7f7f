import type { IConstruct } from 'constructs';
import type { SeveritySetting } from '../rules/define-rule';
import { checksOf } from './attach';
import type { Settings } from './settings';

export type { SeveritySetting };

/** Which findings of a rule are accepted, where not all are. */
export interface AcknowledgeOptions {
  /**
   * The other object of the finding, such as `GatewayRef.named('default', 'old-gateway')`.
   *
   * @default - whatever the other object is
   */
  readonly with?: {
    /** Name of the other object. */
    readonly name: string;
    /** Namespace of the other object. @default - whatever it is */
    readonly namespace?: string;
  };
}

/**
 * What is said about the checks of an app, from a construct down. The checks are on as soon as an app has one construct of this
 * package; this turns them on for an app without.
 */
export class IstioChecks {
  /**
   * The checks for a construct and all below it.
   *
   * @param scope the app, a chart, or another construct
   */
  public static of(scope: IConstruct): IstioChecks {
    return new IstioChecks(checksOf(scope).settings, scope.node.path);
  }

  private constructor(private readonly settings: Settings, private readonly scope: string) {}

  /**
   * Manifests of what else the cluster holds: a GitOps directory, or the output of `kubectl get -o yaml`. They are checked together
   * with the app, wherever this is said in it; an object of the app replaces the one of the same kind, namespace and name.
   *
   * @param paths of files, and of folders whose .yaml, .yml and .json files are all read; relative to the working directory
   * @returns the same, to say more
   * @throws one line with the path, and the line where there is one, where something cannot be read or parsed
   */
  public existing(...paths: readonly string[]): this {
    const { cannotRead, readManifestFiles } = require('../files/read-file') as typeof import('../files/read-file');
    const { cannotParse, collectTexts } = require('../collect/yaml') as typeof import('../collect/yaml');
    const { files, unreadable: [missing] } = readManifestFiles(paths);
    if (missing !== undefined) throw cannotRead(missing);
    const { objects, unusable: [bad] } = collectTexts(files);
    if (bad !== undefined) throw cannotParse(bad);
    this.settings.addExisting(objects);
    return this;
  }

  /**
   * Says that the app and the manifests of `existing` hold every object of some kinds. What is then not among them is absent, such as the
   * Service of a destination, and no longer unknown.
   *
   * @param kinds such as `Service`, for all namespaces, and `Secret@istio-system`
   * @returns the same, to say more
   * @throws where a kind is none that the checks read
   */
  public complete(...kinds: readonly string[]): this {
    const { Completeness } = require('../model/completeness') as typeof import('../model/completeness');
    this.settings.addComplete(new Completeness(kinds).texts);
    return this;
  }

  /**
   * How much the findings of a rule count below this construct: an error fails the synth, a warning goes to standard error, `info` and
   * `off` say nothing at synth.
   *
   * @param code of the rule, such as `MESH101`
   * @param severity `error`, `warning`, `info` or `off`
   * @returns the same, to say more
   * @throws where there is no rule with this code
   */
  public severity(code: string, severity: SeveritySetting): this {
    this.settings.add({ scope: this.scope, code: checkCode(code), severity });
    return this;
  }

  /**
   * Accepts the findings of a rule about objects below this construct.
   *
   * @param code of the rule, such as `MESH101`
   * @param reason why, for whoever reads the code next
   * @param options which of its findings
   * @returns the same, to say more
   * @throws where there is no rule with this code, or no reason
   */
  public acknowledge(code: string, reason: string, options: AcknowledgeOptions = {}): this {
    if (reason.trim() === '') throw new Error(`${code} is acknowledged without a reason; say why it is fine here`);
    this.settings.add({ scope: this.scope, code: checkCode(code), severity: 'off', ...options });
    return this;
  }
}

function checkCode(code: string): string {
  const { ruleNamed } = require('../check/rule-named') as typeof import('../check/rule-named');
  return ruleNamed(code).code;
}
