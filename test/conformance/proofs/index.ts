import { proofs as destinations } from './destinations';
import { proofs as hosts } from './hosts';
import { proofs as policies } from './policies';
import type { Proof } from './proof';
import { proofs as routes } from './routes';
import { proofs as schema } from './schema';
import { proofs as servers } from './servers';
import { proofs as tls } from './tls';
import { proofs as workloads } from './workloads';

/** How the bad example of each rule is shown to be bad, by the rule's code. */
export const proofs: Readonly<Record<string, Proof>> = { ...servers, ...tls, ...hosts, ...routes, ...destinations, ...workloads, ...policies, ...schema };
