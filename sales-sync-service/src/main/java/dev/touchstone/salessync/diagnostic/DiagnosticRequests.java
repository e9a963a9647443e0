package dev.touchstone.salessync.diagnostic;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.salessync.diagnostic.SqlDeadLetterStore.Place;
import dev.touchstone.salessync.v1.ExportDiagnosticsRequest;
import dev.touchstone.salessync.v1.ListDiagnosticsRequest;
import dev.touchstone.salessync.v1.RetryDiagnosticsRequest;
import java.util.List;

/** Reads the requests of {@code DiagnosticService}. */
final class DiagnosticRequests {
    private static final int MAX_KIND = 40;
    private static final int MAX_CAUSE = 60;
    private static final int MAX_KEY = 200;
    private static final int MAX_AUTHOR = 100;
    private static final int MAX_NOTE = 500;
    private static final int KEY_PARTS = 3;

    private DiagnosticRequests() {}

    static Page page(ListDiagnosticsRequest request) {
        FieldViolations violations = new FieldViolations();
        limit(request.getKind(), request.getCause(), violations);
        Page page = Page.parse(
                request.getPageSize(),
                request.getPageToken(),
                KEY_PARTS,
                violations,
                request.getKind(),
                request.getCause());
        violations.throwIfAny();
        return page;
    }

    static Place after(Page page) {
        return page.after()
                .map(parts -> new Place(parts.get(0), parts.get(1), parts.get(2)))
                .orElse(Place.BEGINNING);
    }

    static String token(StoredLetter last, ListDiagnosticsRequest request) {
        return Page.token(
                List.of(
                        last.letter().kind(),
                        last.letter().cause(),
                        last.letter().key()),
                request.getKind(),
                request.getCause());
    }

    static void check(ExportDiagnosticsRequest request) {
        FieldViolations violations = new FieldViolations();
        limit(request.getKind(), request.getCause(), violations);
        violations.throwIfAny();
    }

    static Retry retry(RetryDiagnosticsRequest request) {
        FieldViolations violations = new FieldViolations();
        violations.requireText("kind", request.getKind(), MAX_KIND);
        switch (request.getSelectionCase()) {
            case CAUSE -> violations.requireText("cause", request.getCause(), MAX_CAUSE);
            case KEY -> violations.requireText("key", request.getKey(), MAX_KEY);
            case SELECTION_NOT_SET -> violations.add("selection", "FIELD_REQUIRED", "needs a cause or a key");
        }
        violations.requireText("author", request.getAuthor(), MAX_AUTHOR);
        violations.limitText("note", request.getNote(), MAX_NOTE);
        violations.throwIfAny();
        return new Retry(
                request.getKind(), request.getCause(), request.getKey(), request.getAuthor(), request.getNote());
    }

    private static void limit(String kind, String cause, FieldViolations violations) {
        violations.limitText("kind", kind, MAX_KIND);
        violations.limitText("cause", cause, MAX_CAUSE);
    }
}
