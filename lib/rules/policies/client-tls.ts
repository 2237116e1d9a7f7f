import type { DestinationRule } from '../../model/destination-rule';
import type { MeshConfig } from '../../model/mesh-config';
import type { Field } from '../../values/field';
import type { Labels } from '../../values/labels';
import { Piece } from '../../values/piece';

/** A TLS mode that a DestinationRule makes clients use. */
export interface ClientTls {
  /** `none` where it says nothing, and the mesh sends no mTLS by itself. */
  readonly mode: string;
  readonly field: Field;
  /** The Service's port that it is for; undefined for all others. */
  readonly port?: number;
  /** Ports with settings of their own, which replace all others for them. */
  readonly except: ReadonlySet<number>;
  /** Labels of the pods of the subset that it is for. */
  readonly subset?: Labels;
}

/** The TLS modes that a DestinationRule says, for all of its host and for its subsets and ports. */
export function* clientTlsOf({ manifest, subsets }: DestinationRule, { enableAutoMtls }: Pick<MeshConfig, 'enableAutoMtls'>): Iterable<ClientTls> {
  const spec = new Piece(manifest).at('spec');
  const policy = spec.at('trafficPolicy');
  if (!enableAutoMtls && !policy.at('tls').isGiven) yield { mode: 'none', field: spec.field, except: portsOf(policy) };
  yield* inPolicy(policy);
  const pieces = spec.at('subsets').list;
  for (const [index, { labels }] of subsets.entries()) yield* inPolicy(pieces[index].at('trafficPolicy'), labels);
}

function* inPolicy(policy: Piece, subset?: Labels): Iterable<ClientTls> {
  const mode = policy.at('tls', 'mode');
  if (mode.text !== undefined) yield { mode: mode.text, field: mode.field, except: portsOf(policy), subset };
  for (const piece of policy.at('portLevelSettings').list) {
    const [own, port] = [piece.at('tls', 'mode'), piece.at('port', 'number').number];
    if (own.text !== undefined && port !== undefined) yield { mode: own.text, field: own.field, port, except: new Set(), subset };
  }
}

function portsOf(policy: Piece): ReadonlySet<number> {
  return new Set(policy.at('portLevelSettings').list.map((piece) => piece.at('port', 'number').number).filter((port) => port !== undefined));
}
