/** What the work gives, or nothing if it fails. */
export const attempt = <R>(work: () => R): R | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** The function, but whatever goes wrong in it stays in it: the tag never throws into the page. */
export const guard =
  <A extends unknown[], R>(work: (...args: A) => R) =>
  (...args: A): R | undefined =>
    attempt(() => work(...args));

/** Listens at the outside and on the way in, so that nothing the page does keeps the event from the tag. */
export const listen = <E extends Event>(type: string, work: (event: E) => void): void =>
  addEventListener(type, guard(work) as unknown as EventListener, true);

type Work<T, A extends unknown[], R> = (self: T, args: A) => void | ((result: R) => void);

/**
 * Looks on while the page calls a function: the work runs before it, and what the work gives runs after it. What the page asked
 * for and what it gets stays as it was.
 */
export const watchCalls = <T, A extends unknown[], R>(owner: object, name: string, work: Work<T, A, R>): void => {
  const functions = owner as Record<string, (this: T, ...args: A) => R>;
  const original = functions[name]!;
  functions[name] = function (...args) {
    const after = guard(work)(this, args);
    const result = original.apply(this, args);
    if (after) {
      guard(after)(result);
    }
    return result;
  };
};
