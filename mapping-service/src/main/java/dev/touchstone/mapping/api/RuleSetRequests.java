package dev.touchstone.mapping.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.mapping.draft.DraftStore;
import dev.touchstone.mapping.draft.RuleSetRef;
import dev.touchstone.mapping.publish.PublishDraft;
import dev.touchstone.mapping.publish.RestoreRuleSet;
import dev.touchstone.mapping.ruleset.WrittenRules;
import dev.touchstone.mapping.v1.CreateRuleSetDraftRequest;
import dev.touchstone.mapping.v1.ListRuleSetDraftsRequest;
import dev.touchstone.mapping.v1.ListRuleSetsRequest;
import dev.touchstone.mapping.v1.PublishRuleSetDraftRequest;
import dev.touchstone.mapping.v1.RestoreRuleSetRequest;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.mapping.v1.RuleSetView;
import dev.touchstone.mapping.v1.UpdateRuleSetDraftRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the requests of RuleSetService; names everything that is wrong with one at once. */
final class RuleSetRequests {
    private static final Duration FARTHEST_PUBLICATION = Duration.ofDays(366);

    private RuleSetRequests() {}

    /** A draft as somebody knows it. */
    record KnownDraft(UUID draftId, String etag) {}

    /** A draft that is asked for. */
    record WantedDraft(UUID draftId, boolean full) {}

    /** New rows of a draft. */
    record Update(UUID draftId, WrittenRules rows) {}

    /** A page of versions. */
    record VersionPage(int size, long before) {}

    /** A page of drafts. */
    record DraftPage(int size, Optional<DraftStore.Position> after) {}

    static boolean isFull(RuleSetView view, int number) {
        FieldViolations violations = new FieldViolations();
        boolean full = new FieldChecks(violations).isFull(view, number);
        violations.throwIfAny();
        return full;
    }

    /** Whether the version is asked for with its rows. */
    static boolean version(long version, RuleSetView view, int number) {
        FieldViolations violations = new FieldViolations();
        FieldChecks checks = new FieldChecks(violations);
        checks.version("version", version);
        boolean full = checks.isFull(view, number);
        violations.throwIfAny();
        return full;
    }

