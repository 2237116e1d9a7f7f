import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { documents, httpGateway, virtualService } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'abort' | 'delay';

const failing = (fault: string) => documents(httpGateway(80), virtualService({
  http: `[{ route: [{ destination: { host: shop, port: { number: 80 } } }], fault: { ${fault} } }]`,
}));

/** Istio's validation would warn of such an abort, but loses its warning on the way. */
export const faultWithoutEffect = defineRule<Mistake<Kind>>({
  code: 'MESH436',
  name: 'fault-without-effect',
  severity: 'warning',
  summary: 'A fault says how often, and not what, so Istio leaves it out.',
  seeAlso: [],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: failing('abort: { percentage: { value: 100 } }') },
    good: [
      { why: 'a status to abort with', yaml: failing('abort: { httpStatus: 503, percentage: { value: 100 } }') },
      { why: 'a status of gRPC', yaml: failing('abort: { grpcStatus: UNAVAILABLE, percentage: { value: 100 } }') },
      { why: 'a time to delay by', yaml: failing('delay: { fixedDelay: 2s, percentage: { value: 100 } }') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['fault']),
  words: inWords({
    abort: () => ({ what: 'an abort has no error to abort with', fix: 'Istio leaves the abort out. Give httpStatus or grpcStatus.' }),
    delay: () => ({ what: 'a delay has no time', fix: 'Istio leaves the delay out. Give fixedDelay, such as "5s".' }),
  }),
});

const SAYS_WHAT: Readonly<Record<Kind, readonly string[]>> = {
  abort: ['httpStatus', 'grpcStatus', 'http2Error'], delay: ['fixedDelay', 'exponentialDelay'],
};

function mistakesIn(spec: Piece): readonly MistakeAt<Kind>[] {
  const faults = spec.at('http').list.map((rule) => rule.at('fault'));
  return faults.flatMap((fault) => (['abort', 'delay'] as const)
    .filter((kind) => fault.at(kind).isGiven && !SAYS_WHAT[kind].some((name) => fault.at(kind, name).isGiven))
    .map((kind) => mistake(fault.at(kind), kind)));
}
