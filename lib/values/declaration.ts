import type { CallSite } from './call-site';
import type { Manifest } from './read';

/** What a construct of this package tells the checks about itself. */
export interface Declaration {
  readonly site: CallSite;
  /** What is wrong with the construct by itself, known only when everything has been said. Pure, and cheap enough for every synth. */
  problems(): readonly string[];
  /** Objects of the cluster that it knows of and does not render. */
  knows(): readonly Manifest[];
  /** Such objects as they are where nobody has changed them: of one that something else knows better, that counts. */
  presumes(): readonly Manifest[];
}

// Registered, so that two installed copies of the package understand each other's constructs.
const DECLARATION = Symbol.for('cdk8s-istio.declaration');

export function declare(construct: object, declaration: Declaration): void {
  Object.defineProperty(construct, DECLARATION, { value: declaration });
}

export function declarationOf(construct: object): Declaration | undefined {
  return (construct as { [DECLARATION]?: Declaration })[DECLARATION];
}