    static VersionPage page(ListRuleSetsRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), 1, violations);
        Optional<Long> before = page.after().flatMap(key -> number(key.getFirst(), violations));
        violations.throwIfAny();
        return new VersionPage(FieldChecks.shortPage(request.getPageSize()), before.orElse(Long.MAX_VALUE));
    }

    static DraftPage page(ListRuleSetDraftsRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), 2, violations);
        Optional<DraftStore.Position> after = page.after().flatMap(key -> position(key, violations));
        violations.throwIfAny();
        return new DraftPage(FieldChecks.shortPage(request.getPageSize()), after);
    }

    private static Optional<Long> number(String key, FieldViolations violations) {
        try {
            return Optional.of(Long.valueOf(key));
        } catch (NumberFormatException e) {
            foreignToken(violations);
            return Optional.empty();
        }
    }

    private static Optional<DraftStore.Position> position(List<String> key, FieldViolations violations) {
        try {
            return Optional.of(new DraftStore.Position(Instant.parse(key.get(0)), UUID.fromString(key.get(1))));
        } catch (DateTimeException | IllegalArgumentException e) {
            foreignToken(violations);
            return Optional.empty();
        }
    }

    private static void foreignToken(FieldViolations violations) {
        violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
    }

    static RuleSetRef reference(RuleSetReference message) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleSetRef> ref = reference("rule_set", message, violations);
        violations.throwIfAny();
        return ref.orElseThrow();
    }

    static Optional<RuleSetRef> reference(String path, RuleSetReference message, FieldViolations violations) {
        FieldChecks checks = new FieldChecks(violations);
        return switch (message.getRuleSetCase()) {
            case VERSION -> {
                checks.version(path + ".version", message.getVersion());
                yield Optional.of(new RuleSetRef.Version(message.getVersion()));
            }
            case DRAFT_ID -> checks.id(path + ".draft_id", message.getDraftId()).map(RuleSetRef.Draft::new);
            case RULESET_NOT_SET -> {
                violations.add(path, "FIELD_REQUIRED", "is required: a version or a draft");
                yield Optional.empty();
            }
        };
    }

    static WantedDraft wanted(String draftId, RuleSetView view, int number) {
        FieldViolations violations = new FieldViolations();
        FieldChecks checks = new FieldChecks(violations);
        Optional<UUID> id = checks.id("draft_id", draftId);
        boolean full = checks.isFull(view, number);
        violations.throwIfAny();
        return new WantedDraft(id.orElseThrow(), full);
    }

    static KnownDraft known(String draftId, String etag) {
        FieldViolations violations = new FieldViolations();
        FieldChecks checks = new FieldChecks(violations);
        Optional<UUID> id = checks.id("draft_id", draftId);
        checks.etag("etag", etag);
        violations.throwIfAny();
        return new KnownDraft(id.orElseThrow(), etag);
    }

    static void check(CreateRuleSetDraftRequest request) {
        FieldViolations violations = new FieldViolations();
        if (request.getBaseVersion() < 0) {
            violations.add("base_version", "OUT_OF_RANGE", "must not be negative but is " + request.getBaseVersion());
        }
        new FieldChecks(violations).authorAndNote(request.getAuthor(), request.getNote());
        violations.throwIfAny();
    }

    static Update update(UpdateRuleSetDraftRequest request) {
        FieldViolations violations = new FieldViolations();
        FieldChecks checks = new FieldChecks(violations);
        Optional<UUID> id = checks.id("draft_id", request.getDraftId());
        WrittenRules rows = new RuleRequests(violations).rows(request.getRulesList());
        checks.etag("etag", request.getEtag());
        checks.authorAndNote(request.getAuthor(), request.getNote());
        violations.throwIfAny();
        return new Update(id.orElseThrow(), rows);
    }

    static PublishDraft.Order publish(PublishRuleSetDraftRequest request, Instant now) {
        FieldViolations violations = new FieldViolations();
        FieldChecks checks = new FieldChecks(violations);
        Optional<UUID> id = checks.id("draft_id", request.getDraftId());
        checks.etag("etag", request.getEtag());
        checks.optionalEtag("active_etag", request.getActiveEtag());
        checks.authorAndNote(request.getAuthor(), request.getNote());
        Optional<Instant> publishAt = request.hasPublishTime()
                ? ProtoTime.parse("publish_time", request.getPublishTime(), violations)
                : Optional.empty();
        if (publishAt.filter(now.plus(FARTHEST_PUBLICATION)::isBefore).isPresent()) {
            violations.add("publish_time", "OUT_OF_RANGE", "must be at most 366 days ahead");
        }
        Optional<Instant> startAt = request.hasStartTime()
                ? ProtoTime.parse("start_time", request.getStartTime(), violations)
                : Optional.empty();
        violations.throwIfAny();
        return new PublishDraft.Order(
                id.orElseThrow(),
                request.getEtag(),
                request.getActiveEtag(),
                request.getAuthor(),
                request.getNote(),
                publishAt.orElse(null),
                startAt.orElse(null));
    }

    static RestoreRuleSet.Order restore(RestoreRuleSetRequest request) {
        FieldViolations violations = new FieldViolations();
        FieldChecks checks = new FieldChecks(violations);
        checks.version("version", request.getVersion());
        checks.etag("active_etag", request.getActiveEtag());
        checks.authorAndNote(request.getAuthor(), request.getNote());
        Optional<Instant> startAt = request.hasStartTime()
                ? ProtoTime.parse("start_time", request.getStartTime(), violations)
                : Optional.empty();
        violations.throwIfAny();
        return new RestoreRuleSet.Order(
                request.getVersion(),
                request.getActiveEtag(),
                request.getAuthor(),
                request.getNote(),
                startAt.orElse(null));
    }
}
