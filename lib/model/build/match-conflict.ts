import { asRecord, asText, type Manifest } from '../../values/read';
import type { HttpMatch } from '../virtual-service';

/** Whether istiod takes a delegate's match for a part of a match of the rule that refers to it. */
export function isWithin(outer: HttpMatch, inner: HttpMatch): boolean {
  const [big, small] = [outer.manifest, inner.manifest];
  return ['uri', 'scheme', 'method', 'authority'].every((key) => isTextWithin(big[key], small[key]))
    && ['headers', 'withoutHeaders', 'queryParams'].every((key) => areTextsWithin(asRecord(big[key]), asRecord(small[key])))
    && (big.ignoreUriCase === true) === (small.ignoreUriCase === true)
    && (outer.port === undefined || inner.port === undefined || outer.port === inner.port)
    && (outer.sourceNamespace === undefined || outer.sourceNamespace === inner.sourceNamespace)
    && Object.entries(inner.sourceLabels).every(([key, value]) => (outer.sourceLabels[key] ?? value) === value)
    && areGatewaysWithin(outer.gateways, inner.gateways);
}

function areGatewaysWithin(outer: readonly string[] | undefined, inner: readonly string[] | undefined): boolean {
  return outer === undefined || inner === undefined || (inner.length <= outer.length && inner.every((each) => outer.includes(each)));
}

function areTextsWithin(outer: Manifest, inner: Manifest): boolean {
  return Object.entries(inner).every(([key, value]) => isTextWithin(outer[key], value));
}

// A regular expression is within nothing, and nothing within one; what asks for presence neither.
function isTextWithin(outer: unknown, inner: unknown): boolean {
  if (outer === undefined || outer === null || inner === undefined || inner === null) return true;
  const [big, small] = [readText(outer), readText(inner)];
  if (big.regex !== '' && (small.regex !== '' || small.prefix !== '' || small.exact !== '')) return false;
  if (small.regex !== '' && (big.prefix !== '' || big.exact !== '')) return false;
  if (big.exact !== '') return small.prefix === '' && small.exact === big.exact;
  if (big.prefix === '') return false;
  if (small.prefix !== '') return small.prefix.startsWith(big.prefix);
  return small.exact !== '' && small.exact.startsWith(big.prefix);
}

function readText(value: unknown): { readonly exact: string; readonly prefix: string; readonly regex: string } {
  const { exact, prefix, regex } = asRecord(value);
  return { exact: asText(exact) ?? '', prefix: asText(prefix) ?? '', regex: asText(regex) ?? '' };
}
