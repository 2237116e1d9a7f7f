import type { Duration } from 'cdk8s';
import type { HTTPFaultInjection } from '../../imports/networking';
import { checkAnswerStatus } from './answer-status';
import { wirePercent } from './percentage';
import { wireDuration } from './wire-duration';

/** The statuses of gRPC by their names. */
export type GrpcStatus =
  | 'CANCELLED' | 'UNKNOWN' | 'INVALID_ARGUMENT' | 'DEADLINE_EXCEEDED' | 'NOT_FOUND' | 'ALREADY_EXISTS' | 'PERMISSION_DENIED' | 'RESOURCE_EXHAUSTED'
  | 'FAILED_PRECONDITION' | 'ABORTED' | 'OUT_OF_RANGE' | 'UNIMPLEMENTED' | 'INTERNAL' | 'UNAVAILABLE' | 'DATA_LOSS' | 'UNAUTHENTICATED' | 'OK';

/** How many requests something happens to. */
export interface FaultOptions {
  /**
   * To how many requests of a hundred it happens, by chance: 0.0001 to 100.
   *
   * @default 100
   */
  readonly percent?: number;
}

/**
 * What goes wrong on purpose, to try out how clients take it.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/fault-injection/
 */
export class Fault {
  /**
   * Answers requests with an error, without sending them on.
   *
   * @param status of HTTP as a number, from 200 to 599, or of gRPC by its name
   * @param options to how many requests
   * @throws for a status that Envoy does not answer with, and a share that there is not
   */
  public static abort(status: number | GrpcStatus, options: FaultOptions = {}): Fault {
    return new Fault({}).abort(status, options);
  }

  /**
   * Lets requests wait before they are sent on.
   *
   * @param by how long, in whole milliseconds
   * @param options to how many requests
   * @throws for a time that is not in whole milliseconds, and a share that there is not
   */
  public static delay(by: Duration, options: FaultOptions = {}): Fault {
    return new Fault({}).delay(by, options);
  }

  private constructor(private readonly fault: HTTPFaultInjection) {}

  /**
   * The same, and an error; which requests meet both, chance decides.
   *
   * @param status of HTTP as a number, from 200 to 599, or of gRPC by its name
   * @param options to how many requests
   * @throws for a status that Envoy does not answer with, and a share that there is not
   */
  public abort(status: number | GrpcStatus, options: FaultOptions = {}): Fault {
    const { percent = 100 } = options;
    const percentage = wirePercent(percent, 'an abort');
    const abort = typeof status === 'number' ? { httpStatus: checkAnswerStatus(status) } : { grpcStatus: status };
    return new Fault({ ...this.fault, abort: { ...abort, percentage } });
  }

  /**
   * The same, and a delay.
   *
   * @param by how long, in whole milliseconds
   * @param options to how many requests
   * @throws for a time that is not in whole milliseconds, and a share that there is not
   */
  public delay(by: Duration, options: FaultOptions = {}): Fault {
    const { percent = 100 } = options;
    return new Fault({ ...this.fault, delay: { fixedDelay: wireDuration(by, 'a delay'), percentage: wirePercent(percent, 'a delay') } });
  }

  /** @internal */
  public get _wire(): HTTPFaultInjection {
    return this.fault;
  }
}
