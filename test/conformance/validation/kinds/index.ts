import type { KindOfCases } from '../kind';
import { destinationRule } from './destination-rule';
import { gateway } from './gateway';
import { serviceEntry } from './service-entry';
import { virtualService } from './virtual-service';

/** The kinds that Istio's validation is compared for. */
export const kinds: readonly KindOfCases[] = [gateway, serviceEntry, virtualService, destinationRule];
