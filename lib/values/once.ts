/**
 * What is made of a list, made once for each list that is the same object: several rules of one mesh ask for it.
 *
 * @param make may take more that does not change as long as the list is the same
 */
export function onceFor<List extends object, More extends readonly unknown[], Made>(make: (list: List, ...more: More) => Made): (list: List, ...more: More) => Made {
  const made = new WeakMap<List, { readonly value: Made }>();
  return (list, ...more) => {
    const there = made.get(list) ?? { value: make(list, ...more) };
    made.set(list, there);
    return there.value;
  };
}
