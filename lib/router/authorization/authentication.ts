import type { Selecting } from '../../model/policies';
import { asList, asRecord } from '../../values/read';
import type { Asked } from '../match';
import type { DeniedBecause } from '../outcome';
import { splitClaims, type Claims } from './claims';
import { JwtRule, type Found } from './jwt-rule';
import type { Open } from './verdict';

/** What becomes of a request by the token that it carries. */
export type Admission =
  | {
    readonly kind: 'admitted';
    /** As the policies behind it see the request. */
    readonly asked: Asked;
    /** As routes see it: Envoy chooses one before, and again only once a token is taken. */
    readonly routed: Asked;
    readonly by?: JwtRule;
  }
  | { readonly kind: 'denied'; readonly because: DeniedBecause; readonly status: 401 | 403; readonly rules: readonly JwtRule[] }
  | Open;

/** All RequestAuthentications for the pods of a gateway, as one. */
export class Authentication {
  private readonly rules: readonly JwtRule[];

  constructor(policies: readonly Selecting[]) {
    const rules = policies.flatMap((policy) => asList(asRecord(policy.manifest.spec).jwtRules).map((rule, index) => new JwtRule(policy, index, asRecord(rule))));
    // As istiod has them: the first that takes a token says what is made of it.
    this.rules = rules.sort((a, b) => (a.issuer < b.issuer ? -1 : Number(a.issuer > b.issuer)));
  }

  /** A token that one rule takes will do, and so will none at all. */
  public admit(asked: Asked): Admission {
    const { request } = asked;
    if (this.rules.length === 0 || isPreflight(asked)) return { kind: 'admitted', asked, routed: asked };
    const found = this.rules.map((rule) => ({ rule, found: rule.look(request) }));
    const open = found.map(({ found: each }) => openOf(each)).find((each) => each !== undefined);
    if (open !== undefined) return open;
    const first = found.findIndex(({ found: { kind } }) => kind === 'valid');
    const cleaned = withoutOutputs(asked, this.rules);
    if (first >= 0) return admitted(cleaned, (found[first].found as Extract<Found, { kind: 'valid' }>).claims, this.rules[first]);
    const wrong = found.filter(({ found: { kind } }) => kind === 'wrong');
    if (wrong.length === 0) return { kind: 'admitted', asked: cleaned, routed: asked };
    const reasons = wrong.map(({ found: each }) => (each as Extract<Found, { kind: 'wrong' }>).because);
    const because = GRAVEST.find((each) => reasons.includes(each)) ?? 'unknown-issuer';
    return { kind: 'denied', because, status: because === 'wrong-audience' ? 403 : 401, rules: wrong.filter((_, index) => reasons[index] === because).map(({ rule }) => rule) };
  }
}

// That another rule has not its issuer says nothing of a token.
const GRAVEST = ['malformed-token', 'wrong-audience', 'unknown-issuer'] as const;

function openOf(found: Found): Open | undefined {
  if (found.kind === 'unsigned') return { kind: 'unknown', needs: 'the claims of the token (token, --token): whether its signature holds, only its issuer\'s key tells' };
  return found.kind === 'elsewhere' ? { kind: 'unsupported', feature: `a token in ${found.place}` } : undefined;
}

// Browsers send no token with it.
function isPreflight({ request: { method, headers } }: Asked): boolean {
  return method === 'OPTIONS' && !!headers.get('origin') && !!headers.get('access-control-request-method');
}

/** Without the headers that rules write, as no client may write them. Rules behind the one that takes the token are not asked. */
function withoutOutputs(asked: Asked, rules: readonly JwtRule[]): Asked {
  const written = rules.flatMap(({ outputs, payloadHeader }) => [...outputs.map(({ header }) => header), ...(payloadHeader === undefined ? [] : [payloadHeader])]);
  if (!written.some((name) => asked.request.headers.has(name))) return asked;
  const headers = new Map(asked.request.headers);
  written.forEach((name) => headers.delete(name));
  return asked.with({ ...asked.request, headers }, asked.claims);
}

function admitted(asked: Asked, claims: Claims, rule: JwtRule): Admission {
  const { forwards, outputs, payloadHeader, spaceDelimited, policy } = rule;
  const headers = new Map(asked.request.headers);
  if (!forwards) headers.delete('authorization');
  if (payloadHeader !== undefined) return { kind: 'unsupported', feature: `outputPayloadToHeader of RequestAuthentication ${policy.ref.name}` };
  for (const { header, claim } of outputs) {
    const value = claims[claim];
    if (typeof value === 'object' && value !== null) return { kind: 'unsupported', feature: `outputClaimToHeaders of a list or a map in RequestAuthentication ${policy.ref.name}` };
    if (value !== undefined && value !== null) headers.set(header, String(value));
  }
  const taken = asked.with({ ...asked.request, headers }, splitClaims(claims, spaceDelimited));
  return { kind: 'admitted', by: rule, asked: taken, routed: taken };
}
