import { parseAllDocuments } from 'yaml';
import { ImportError } from './errors';

/** The part of an OpenAPI schema of a custom resource that this generator knows. */
export interface CrdSchema {
  readonly 'type'?: string;
  readonly 'description'?: string;
  readonly 'properties'?: Readonly<Record<string, CrdSchema>>;
  readonly 'required'?: readonly string[];
  readonly 'items'?: CrdSchema;
  readonly 'additionalProperties'?: boolean | CrdSchema;
  readonly 'enum'?: readonly string[];
  readonly 'nullable'?: boolean;
  readonly 'format'?: string;
  readonly 'pattern'?: string;
  readonly 'oneOf'?: readonly CrdSchema[];
  readonly 'anyOf'?: readonly CrdSchema[];
  readonly 'allOf'?: readonly CrdSchema[];
  readonly 'not'?: CrdSchema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** A kind of object, at the one version that types are made for. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  /** Those that the API server serves; all have one schema. */
  readonly versions: readonly string[];
  readonly name: string;
  /** Of the object as a whole. */
  readonly schema: CrdSchema;
  readonly spec: CrdSchema;
  /** Its page in Istio's reference. */
  readonly page?: string;
}

interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly schema: { readonly openAPIV3Schema: CrdSchema };
}

interface Crd {
  readonly kind?: string;
  readonly spec: { readonly group: string; readonly names: { readonly kind: string }; readonly versions: readonly CrdVersion[] };
}

/** The kinds that a file of custom resource definitions defines, by name. */
export function kindsIn(crds: string): Kind[] {
  return parseAllDocuments(crds)
    .map((document) => document.toJS() as Crd | null)
    .filter((crd): crd is Crd => crd?.kind === 'CustomResourceDefinition')
    .map(toKind)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toKind({ spec: { group, names, versions } }: Crd): Kind {
  const version = versions.find(({ name, served }) => name === 'v1' && served) ?? versions.find(({ storage }) => storage);
  const schema = version?.schema.openAPIV3Schema;
  const spec = schema?.properties?.spec;
  if (!version || !schema || !spec) {
    throw new Error(`${names.kind}.${group} has no version with a spec`);
  }
  const served = versions.filter((each) => each.served);
  const other = served.find((each) => JSON.stringify(each.schema) !== JSON.stringify(version.schema));
  if (other) {
    throw new ImportError(`${names.kind} has another schema in ${other.name} than in ${version.name}: teach projenrc/imports/ that versions differ`);
  }
  return { group, version: version.name, versions: served.map(({ name }) => name), name: names.kind, schema, spec, page: pageOf(spec) };
}

/** Descriptions link to the old address of a page, which redirects to this one. */
function pageOf({ description = '' }: CrdSchema): string | undefined {
  const path = /See more details at: https:\/\/istio\.io\/docs\/(\S+)\.html/.exec(description)?.[1];
  return path && `https://istio.io/latest/docs/${path}/`;
}
