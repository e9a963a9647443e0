package dev.touchstone.runtime;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of all unfinished requests are in memory, so that many slow or large requests cannot fill the heap. */
public final class BytesInHand {
    private final long limit;
    private final AtomicLong bytes = new AtomicLong();

    /** @param limit of all requests together, in bytes */
    public BytesInHand(long limit) {
        this.limit = limit;
    }

    /** The share of a new request, which is nothing yet. */
    public Share share() {
        return new Share();
    }

    /** What one request holds. */
    public final class Share {
        private final AtomicLong held = new AtomicLong();

        /** Holds more; false, and nothing has changed, if all requests together would hold too much. */
        public boolean grow(long more) {
            if (bytes.addAndGet(more) > limit) {
                bytes.addAndGet(-more);
                return false;
            }
            held.addAndGet(more);
            return true;
        }

        /** Holds nothing any more. */
        public void release() {
            bytes.addAndGet(-held.getAndSet(0));
        }
    }
}
