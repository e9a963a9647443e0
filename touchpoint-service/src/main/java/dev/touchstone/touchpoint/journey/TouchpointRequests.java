package dev.touchstone.touchpoint.journey;

import com.google.protobuf.Timestamp;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.Page;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.api.TimeRange;
import dev.touchstone.touchpoint.crm.SalesforceId;
import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.v1.ExplainFactRequest;
import dev.touchstone.touchpoint.v1.GetJourneyRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointsRequest;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsRequest;
import dev.touchstone.touchpoint.v1.TouchpointScope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the requests of {@code TouchpointService}; each method throws {@link RpcFailure.InvalidRequest}. */
final class TouchpointRequests {
    private static final int KEY_PARTS = 2;
    private static final int MAX_CHANNEL = 80;

    private TouchpointRequests() {}

    /**
     * A request for a page of touchpoints.
     *
     * @param selection which touchpoints
     * @param page which page
     * @param after the place after which it starts; null for the first page
     */
    record Listing(TouchpointQueries.Selection selection, Page page, TouchpointQueries.@Nullable Key after) {}

    static UUID touchpointId(String value) {
        return required("touchpoint_id", value);
    }

    static UUID personId(GetJourneyRequest request) {
        FieldViolations violations = new FieldViolations();
        RecordFields fields = new RecordFields(violations, Instant.EPOCH);
        Optional<UUID> personId = switch (request.getPersonCase()) {
            case PERSON_ID -> fields.uuid("person_id", request.getPersonId());
            case EMAIL -> {
                violations.requireText("email", request.getEmail(), RecordFields.MAX_EMAIL);
                yield fields.email("email", request.getEmail()).map(PersonId::of);
            }
            case PERSON_NOT_SET -> {
                violations.add("person", "FIELD_REQUIRED", "must be email or person_id");
                yield Optional.empty();
            }
        };
        violations.throwIfAny();
        return personId.orElseThrow();
    }

    static FactReference fact(ExplainFactRequest request) {
        FieldViolations violations = new FieldViolations();
        RecordFields fields = new RecordFields(violations, Instant.EPOCH);
        dev.touchstone.touchpoint.v1.FactReference message = request.getFact();
        Optional<FactReference> fact = switch (message.getFactCase()) {
            case SESSION_ID ->
                fields.uuid("fact.session_id", message.getSessionId())
                        .map(id -> new FactReference(FactReference.Kind.SESSION, id.toString()));
            case CAMPAIGN_MEMBER_ID ->
                fields.id("fact.campaign_member_id", message.getCampaignMemberId())
                        .map(id -> new FactReference(FactReference.Kind.CAMPAIGN_MEMBER, SalesforceId.canonical(id)));
            case ACTIVITY_ID ->
                fields.id("fact.activity_id", message.getActivityId())
                        .map(id -> new FactReference(FactReference.Kind.ACTIVITY, SalesforceId.canonical(id)));
            case PROGRAM_MEMBER_ID ->
                fields.id("fact.program_member_id", message.getProgramMemberId())
                        .map(id -> new FactReference(FactReference.Kind.PROGRAM_MEMBER, SalesforceId.canonical(id)));
            case MARKETING_ACTIVITY_ID ->
                fields.id("fact.marketing_activity_id", message.getMarketingActivityId())
                        .map(id ->
                                new FactReference(FactReference.Kind.MARKETING_ACTIVITY, SalesforceId.canonical(id)));
            case FACT_NOT_SET -> {
                violations.add("fact", "FIELD_REQUIRED", "must name a fact");
                yield Optional.empty();
            }
        };
        violations.throwIfAny();
        return fact.orElseThrow();
    }

    static Listing listing(ListTouchpointsRequest request) {
        FieldViolations violations = new FieldViolations();
        TimeRange range = TimeRange.parse(
                request.hasStartTime(), request.getStartTime(), request.hasEndTime(), request.getEndTime(), violations);
        boolean buyerOnly = isBuyerOnly(request.getScope(), violations);
        violations.limitText("channel", request.getChannel(), MAX_CHANNEL);
        Page page =
                Page.parse(request.getPageSize(), request.getPageToken(), KEY_PARTS, violations, arguments(request));
        Optional<TouchpointQueries.Key> after = page.after().flatMap(key -> key(key, violations));
        violations.throwIfAny();
        return new Listing(new TouchpointQueries.Selection(range, buyerOnly), page, after.orElse(null));
    }

    static TouchpointQueries.Selection selection(SummarizeTouchpointsRequest request) {
        FieldViolations violations = new FieldViolations();
        TimeRange range = TimeRange.parse(
                request.hasStartTime(), request.getStartTime(), request.hasEndTime(), request.getEndTime(), violations);
        boolean buyerOnly = isBuyerOnly(request.getScope(), violations);
        violations.throwIfAny();
        return new TouchpointQueries.Selection(range, buyerOnly);
    }

    private static boolean isBuyerOnly(TouchpointScope scope, FieldViolations violations) {
        return switch (scope) {
            case TOUCHPOINT_SCOPE_BUYER -> true;
            case TOUCHPOINT_SCOPE_USER, TOUCHPOINT_SCOPE_UNSPECIFIED -> false;
            case UNRECOGNIZED -> {
                violations.add("scope", "UNKNOWN_ENUM_VALUE", "must be USER or BUYER");
                yield false;
            }
        };
    }

    static String token(Touchpoint last, ListTouchpointsRequest request) {
        return Page.token(
                List.of(last.touchedAt().toString(), last.touchpointId().toString()), arguments(request));
    }

    private static Object[] arguments(ListTouchpointsRequest request) {
        return new Object[] {
            time(request.getStartTime()), time(request.getEndTime()), request.getChannel(), request.getScopeValue()
        };
    }

    private static String time(Timestamp time) {
        return time.getSeconds() + "." + time.getNanos();
    }

    private static Optional<TouchpointQueries.Key> key(List<String> parts, FieldViolations violations) {
        try {
            return Optional.of(new TouchpointQueries.Key(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1))));
        } catch (DateTimeException | IllegalArgumentException forged) {
            violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
            return Optional.empty();
        }
    }

    private static UUID required(String path, String value) {
        FieldViolations violations = new FieldViolations();
        Optional<UUID> id = new RecordFields(violations, Instant.EPOCH).uuid(path, value);
        violations.throwIfAny();
        return id.orElseThrow();
    }
}
