package dev.touchstone.salessync.operations;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.salessync.v1.ListReconciliationRepairsRequest;
import dev.touchstone.salessync.v1.PreviewPersonSyncRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads requests about previews and reconciliations. */
final class ReconciliationRequests {
    private static final int DEFAULT_SAMPLE = 3_000;
    private static final int MAX_SAMPLE = 30_000;

    private ReconciliationRequests() {}

    /**
     * A page of repairs.
     *
     * @param id of which reconciliation; empty for the last one
     */
    record Listing(Optional<UUID> id, Page page) {
        /** The last Marketo id of the page before. */
        long after() {
            return page.after().map(key -> Long.parseLong(key.getFirst())).orElse(0L);
        }
    }

    /** The token after a person; it names the reconciliation, because the last one may be another when it is used. */
    static String token(ListReconciliationRepairsRequest request, long lastId, UUID reconciliation) {
        return Page.token(List.of(Long.toString(lastId), reconciliation.toString()), request.getReconciliationId());
    }

    /** People to read for a preview. */
    static int sampleSize(PreviewPersonSyncRequest request) {
        FieldViolations violations = new FieldViolations();
        int size = request.getSampleSize();
        if (size < 0 || size > MAX_SAMPLE) {
            violations.add("sample_size", "OUT_OF_RANGE", "must be 0 to " + MAX_SAMPLE + " but is " + size);
        }
        violations.throwIfAny();
        return size == 0 ? DEFAULT_SAMPLE : size;
    }

    /** Which report. */
    static Optional<UUID> id(String text) {
        FieldViolations violations = new FieldViolations();
        Optional<UUID> id = id(text, violations);
        violations.throwIfAny();
        return id;
    }

    static Listing listing(ListReconciliationRepairsRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<UUID> id = id(request.getReconciliationId(), violations);
        Page page =
                Page.parse(request.getPageSize(), request.getPageToken(), 2, violations, request.getReconciliationId());
        violations.throwIfAny();
        return new Listing(page.after().map(key -> UUID.fromString(key.get(1))).or(() -> id), page);
    }

    private static Optional<UUID> id(String text, FieldViolations violations) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            violations.add("reconciliation_id", "INVALID_ID", "must be a UUID or empty");
            return Optional.empty();
        }
    }
}
