/**
 * What is made of an object, made once for it: several rules of one mesh ask for it.
 *
 * @param make may take more that does not change as long as the object is the same
 */
export function onceFor<Of extends object, More extends readonly unknown[], Made>(make: (of: Of, ...more: More) => Made): (of: Of, ...more: More) => Made {
  const made = new WeakMap<Of, { readonly value: Made }>();
  return (of, ...more) => {
    const there = made.get(of);
    if (there !== undefined) return there.value;
    const value = make(of, ...more);
    made.set(of, { value });
    return value;
  };
}
