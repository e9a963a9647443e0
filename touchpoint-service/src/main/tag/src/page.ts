/** What other scripts of the page and the tag know one another by. */
declare global {
  interface Window {
    /** The page's calls: a plain array until the tag comes. */
    touchstone?: { push(...calls: unknown[]): unknown } & unknown[];
    /** The same, as pages know it that come from another product. */
    Bizible?: { _queue?: { type: string; data: unknown }[]; Push?(name: unknown, value: unknown): void };
    /** True once a tag works on the page. */
    _ts?: boolean;
    MktoForms2?: { whenReady(callback: (form: MarketoForm) => void): void };
    drift?: { on(event: string, callback: (event: { data: { email?: unknown } }) => void): void };
  }
}

/** A form of Marketo forms 2.0. */
interface MarketoForm {
  getFormElem(): ArrayLike<Element>;
  onSuccess(callback: (values: Record<string, unknown>) => void): void;
}

export {};
