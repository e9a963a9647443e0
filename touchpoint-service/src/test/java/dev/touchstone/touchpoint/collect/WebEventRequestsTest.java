package dev.touchstone.touchpoint.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.WebEventType;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.WebEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WebEventRequestsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final int INDEX = 7;

    @Test
    void readsEveryKindOfEvent() {
        WebEvent view = pageView()
                .setReferrerUrl("android-app://com.slack")
                .setOccurTime(ProtoTime.timestamp(NOW.plusNanos(1_999)))
                .build();
        WebEvent form = form().setEmail("Jane@ACME.com").build();
        WebEvent identification = form().setType(
                        dev.touchstone.touchpoint.v1.WebEventType.WEB_EVENT_TYPE_IDENTIFICATION)
                .build();

        WebEventRequests.Parsed parsed = parse(view, form, identification);

        assertThat(parsed.refusals()).isEmpty();
        assertThat(parsed.refusedCount()).isZero();
        assertThat(parsed.admitted().events())
                .containsExactly(
                        event(NOW.plusNanos(1_000), WebEventType.PAGE_VIEW, "android-app://com.slack", null),
                        event(NOW, WebEventType.FORM_SUBMISSION, null, "jane@acme.com"),
                        event(NOW, WebEventType.IDENTIFICATION, null, "jane@acme.com"));
    }

    static Stream<Arguments> badEvents() {
        return Stream.of(
                bad("visitor_id", "FIELD_REQUIRED", event -> event.clearVisitorId()),
                bad("visitor_id", "FIELD_TOO_LONG", event -> event.setVisitorId("v".repeat(65))),
                bad("visitor_id", "INVALID_ID", event -> event.setVisitorId("v 1")),
                bad("event_id", "FIELD_REQUIRED", event -> event.clearEventId()),
                bad("event_id", "FIELD_TOO_LONG", event -> event.setEventId("e".repeat(65))),
                bad("event_id", "INVALID_ID", event -> event.setEventId("ë")),
                bad("event_id", "INVALID_TEXT", event -> event.setEventId("e\0")),
                bad("occur_time", "FIELD_REQUIRED", event -> event.clearOccurTime()),
                bad(
                        "occur_time",
                        "TIME_OUT_OF_RANGE",
                        event -> event.setOccurTime(ProtoTime.timestamp(Instant.parse("1999-12-31T23:59:59Z")))),
                bad(
                        "occur_time",
                        "TIME_OUT_OF_RANGE",
                        event -> event.setOccurTime(ProtoTime.timestamp(NOW.plusSeconds(25 * 3_600)))),
                bad("type", "UNKNOWN_ENUM_VALUE", event -> event.setTypeValue(0).clearEmail()),
                bad("type", "UNKNOWN_ENUM_VALUE", event -> event.setTypeValue(99)),
                bad("page_url", "FIELD_REQUIRED", event -> event.clearPageUrl()),
                bad("page_url", "FIELD_TOO_LONG", event -> event.setPageUrl("https://acme.com/" + "a".repeat(2_048))),
                bad("page_url", "INVALID_URL", event -> event.setPageUrl("acme.com")),
                bad("page_url", "INVALID_URL", event -> event.setPageUrl("android-app://com.slack")),
                bad("referrer_url", "FIELD_TOO_LONG", event -> event.setReferrerUrl("https://a/" + "a".repeat(2_048))),
                bad("referrer_url", "INVALID_URL", event -> event.setReferrerUrl("google")),
                bad("email", "FIELD_REQUIRED", event -> event.clearEmail()),
                bad(
                        "email",
                        "FIELD_REQUIRED",
                        event -> event.clearEmail()
                                .setType(dev.touchstone.touchpoint.v1.WebEventType.WEB_EVENT_TYPE_IDENTIFICATION)),
                bad(
                        "email",
                        "FIELD_NOT_ALLOWED",
                        event -> event.setType(dev.touchstone.touchpoint.v1.WebEventType.WEB_EVENT_TYPE_PAGE_VIEW)),
                bad("email", "INVALID_EMAIL", event -> event.setEmail("jane")),
                bad("email", "FIELD_TOO_LONG", event -> event.setEmail("j@" + "a".repeat(253) + ".com")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badEvents")
    void refusesABadEventAlone(String field, String reason, UnaryOperator<WebEvent.Builder> damage) {
        WebEvent good = form().setEventId("good").build();
        WebEvent bad = damage.apply(form()).build();

        WebEventRequests.Parsed parsed = parse(good, bad, good);

        assertThat(parsed.admitted().events())
                .extracting(dev.touchstone.touchpoint.session.WebEvent::eventId)
                .containsExactly("good", "good");
        assertThat(parsed.refusedCount()).isOne();
        assertThat(parsed.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.getRequestIndex()).isEqualTo(INDEX);
            assertThat(violations(refusal)).containsExactly("web_events[1]." + field + " " + reason);
        });
    }

    @Test
    void tellsEverythingThatIsWrongWithAnEvent() {
        Refusal refusal = parse(
                        WebEvent.newBuilder().setEmail("x").setReferrerUrl("y").build())
                .refusals()
                .get(0);

        assertThat(refusal.getRecordId()).isEmpty();
        assertThat(violations(refusal))
                .containsExactly(
                        "web_events[0].visitor_id FIELD_REQUIRED",
                        "web_events[0].event_id FIELD_REQUIRED",
                        "web_events[0].occur_time FIELD_REQUIRED",
                        "web_events[0].type UNKNOWN_ENUM_VALUE",
                        "web_events[0].page_url FIELD_REQUIRED",
                        "web_events[0].referrer_url INVALID_URL",
                        "web_events[0].email INVALID_EMAIL");
    }

    @Test
    void refusesAMessageWithoutEventsWhole() {
        assertRefusedWhole(parse(), 0, "FIELD_REQUIRED");
    }

    @Test
    void refusesAMessageOfMoreThanAThousandEventsWhole() {
        List<WebEvent> events = Collections.nCopies(1_000, form().build());

        assertThat(parse(events).admitted().events()).hasSize(1_000);
        assertRefusedWhole(
                parse(Stream.concat(events.stream(), Stream.of(form().build())).toList()), 1_001, "TOO_MANY");
    }

    @Test
    void refusesAMessageOfMoreThanFourMegabytesWhole() {
        WebEvent large = pageView()
                .setPageUrl("https://acme.com/" + "😀".repeat(1_000))
                .setReferrerUrl("https://acme.com/" + "😀".repeat(1_000))
                .build();

        assertThat(parse(Collections.nCopies(500, large)).admitted().events()).hasSize(500);
        assertRefusedWhole(parse(Collections.nCopies(600, large)), 600, "MESSAGE_TOO_LARGE");
    }

    private static void assertRefusedWhole(WebEventRequests.Parsed parsed, int count, String reason) {
        assertThat(parsed.admitted().events()).isEmpty();
        assertThat(parsed.refusedCount()).isEqualTo(count);
        assertThat(parsed.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.getRequestIndex()).isEqualTo(INDEX);
            assertThat(refusal.getRecordId()).isEmpty();
            assertThat(violations(refusal)).containsExactly("web_events " + reason);
        });
    }

    private static Arguments bad(String field, String reason, UnaryOperator<WebEvent.Builder> damage) {
        return Arguments.of(field, reason, damage);
    }

    private static WebEvent.Builder pageView() {
        return WebEvent.newBuilder()
                .setVisitorId("v-1")
                .setEventId("e-1")
                .setOccurTime(ProtoTime.timestamp(NOW))
                .setType(dev.touchstone.touchpoint.v1.WebEventType.WEB_EVENT_TYPE_PAGE_VIEW)
                .setPageUrl("https://acme.com/?a=b");
    }

    private static WebEvent.Builder form() {
        return pageView()
                .setType(dev.touchstone.touchpoint.v1.WebEventType.WEB_EVENT_TYPE_FORM_SUBMISSION)
                .setEmail("jane@acme.com");
    }

    private static dev.touchstone.touchpoint.session.WebEvent event(
            Instant time, WebEventType type, String referrer, String email) {
        return new dev.touchstone.touchpoint.session.WebEvent(
                "v-1",
                "e-1",
                time,
                type,
                PageUrl.parse("https://acme.com/?a=b").orElseThrow(),
                referrer == null ? null : PageUrl.parse(referrer).orElseThrow(),
                email);
    }

    private static List<String> violations(Refusal refusal) {
        assertThat(refusal.getViolationsList())
                .extracting(FieldViolation::getDescription)
                .doesNotContain("");
        return refusal.getViolationsList().stream()
                .map(violation -> violation.getField() + " " + violation.getReason())
                .toList();
    }

    private static WebEventRequests.Parsed parse(WebEvent... events) {
        return parse(List.of(events));
    }

    private static WebEventRequests.Parsed parse(List<WebEvent> events) {
        return WebEventRequests.parse(
                IngestWebEventsRequest.newBuilder().addAllWebEvents(events).build(), INDEX, NOW, Optional.empty());
    }
}
