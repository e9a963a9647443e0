import { guard, watchCalls } from './guard';

type Answered = (carries: (email: string) => boolean, began: number) => void;

let watched = false;

/** From now on says when a request of the page's script has succeeded. Pages without such forms are left alone. */
export const watchRequests = (answered: Answered): void => {
  if (watched) {
    return;
  }
  watched = true;
  /** Tells that a request succeeded, with what it takes to know whether it carried an address. */
  const tell = guard((url: unknown, body: unknown, began: number): void => {
    const sent = `${url} ${body instanceof FormData ? new URLSearchParams(body as unknown as URLSearchParams) : body}`.toLowerCase();
    answered(
      // A body that cannot be looked into may carry it.
      (email) => [' [object ', email, encodeURIComponent(email).toLowerCase()].some((sign) => sent.includes(sign)),
      began,
    );
  });
  watchCalls<unknown, [Request, RequestInit?], Promise<Response>>(window, 'fetch', (_window, [input, init]) => {
    const began = Date.now();
    return (answer) => {
      answer.then(
        guard(({ ok, type }) => {
          // An opaque answer is all that a page gets which asks without CORS.
          if (ok || type === 'opaque') {
            tell(input.url || input, (init && init.body) || (/^P/i.test(input.method) && input), began);
          }
        }),
        () => {},
      );
    };
  });
  watchCalls<XMLHttpRequest, unknown[], void>(XMLHttpRequest.prototype, 'send', (request, [body]) => {
    const began = Date.now();
    request.addEventListener('load', () => {
      if (/^2/.test('' + request.status)) {
        tell(request.responseURL, body, began);
      }
    });
  });
};
