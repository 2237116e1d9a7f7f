import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { withFurther, type Collected } from '../collect/collected';
import { meshConfigIn } from '../collect/mesh-config';
import { walkTree } from '../collect/tree';
import { cannotParse, collectTexts } from '../collect/yaml';
import { objectsOfApp, type AppObjects } from '../synth/app-objects';
import { settingsOf } from '../synth/attach';
import { Settings } from '../synth/settings';
import { asList, asRecord, type Manifest } from '../values/read';

/** An app, or any construct of it, such as a chart; or manifests, as `Testing.synth` gives them or as YAML. */
export type AppOrManifests = IConstruct | readonly object[] | string;

/** What tests look into. */
export interface Given extends AppObjects {
  /** Of manifests in YAML the text, by the path that stands for it. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What stands for a path where manifests come from none. */
const MANIFESTS = 'manifests';

/**
 * The objects that an app or manifests hold. A construct stands for its whole app: a chart's routes may be on the gateway of another. What
 * was said by `IstioChecks` about what exists counts, and nothing is validated.
 *
 * @throws where an object cannot be rendered, as cdk8s does; one line, where there is none
 */
export function readGiven(input: AppOrManifests): Given {
  if (typeof input === 'string') return readText(input);
  if (isList(input)) return ofManifests(input.flatMap((each, index) => membersOf(each, `${MANIFESTS}[${index}]`)));
  if (isConstruct(input)) return { ...readApp(input.node.root), texts: new Map() };
  throw new Error(`${String(input)} is no app: give an App, a Chart or another construct, the manifests of Testing.synth(chart), or YAML`);
}

function isList(input: AppOrManifests): input is readonly object[] {
  return Array.isArray(input);
}

export function isConstruct(input: AppOrManifests): input is IConstruct {
  return Construct.isConstruct(input);
}

function readApp(root: IConstruct): AppObjects {
  const failed: unknown[] = [];
  // Without an object that cannot be rendered every answer could be another.
  const render = (object: ApiObject): Manifest => {
    try {
      return object.toJson() as Manifest;
    } catch (error) {
      failed.push(error);
      throw error;
    }
  };
  const found = objectsOfApp(root, walkTree(root), settingsOf(root) ?? new Settings(), render);
  if (failed.length > 0) throw failed[0];
  return found;
}

function readText(text: string): Given {
  const { objects, unusable: [bad] } = collectTexts([{ path: MANIFESTS, text }]);
  if (bad !== undefined) throw cannotParse(bad);
  if (objects.length === 0) throw new Error(`the text holds no object of Kubernetes: ${JSON.stringify(text.slice(0, 60))}; give the YAML itself, not the path of a file`);
  return { ...ofManifests(objects), texts: new Map([[MANIFESTS, text]]) };
}

function ofManifests(given: readonly Collected[]): Given {
  const objects = withFurther([], given);
  return { objects, facts: { meshConfig: meshConfigIn(objects) }, texts: new Map() };
}

function membersOf(value: unknown, path: string): readonly Collected[] {
  const object = asRecord(value);
  if (typeof object.kind !== 'string') throw new Error(`${path} is no object of Kubernetes: it has no kind`);
  if (object.kind === 'List') return asList(object.items).flatMap((item, index) => membersOf(item, `${path}.items[${index}]`));
  return [{ object, origin: { kind: 'construct', path } }];
}
