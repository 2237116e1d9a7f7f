import type { Rule } from '../define-rule';
import { hostClaimedTwice } from './host-claimed-twice';
import { listenerUnprivileged } from './listener-unprivileged';
import { servicePortDisputed } from './service-port-disputed';

/** The rules of gateway servers and their ports: MESH1xx. */
export const serverRules: readonly Rule[] = [hostClaimedTwice, servicePortDisputed, listenerUnprivileged];
