import type { IstioValidationProps } from './props';

/** What cdk8s-cli hands to a plugin; the part of its `ValidationContext` that is used here. */
export interface ValidationContextLike {
  /** Paths of the manifests that were synthesized. */
  readonly manifests: readonly string[];
  readonly report: ValidationReportLike;
  readonly logger: { log(message: string): void };
}

export interface ValidationReportLike {
  addViolation(violation: {
    readonly ruleName: string;
    readonly recommendation: string;
    readonly fix: string;
    readonly violatingResources: ReadonlyArray<{ readonly resourceName: string; readonly locations: readonly string[]; readonly manifestPath: string }>;
  }): void;
  submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
}

/**
 * The checks as a validation plugin of cdk8s-cli, for apps in any language:
 *
 * ```yaml
 * validations:
 *   - package: cdk8s-istio
 *     version: 1.0.0
 *     class: IstioValidation
 * ```
 *
 * An error fails `cdk8s synth`; a warning is shown in its report.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/
 */
export class IstioValidation {
  /**
   * Called by cdk8s-cli, with what `cdk8s.yaml` says.
   *
   * @throws where a property is none of these, or cannot be used
   */
  constructor(private readonly props: IstioValidationProps = {}) {
    const { checkProps } = require('./props') as typeof import('./props');
    checkProps(props);
  }

  /**
   * Checks all manifests of the app together. Called by cdk8s-cli.
   *
   * @param context the manifests, and where findings go
   */
  public async validate(context: ValidationContextLike): Promise<void> {
    const { validate } = require('./validate') as typeof import('./validate');
    validate(context, this.props);
  }
}
