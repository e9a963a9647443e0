package dev.touchstone.touchpoint.collect.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of all bodies are in memory, so that many slow or large requests cannot fill the heap. */
final class BytesInHand {
    private final long limit;
    private final AtomicLong bytes = new AtomicLong();

    BytesInHand(long limit) {
        this.limit = limit;
    }

    /** The share of a new request, which is nothing yet. */
    Share share() {
        return new Share();
    }

    /** What one request holds. */
    final class Share {
        private final AtomicLong held = new AtomicLong();

        /** Holds more; false, and nothing has changed, if all requests together would hold too much. */
        boolean grow(long more) {
            if (bytes.addAndGet(more) > limit) {
                bytes.addAndGet(-more);
                return false;
            }
            held.addAndGet(more);
            return true;
        }

        /** Holds nothing any more. */
        void release() {
            bytes.addAndGet(-held.getAndSet(0));
        }
    }
}
