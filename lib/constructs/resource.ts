import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';

/** What makes an object: the fields beside `metadata` may be functions, which are asked at render. */
export interface ResourceProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ApiObjectMetadata;
  readonly fields: Readonly<Record<string, unknown>>;
}

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Creates a plain ApiObject, so that patches of any field survive, under a name that is valid for DNS.
 *
 * The name is the chart's own way of naming. For ids such as `*.example.com` or `my_app` that way gives no valid name;
 * such an object is made again under the nearest valid one.
 */
export function createResource(scope: Construct, id: string, { apiVersion, kind, metadata, fields }: ResourceProps): ApiObject {
  const lazy = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, typeof value === 'function' ? { resolve: value } : value]));
  const create = (name = metadata?.name) => new ApiObject(scope, id, { apiVersion, kind, metadata: { ...metadata, ...(name && { name }) }, ...lazy });
  const object = create();
  if (metadata?.name !== undefined || DNS_LABEL.test(object.name)) return object;
  scope.node.tryRemoveChild(id);
  return create(toDnsLabel(object.name));
}

/** The nearest valid DNS label: what is not allowed becomes a dash. */
export function toDnsLabel(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(-63).replace(/^-+/, '');
}
