import type { Piece } from '../../values/piece';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { httpRouteWith } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'nothing' | 'percentage' | 'http-status' | 'grpc-status' | 'http2-error' | 'exponential-delay';

const GRPC_STATUSES = [
  'OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED', 'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED',
];

const failing = (fault: string) => httpRouteWith(`fault: { ${fault} }`);

/** One that says only how often, and not what, is no mistake to Istio; another rule tells it. */
export const faultInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH417',
  name: 'fault-invalid',
  severity: 'error',
  summary: 'A fault does not say what it is, or is one that Istio cannot make.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: failing('abort: { httpStatus: 50, percentage: { value: 10 } }') },
    good: [
      { why: 'a status that HTTP has', yaml: failing('abort: { httpStatus: 503, percentage: { value: 10 } }') },
      { why: 'a status of gRPC', yaml: failing('abort: { grpcStatus: UNAVAILABLE, percentage: { value: 10 } }') },
      { why: 'a delay', yaml: failing('delay: { fixedDelay: 2s, percentage: { value: 0.1 } }') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['fault']),
  words: inWords({
    'nothing': () => ({ what: 'a fault has neither an abort nor a delay', fix: 'Istio rejects the VirtualService. Give one of them, or both.' }),
    'percentage': (value) => ({
      what: `percentage ${value} is neither 0 nor between 0.0001 and 100`,
      fix: 'Istio rejects the VirtualService. Give 10 for one request of ten, or 0.1 for one of a thousand.',
    }),
    'http-status': (status) => ({
      what: `HTTP status ${status} is not between 200 and 600`,
      fix: 'Istio rejects the VirtualService. Give a status such as 503.',
    }),
    'grpc-status': (status) => ({
      what: `"${status}" is no status of gRPC`,
      fix: `Istio rejects the VirtualService. It takes ${oneOf(GRPC_STATUSES)}.`,
    }),
    'http2-error': () => ({ what: 'http2Error is not supported', fix: 'Istio rejects the VirtualService. Give httpStatus or grpcStatus.' }),
    'exponential-delay': () => ({ what: 'exponentialDelay is not supported', fix: 'Istio rejects the VirtualService. Give fixedDelay.' }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const fault of spec.at('http').list.map((rule) => rule.at('fault')).filter(({ isGiven }) => isGiven)) {
    const [abort, delay] = [fault.at('abort'), fault.at('delay')];
    if (!abort.isGiven && !delay.isGiven) yield mistake(fault, 'nothing');
    for (const percentage of [abort, delay].map((each) => each.at('percentage', 'value'))) {
      if (percentage.number !== undefined && !isPercentage(percentage.number)) yield mistake(percentage, 'percentage');
    }
    if (abort.isGiven) yield* inAbort(abort);
    if (delay.at('exponentialDelay').isGiven) yield mistake(delay.at('exponentialDelay'), 'exponential-delay');
  }
}

function* inAbort(abort: Piece): Iterable<MistakeAt<Kind>> {
  const [http, grpc, http2] = ['httpStatus', 'grpcStatus', 'http2Error'].map((name) => abort.at(name));
  if (http2.isGiven) yield mistake(http2, 'http2-error');
  if (http.number !== undefined && (http.number < 200 || http.number > 600)) yield mistake(http, 'http-status');
  if (grpc.text !== undefined && !GRPC_STATUSES.includes(grpc.text)) yield mistake(grpc, 'grpc-status');
}

function isPercentage(value: number): boolean {
  return value === 0 || (value >= 0.0001 && value <= 100);
}
