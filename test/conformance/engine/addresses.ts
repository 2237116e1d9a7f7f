import type { Listener } from './pushed';

const WIDE: readonly string[] = ['0.0.0.0', '::'];

/** Where the stand-in of a listener is. */
export interface Place {
  readonly name: string;
  /** An address of loopback. */
  readonly host: string;
}

/** The pods' addresses on loopback: 127.0.0.1 stands for all of them, and for each that a listener is bound to there is one more. */
export class Addresses {
  readonly #hosts: ReadonlyMap<string, string>;
  readonly #names: ReadonlySet<string>;

  constructor(listeners: readonly Listener[]) {
    const bound = listeners.map(({ address }) => address.socketAddress).map(({ address }) => address).filter((address) => !WIDE.includes(address));
    this.#hosts = new Map([...new Set(bound)].map((address, index) => [address, `127.0.0.${index + 2}`]));
    this.#names = new Set(listeners.map((each) => this.placeOf(each).name));
  }

  placeOf({ address: { socketAddress: { address, portValue } } }: Listener): Place {
    return { name: `${address}_${portValue}`, host: this.#hosts.get(address) ?? '127.0.0.1' };
  }

  /** Where a connection to one of the pods' addresses comes out: at the listener that is bound to it, else at one for all addresses. */
  reached(address: string, port: number): Place | undefined {
    const found = [address, ...WIDE].find((each) => this.#names.has(`${each}_${port}`));
    return found === undefined ? undefined : this.placeOf({ name: '', address: { socketAddress: { address: found, portValue: port } } });
  }
}
