package dev.touchstone.touchpoint.campaign;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.crm.SalesforceId;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.RuleListKind;
import dev.touchstone.touchpoint.rule.check.Checked;
import dev.touchstone.touchpoint.rule.check.RuleChecker;
import dev.touchstone.touchpoint.rule.text.ExpressionText;
import dev.touchstone.touchpoint.rulelist.RuleFields;
import dev.touchstone.touchpoint.rulelist.RuleMessages;
import dev.touchstone.touchpoint.v1.CampaignIds;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the messages of {@code CampaignService}; says everything that is wrong at once. */
@ApplicationScoped
class CampaignRequests {
    private static final int MAX_AUTHOR = 100;
    private static final int MAX_NOTE = 500;
    private static final int MAX_CAMPAIGNS = 1_000;

    /** Of a request that is not made, such as a dry run's. */
    private static final UUID NO_ID = new UUID(0, 0);

    private final RuleFields fields;
    private final Clock clock;

    CampaignRequests(RuleFields fields, Clock clock) {
        this.fields = fields;
        this.clock = clock;
    }

    /**
     * An update that is asked for.
     *
     * @param filter which members
     * @param request the rest
     * @param dryRun true to change nothing
     */
    record Update(MemberFilter filter, DateUpdate.Request request, boolean dryRun) {}

    String campaignId(String sent) {
        FieldViolations violations = new FieldViolations();
        Optional<String> id = recordFields(violations).id("campaign_id", sent);
        violations.throwIfAny();
        return SalesforceId.canonical(id.orElseThrow());
    }

    UUID updateId(String sent) {
        FieldViolations violations = new FieldViolations();
        Optional<UUID> id = recordFields(violations).uuid("update_id", sent);
        violations.throwIfAny();
        return id.orElseThrow();
    }

    static long ordinal(String key, FieldViolations violations) {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
            return 0;
        }
    }

    Update update(UpdateTouchpointDatesRequest request) {
        FieldViolations violations = new FieldViolations();
        RecordFields recordFields = recordFields(violations);
        Optional<MemberFilter> filter = filter(request, violations);
        Optional<Instant> touchpointAt =
                recordFields.timeOfFact("touchpoint_time", request.hasTouchpointTime(), request.getTouchpointTime());
        boolean identified = !request.getDryRun() || !request.getRequestId().isEmpty();
        Optional<UUID> requestId =
                identified ? recordFields.uuid("request_id", request.getRequestId()) : Optional.of(NO_ID);
        if (request.getDryRun()) {
            violations.limitText("author", request.getAuthor(), MAX_AUTHOR);
        } else {
            violations.requireText("author", request.getAuthor(), MAX_AUTHOR);
        }
        violations.limitText("note", request.getNote(), MAX_NOTE);
        violations.throwIfAny();
        return new Update(
                filter.orElseThrow(),
                new DateUpdate.Request(
                        requestId.orElseThrow(),
                        text(filter.orElseThrow()),
                        touchpointAt.orElseThrow(),
                        request.getAuthor(),
                        request.getNote()),
                request.getDryRun());
    }

    private static String text(MemberFilter filter) {
        return switch (filter) {
            case MemberFilter.Condition(Expression expression) -> ExpressionText.of(expression);
            case MemberFilter.OfCampaigns(List<String> campaignIds) -> String.join(" ", campaignIds);
        };
    }

    private Optional<MemberFilter> filter(UpdateTouchpointDatesRequest request, FieldViolations violations) {
        return switch (request.getFilterCase()) {
            case FILTER_TEXT -> condition(checker().line("filter_text", request.getFilterText()), violations);
            case FILTER_EXPRESSION ->
                condition(
                        checker().structure("filter_expression", RuleMessages.draft(request.getFilterExpression())),
                        violations);
            case CAMPAIGNS -> campaigns(request.getCampaigns(), violations);
            case FILTER_NOT_SET -> {
                violations.add("filter", "FIELD_REQUIRED", "is required: filter_text, filter_expression or campaigns");
                yield Optional.empty();
            }
        };
    }

    private RuleChecker checker() {
        return new RuleChecker(RuleListKind.CAMPAIGN_MEMBER, fields.known());
    }

    private static Optional<MemberFilter> condition(Checked<Expression> checked, FieldViolations violations) {
        return switch (checked) {
            case Checked.Accepted<Expression>(Expression expression) ->
                Optional.of(new MemberFilter.Condition(expression));
            case Checked.Refused<Expression> refused -> {
                RuleMessages.addAll(refused.problems(), violations);
                yield Optional.empty();
            }
        };
    }

    private Optional<MemberFilter> campaigns(CampaignIds sent, FieldViolations violations) {
        int count = sent.getCampaignIdsCount();
        if (count == 0 || count > MAX_CAMPAIGNS) {
            violations.add(
                    "campaigns.campaign_ids",
                    count == 0 ? "FIELD_REQUIRED" : "TOO_MANY",
                    "must have 1 to " + MAX_CAMPAIGNS + " ids but has " + count);
            return Optional.empty();
        }
        RecordFields recordFields = recordFields(violations);
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            recordFields
                    .id("campaigns.campaign_ids[" + i + "]", sent.getCampaignIds(i))
                    .map(SalesforceId::canonical)
                    .ifPresent(ids::add);
        }
        return Optional.of(new MemberFilter.OfCampaigns(new ArrayList<>(ids)));
    }

    private RecordFields recordFields(FieldViolations violations) {
        return new RecordFields(violations, clock.instant());
    }
}
