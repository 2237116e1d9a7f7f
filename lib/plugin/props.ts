import { Severities } from '../check/severities';
import { Completeness } from '../model/completeness';
import { allOf } from '../values/words';

/** `properties` of the plugin in `cdk8s.yaml`. */
export interface IstioValidationProps {
  /**
   * Files and folders with manifests of what else the cluster holds, relative to the working directory.
   *
   * @default - nothing else is known
   */
  readonly existing?: readonly string[];

  /**
   * Kinds of which every object is given, such as `Service` and `Secret@istio-system`.
   *
   * @default - what is not there is unknown
   */
  readonly complete?: readonly string[];

  /**
   * File with Istio's MeshConfig, or with the ConfigMap that holds it.
   *
   * @default - the ConfigMap `istio` among the manifests, else Istio's defaults
   */
  readonly meshConfig?: string;

  /**
   * How much the findings of a rule count, as `MESH101: warning`; `off` takes them away.
   *
   * @default - as each rule says
   */
  readonly severity?: Readonly<Record<string, string>>;
}

const NAMES: ReadonlyArray<keyof IstioValidationProps> = ['existing', 'complete', 'meshConfig', 'severity'];

/** @throws one line, where a property is unknown or cannot be used */
export function checkProps(props: IstioValidationProps): void {
  const unknown = Object.keys(props).find((name) => !NAMES.some((each) => each === name));
  if (unknown !== undefined) throw new Error(`IstioValidation has no property "${unknown}"; it has ${allOf(NAMES)}`);
  for (const name of ['existing', 'complete'] as const) {
    if (props[name] !== undefined && !isTexts(props[name])) throw new Error(`${name} of IstioValidation is a list of texts`);
  }
  if (props.meshConfig !== undefined && typeof props.meshConfig !== 'string') throw new Error('meshConfig of IstioValidation is the path of a file');
  severitiesOf(props);
  completeOf(props);
}

export function severitiesOf({ severity = {} }: IstioValidationProps): Severities {
  return Severities.parse(Object.entries(severity).map(([code, level]) => `${code}=${level}`));
}

export function completeOf({ complete = [] }: IstioValidationProps): readonly string[] {
  return new Completeness(complete).texts;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
