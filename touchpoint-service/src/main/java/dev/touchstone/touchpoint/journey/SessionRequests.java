package dev.touchstone.touchpoint.journey;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.v1.ExplainSessionRequest;
import dev.touchstone.touchpoint.v1.SummarizeSessionsRequest;
import dev.touchstone.touchpoint.visitor.SessionQueries;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the requests of {@code SessionService}. */
final class SessionRequests {
    private SessionRequests() {}

    /** What is to be explained. */
    sealed interface Subject {
        /** A session. */
        record OfSession(UUID sessionId) implements Subject {}

        /** A web event of a visitor. */
        record OfEvent(String visitorId, String eventId) implements Subject {}
    }

    /** The subject; throws {@link RpcFailure.InvalidRequest}. */
    static Subject subject(ExplainSessionRequest request) {
        FieldViolations violations = new FieldViolations();
        RecordFields fields = new RecordFields(violations, Instant.EPOCH);
        Optional<? extends Subject> subject = switch (request.getSubjectCase()) {
            case SESSION_ID -> fields.uuid("session_id", request.getSessionId()).map(Subject.OfSession::new);
            case WEB_EVENT -> {
                Optional<String> visitorId =
                        fields.id("web_event.visitor_id", request.getWebEvent().getVisitorId());
                Optional<String> eventId =
                        fields.id("web_event.event_id", request.getWebEvent().getEventId());
                yield visitorId.flatMap(visitor -> eventId.map(event -> new Subject.OfEvent(visitor, event)));
            }
            case SUBJECT_NOT_SET -> {
                violations.add("subject", "FIELD_REQUIRED", "must be session_id or web_event");
                yield Optional.empty();
            }
        };
        violations.throwIfAny();
        return subject.orElseThrow();
    }

    static Optional<SessionQueries.Dimension> dimension(SummarizeSessionsRequest request, FieldViolations violations) {
        return switch (request.getDimension()) {
            case SESSION_DIMENSION_CHANNEL -> Optional.of(SessionQueries.Dimension.CHANNEL);
            case SESSION_DIMENSION_REFERRER_HOST -> Optional.of(SessionQueries.Dimension.REFERRER_HOST);
            case SESSION_DIMENSION_UNSPECIFIED, UNRECOGNIZED -> {
                violations.add(
                        "dimension",
                        "UNKNOWN_ENUM_VALUE",
                        "must be CHANNEL or REFERRER_HOST but is " + request.getDimensionValue());
                yield Optional.empty();
            }
        };
    }

    static Optional<SessionQueries.Key> key(List<String> parts, FieldViolations violations) {
        try {
            return Optional.of(
                    new SessionQueries.Key(parts.get(0), Instant.parse(parts.get(1)), UUID.fromString(parts.get(2))));
        } catch (DateTimeException | IllegalArgumentException forged) {
            violations.add("page_token", "INVALID_PAGE_TOKEN", "must be the next_page_token of the page before");
            return Optional.empty();
        }
    }
}
