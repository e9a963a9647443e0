package dev.touchstone.touchpoint.impact;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.remap.RuleSetChoice;
import dev.touchstone.touchpoint.v1.ListNullCampaignsRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleSetRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the requests of {@code RemapService}; each method throws {@link RpcFailure.InvalidRequest}. */
final class RemapRequests {
    private static final int KEY_PARTS = 2;

    private RemapRequests() {}

    /**
     * A request for a page of campaigns.
     *
     * @param page which page
     * @param after the place after which it starts; null for the first page
     */
    record Listing(Page page, NullCampaignStore.@Nullable Place after) {}

    static PreviewRuleSet.Question question(PreviewRuleSetRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<RuleSetChoice> ruleSet = ruleSet(request.getRuleSet(), violations);
        Instant start = null;
        if (request.hasStartTime()) {
            if (ProtoTime.isValid(request.getStartTime())) {
                start = ProtoTime.instant(request.getStartTime());
            } else {
                violations.add("start_time", "TIME_OUT_OF_RANGE", "must be a valid google.protobuf.Timestamp");
            }
        }
        violations.throwIfAny();
        return new PreviewRuleSet.Question(ruleSet.orElseThrow(), start, !request.getWithoutPeople());
    }

    private static Optional<RuleSetChoice> ruleSet(RuleSetReference reference, FieldViolations violations) {
        return switch (reference.getRuleSetCase()) {
            case VERSION -> {
                if (reference.getVersion() < 1) {
                    violations.add(
                            "rule_set.version", "OUT_OF_RANGE", "must be above zero but is " + reference.getVersion());
                    yield Optional.empty();
                }
                yield Optional.of(new RuleSetChoice.Version(reference.getVersion()));
            }
            case DRAFT_ID ->
                new RecordFields(violations, Instant.EPOCH)
                        .uuid("rule_set.draft_id", reference.getDraftId())
                        .map(RuleSetChoice.Draft::new);
            case RULESET_NOT_SET -> {
                violations.add("rule_set", "FIELD_REQUIRED", "must be version or draft_id");
                yield Optional.empty();
            }
        };
    }

    static Listing listing(ListNullCampaignsRequest request) {
        FieldViolations violations = new FieldViolations();
        Page page = Page.parse(request.getPageSize(), request.getPageToken(), KEY_PARTS, violations);
        Optional<NullCampaignStore.Place> after = page.after().flatMap(key -> place(key, violations));
        violations.throwIfAny();
        return new Listing(page, after.orElse(null));
    }

    private static Optional<NullCampaignStore.Place> place(List<String> key, FieldViolations violations) {
        try {
            return Optional.of(new NullCampaignStore.Place(Long.parseLong(key.get(0)), UUID.fromString(key.get(1))));
        } catch (IllegalArgumentException notOurs) {
            violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
            return Optional.empty();
        }
    }

    static String token(NullCampaignStore.NullCampaign last) {
        return Page.token(List.of(
                Long.toString(last.place().touchpoints()),
                last.place().firstKey().toString()));
    }
}
