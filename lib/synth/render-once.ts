import type { ApiObject } from 'cdk8s';
import type { Manifest } from '../values/read';

/**
 * Renders objects for the analysis. Within a synth each rendering is handed on to the first one who asks the object for it,
 * which then is cdk8s: so nothing is rendered twice for the sake of the checks.
 */
export class RenderOnce {
  private readonly waiting = new Map<ApiObject, Manifest>();
  private readonly prepared = new WeakSet<ApiObject>();
  private handingOn = false;

  public begin(): void {
    this.handingOn = true;
  }

  /** Lets all objects render themselves again. */
  public end(): void {
    this.handingOn = false;
    this.waiting.clear();
  }

  public readonly render = (object: ApiObject): Manifest => {
    const manifest = object.toJson() as Manifest;
    if (this.handingOn && this.prepare(object)) this.waiting.set(object, manifest);
    return manifest;
  };

  private prepare(object: ApiObject): boolean {
    if (this.prepared.has(object)) return true;
    // Somebody else's own way of rendering is left alone.
    if (Object.hasOwn(object, 'toJson')) return false;
    const render = object.toJson.bind(object);
    const handOn = (): unknown => {
      const manifest = this.waiting.get(object);
      this.waiting.delete(object);
      return manifest ?? render();
    };
    Object.defineProperty(object, 'toJson', { value: handOn, configurable: true, writable: true });
    this.prepared.add(object);
    return true;
  }
}
