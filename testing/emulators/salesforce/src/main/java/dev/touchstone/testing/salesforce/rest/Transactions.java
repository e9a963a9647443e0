package dev.touchstone.testing.salesforce.rest;

import dev.touchstone.testing.salesforce.org.LateTransaction;
import dev.touchstone.testing.salesforce.org.Organisation;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.org.WriteResult;
import dev.touchstone.testing.salesforce.org.Writer;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where writes go: each call is a transaction of its own, but the parts of a composite call that succeeds or fails as a whole
 * share one. What such a part writes is not seen by reads before the end.
 */
public final class Transactions {
    private final Organisation org;

    /** Of this organisation alone: several live in one process. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable LateTransaction> shared = new ThreadLocal<>();

    public Transactions(Organisation org) {
        this.org = org;
    }

    List<WriteResult> write(Writer writer, List<Write> rows, boolean allOrNone) {
        LateTransaction open = shared.get();
        return open == null ? org.write(writer, rows, allOrNone) : open.write(rows);
    }

    WriteResult write(Writer writer, Write row) {
        return write(writer, List.of(row), false).get(0);
    }

    /**
     * Lets all writes of this thread belong together.
     *
     * @param work writes, and returns true if all of it is to be kept
     */
    void together(Writer writer, BooleanSupplier work) {
        LateTransaction transaction = org.begin(writer);
        shared.set(transaction);
        boolean kept = false;
        try {
            kept = work.getAsBoolean();
        } finally {
            shared.remove();
            if (kept) {
                transaction.commit();
            } else {
                transaction.rollback();
            }
        }
    }
}
