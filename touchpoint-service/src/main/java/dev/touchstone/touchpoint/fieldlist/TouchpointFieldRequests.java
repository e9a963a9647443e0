package dev.touchstone.touchpoint.fieldlist;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.touchpoint.rule.check.Checked;
import dev.touchstone.touchpoint.rulelist.RuleFields;
import dev.touchstone.touchpoint.rulelist.RuleMessages;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField;
import dev.touchstone.touchpoint.touchpointfield.TouchpointFieldChecker;
import dev.touchstone.touchpoint.touchpointfield.TouchpointFieldDraft;
import dev.touchstone.touchpoint.v1.GetTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointFieldVersionsRequest;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.RestoreTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.UpdateTouchpointFieldsRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads the messages of {@code TouchpointFieldService}, against the fields that are known; says everything that is wrong at once. */
@ApplicationScoped
class TouchpointFieldRequests {
    static final int MAX_AUTHOR = 100;
    static final int MAX_NOTE = 500;

    private static final int MAX_ETAG = 64;
    private static final int DEFAULT_PAGE = 20;
    private static final int MAX_PAGE = 100;
    private static final int KEY_PARTS = 1;
    private static final int DEFAULT_TOUCHPOINTS = 1_000;
    private static final int MAX_TOUCHPOINTS = 5_000;
    private static final int MAX_SAMPLES = 20;
    private static final int MAX_SAMPLE = 5_000;

    private final RuleFields known;

    TouchpointFieldRequests(RuleFields known) {
        this.known = known;
    }

    /** Fields that replace those in force. */
    record Update(List<TouchpointField> fields, ChangeTouchpointFields.Edit edit) {}

    /** A version that is to be put in force. */
    record Restore(long version, ChangeTouchpointFields.Edit edit) {}

    /** Fields that are to be tried. */
    record Trial(List<TouchpointField> fields, int maxTouchpoints, List<String> texts) {}

    /**
     * Which versions are asked for.
     *
     * @param before only those before this one
     */
    record VersionPage(int size, long before) {}

    /** The version that is asked for; 0 for the one in force. */
    static long version(GetTouchpointFieldsRequest request) {
        FieldViolations violations = new FieldViolations();
        if (request.getVersion() < 0) {
            violations.add(
                    "version",
                    "OUT_OF_RANGE",
                    "must be 0 for the version in force, or more; is " + request.getVersion());
        }
        violations.throwIfAny();
        return request.getVersion();
    }

    static VersionPage versionPage(ListTouchpointFieldVersionsRequest request) {
        FieldViolations violations = new FieldViolations();
        int asked = request.getPageSize() == 0 ? DEFAULT_PAGE : Math.min(request.getPageSize(), MAX_PAGE);
        Page page = Page.parse(asked, request.getPageToken(), KEY_PARTS, violations);
        long before =
                page.after().flatMap(key -> number(key.getFirst(), violations)).orElse(Long.MAX_VALUE);
        violations.throwIfAny();
        return new VersionPage(page.size(), before);
    }

    private static Optional<Long> number(String key, FieldViolations violations) {
        try {
            return Optional.of(Long.valueOf(key));
        } catch (NumberFormatException e) {
            violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
            return Optional.empty();
        }
    }

    Update update(UpdateTouchpointFieldsRequest request) {
        FieldViolations violations = new FieldViolations();
        List<TouchpointField> fields = fields(TouchpointFieldMessages.drafts(request.getFieldsList()), violations);
        ChangeTouchpointFields.Edit edit = edit(request.getEtag(), request.getAuthor(), request.getNote(), violations);
        violations.throwIfAny();
        return new Update(fields, edit);
    }

    static Restore restore(RestoreTouchpointFieldsRequest request) {
        FieldViolations violations = new FieldViolations();
        if (request.getVersion() <= 0) {
            violations.add("version", "OUT_OF_RANGE", "is required: from 1 upwards, but is " + request.getVersion());
        }
        ChangeTouchpointFields.Edit edit = edit(request.getEtag(), request.getAuthor(), request.getNote(), violations);
        violations.throwIfAny();
        return new Restore(request.getVersion(), edit);
    }

    private static ChangeTouchpointFields.Edit edit(
            String etag, String author, String note, FieldViolations violations) {
        violations.requireText("etag", etag, MAX_ETAG);
        violations.requireText("author", author, MAX_AUTHOR);
        violations.limitText("note", note, MAX_NOTE);
        return new ChangeTouchpointFields.Edit(etag, author, note);
    }

    /** Fields of an earlier version, checked against the fields of records as they are known today. */
    List<TouchpointField> recheck(List<TouchpointField> stored) {
        FieldViolations violations = new FieldViolations();
        List<TouchpointField> fields =
                fields(stored.stream().map(TouchpointFieldDraft::of).toList(), violations);
        violations.throwIfAny();
        return fields;
    }

    Trial trial(PreviewTouchpointFieldsRequest request) {
        FieldViolations violations = new FieldViolations();
        List<TouchpointField> fields = fields(TouchpointFieldMessages.drafts(request.getFieldsList()), violations);
        int touchpoints = request.getMaxTouchpointCount();
        if (touchpoints < 0) {
            violations.add("max_touchpoint_count", "OUT_OF_RANGE", "must not be negative but is " + touchpoints);
        }
        List<String> texts = request.getSampleTextsList();
        if (texts.size() > MAX_SAMPLES) {
            violations.add(
                    "sample_texts", "TOO_MANY", "must have at most " + MAX_SAMPLES + " texts but has " + texts.size());
        } else {
            for (int i = 0; i < texts.size(); i++) {
                violations.limitText("sample_texts[" + i + "]", texts.get(i), MAX_SAMPLE);
            }
        }
        violations.throwIfAny();
        return new Trial(
                fields, touchpoints == 0 ? DEFAULT_TOUCHPOINTS : Math.min(touchpoints, MAX_TOUCHPOINTS), texts);
    }

    private List<TouchpointField> fields(List<TouchpointFieldDraft> drafts, FieldViolations violations) {
        return switch (TouchpointFieldChecker.check(drafts, known.ofRecords())) {
            case Checked.Accepted<List<TouchpointField>>(List<TouchpointField> fields) -> fields;
            case Checked.Refused<List<TouchpointField>> refused -> {
                RuleMessages.addAll(refused.problems(), violations);
                yield List.of();
            }
        };
    }
}
