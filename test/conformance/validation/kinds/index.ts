import type { KindOfCases } from '../kind';
import { gateway } from './gateway';
import { serviceEntry } from './service-entry';

/** The kinds that Istio's validation is compared for. */
export const kinds: readonly KindOfCases[] = [gateway, serviceEntry];
