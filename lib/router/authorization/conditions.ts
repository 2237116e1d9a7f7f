import { ipRange } from '../../values/ip-range';
import { headerOf } from '../match';
import { claimMeets, namesInBrackets } from './claims';
import type { Call } from './connection';
import { isPathTemplate, pathTemplateOf } from './path-template';
import { hostPatternOf, patternOf, presencePatternOf, type Pattern } from './pattern';
import { principalPattern } from './request-principal';
import type { Open, Verdict } from './verdict';

/** Whether a call meets a value of a field. */
export type Condition = (call: Call) => Verdict;

/** What a field of a policy asks of calls. */
export interface Asking {
  /** Of HTTP only: on other connections istiod cannot ask it. */
  readonly http?: boolean;
  /** Undefined where istiod cannot use the value. */
  readonly of: (value: string) => Condition | undefined;
}

const unsupported = (feature: string): Open => ({ kind: 'unsupported', feature });

/** Who the client is by its certificate. Without one it is nobody. */
const PEER: Asking = { of: () => ({ hasPeer }) => hasPeer && unsupported('AuthorizationPolicy by the certificate of the client') };

const SOURCE_IP: Asking = { of: (value) => byRange(value, ({ address, sourceIp }) => address.direct({ sourceIp })) };
const REMOTE_IP: Asking = { of: (value) => byRange(value, ({ address, sourceIp, asked }) => address.remote(asked?.request ?? { sourceIp, headers: NO_HEADERS })) };
const NO_HEADERS: ReadonlyMap<string, string> = new Map();

const PORT: Asking = {
  of: (value) => (/^\d+$/.test(value) && Number(value) <= 65535
    ? ({ port }) => (port === undefined ? { kind: 'unknown', needs: 'the pods of the gateway, on whose port a policy depends' } : port === Number(value)) : undefined),
};

const METHOD: Asking = { http: true, of: (value) => byText(presencePatternOf(value), ({ asked }) => asked?.request.method) };
const HOST: Asking = { http: true, of: (value) => byText(hostPatternOf(value), ({ asked }) => asked?.request.authority) };
const PATH: Asking = {
  http: true,
  of: (value) => {
    const pattern = isPathTemplate(value) ? pathTemplateOf(value) : patternOf(value);
    return pattern === undefined ? () => unsupported(`path ${value} of an AuthorizationPolicy`) : byText(pattern, ({ asked }) => asked?.target.path);
  },
};
const SNI: Asking = { of: (value) => byText(patternOf(value), ({ sni }) => sni) };

const REQUEST_PRINCIPAL: Asking = {
  http: true,
  of: (value) => {
    const { issuer, subject } = principalPattern(value);
    return ({ asked }) => asked?.claims !== undefined && isText(asked.claims.iss, issuer) && isText(asked.claims.sub, subject);
  },
};

/** The fields of `from.source` and of `to.operation`; each has one that begins with `not`, too. */
export const FIELDS: Readonly<Record<string, Asking>> = {
  principals: PEER, namespaces: PEER, serviceAccounts: PEER, trustDomains: PEER, requestPrincipals: REQUEST_PRINCIPAL, ipBlocks: SOURCE_IP, remoteIpBlocks: REMOTE_IP,
  hosts: HOST, ports: PORT, methods: METHOD, paths: PATH,
};

const KEYS: Readonly<Record<string, Asking>> = {
  'source.ip': SOURCE_IP, 'remote.ip': REMOTE_IP, 'source.namespace': PEER, 'source.serviceAccount': PEER, 'source.principal': PEER, 'source.trustDomain': PEER,
  'request.auth.principal': REQUEST_PRINCIPAL, 'request.auth.audiences': claim(['aud']), 'request.auth.presenter': claim(['azp']),
  'destination.port': PORT, 'connection.sni': SNI,
  'destination.ip': { of: (value) => (ipRange(value) === undefined ? undefined : () => unsupported('AuthorizationPolicy when destination.ip')) },
};

/** What a key of `when` asks; undefined where Istio knows no such key. */
export function askingOf(key: string): Asking | undefined {
  if (Object.hasOwn(KEYS, key)) return KEYS[key];
  if (key.startsWith('request.headers')) return header(key.slice('request.headers'.length));
  if (key.startsWith('request.auth.claims')) return claim(namesInBrackets(key.slice('request.auth.claims'.length)));
  return key.startsWith('experimental.envoy.filters.') ? { of: () => () => unsupported(`AuthorizationPolicy when ${key}`) } : undefined;
}

function claim(path: readonly string[] | undefined): Asking {
  if (path === undefined) return { http: true, of: () => undefined };
  return {
    http: true,
    of: (value) => {
      const pattern = patternOf(value);
      return ({ asked }) => asked?.claims !== undefined && claimMeets(asked.claims, path, pattern);
    },
  };
}

/** Envoy itself writes these, or takes them away, before a policy sees them. */
const WRITTEN = /^(?:x-forwarded-(?:for|proto|client-cert)|x-request-id|x-envoy-.*|te|connection|proxy-connection|keep-alive|upgrade|content-length|transfer-encoding)$/;

function header(brackets: string): Asking {
  if (!/^\[.*\]$/s.test(brackets)) return { http: true, of: () => undefined };
  const name = brackets.slice(1, -1).toLowerCase();
  if (WRITTEN.test(name)) return { http: true, of: () => () => unsupported(`AuthorizationPolicy when request.headers[${name}]`) };
  return { http: true, of: (value) => byText(presencePatternOf(value), ({ asked }) => asked && headerOf(asked, name)) };
}

function byText(pattern: Pattern, of: (call: Call) => string | undefined): Condition {
  return (call) => {
    const text = of(call);
    return text !== undefined && pattern(text);
  };
}

function isText(value: unknown, pattern: Pattern): boolean {
  return typeof value === 'string' && pattern(value);
}

function byRange(value: string, of: (call: Call) => string | Open): Condition | undefined {
  const range = ipRange(value);
  if (range === undefined) return undefined;
  return (call) => {
    const address = of(call);
    return typeof address === 'string' ? range(address) : address;
  };
}
