package dev.touchstone.touchpoint.collect;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.api.Refusals;
import dev.touchstone.touchpoint.erased.ErasedIdentities;
import dev.touchstone.touchpoint.session.FormDetails;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import dev.touchstone.touchpoint.site.SiteDirectory;
import dev.touchstone.touchpoint.v1.Consent;
import dev.touchstone.touchpoint.v1.FormSource;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.VisitorAliasType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the messages of {@code IngestWebEvents}. */
final class WebEventRequests {
    static final int MAX_EVENTS = 1_000;
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_AGENT = 64;
    private static final int MAX_REGION = 8;
    private static final int MAX_CITY = 128;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private final IngestWebEventsRequest request;
    private final Instant now;
    private final int clockOffsetMinutes;
    private final Optional<SiteDirectory> sites;
    private final Set<WebContext> contexts = new HashSet<>();

    private WebEventRequests(IngestWebEventsRequest request, Instant now, Optional<SiteDirectory> sites) {
        this.request = request;
        this.now = now;
        this.clockOffsetMinutes =
                request.hasSendTime() ? ClockCorrection.minutes(ProtoTime.instant(request.getSendTime()), now) : 0;
        this.sites = sites;
    }

    /**
     * What a message holds.
     *
     * @param admitted the good events
     * @param positions of the good events in the message
     * @param refusals the bad ones; one refusal without a record id stands for a message refused whole
     * @param refusedCount how many events were refused
     */
    record Parsed(Admitted admitted, List<Integer> positions, List<Refusal> refusals, int refusedCount) {
        /** The same, with some of the good events refused because they are of somebody who was erased. */
        Parsed withoutErased(long requestIndex, List<Integer> erased) {
            List<Refusal> all = new ArrayList<>(refusals);
            for (int place : erased) {
                FieldViolations violations = new FieldViolations();
                violations.add(
                        "web_events[" + positions.get(place) + "]", ErasedIdentities.REASON, ErasedIdentities.SENTENCE);
                all.add(Refusals.of(requestIndex, admitted.events().get(place).eventId(), violations.list()));
            }
            return new Parsed(admitted, positions, all, refusedCount + erased.size());
        }
    }

    /**
     * Reads a message.
     *
     * @param requestIndex position of the message in the stream
     * @param now when it was received
     * @param sites the sites; empty while they are not known, and then no event may name one
     */
    static Parsed parse(IngestWebEventsRequest request, long requestIndex, Instant now, Optional<SiteDirectory> sites) {
        Optional<FieldViolation> whole = wholeMessage(request, now);
        if (whole.isPresent()) {
            Refusal refusal = Refusals.of(requestIndex, "", List.of(whole.get()));
            return new Parsed(
                    new Admitted(List.of(), Set.of()), List.of(), List.of(refusal), request.getWebEventsCount());
        }
        return new WebEventRequests(request, now, sites).parse(requestIndex);
    }

    /** True if an event of the message names its site. */
    static boolean namesSite(IngestWebEventsRequest request) {
        return request.getWebEventsList().stream()
                .anyMatch(event -> !event.getSiteId().isEmpty());
    }

    private static Optional<FieldViolation> wholeMessage(IngestWebEventsRequest request, Instant now) {
        FieldViolations violations = new FieldViolations();
        int count = request.getWebEventsCount();
        if (count == 0 || count > MAX_EVENTS) {
            violations.add(
                    "web_events",
                    count == 0 ? "FIELD_REQUIRED" : "TOO_MANY",
                    "must have 1 to 1,000 events but has " + count);
        } else if (request.getSerializedSize() > MAX_BYTES) {
            violations.add(
                    "web_events",
                    "MESSAGE_TOO_LARGE",
                    "must have at most " + MAX_BYTES + " bytes together but has " + request.getSerializedSize());
        } else if (request.hasSendTime()
                && !(ProtoTime.isValid(request.getSendTime())
                        && ClockCorrection.isPossible(ProtoTime.instant(request.getSendTime()), now))) {
            violations.add(
                    "send_time",
                    "TIME_OUT_OF_RANGE",
                    "must be within " + ClockCorrection.LARGEST.toDays() + " days of the server's time");
        }
        return violations.list().stream().findFirst();
    }

    private Parsed parse(long requestIndex) {
        List<WebEvent> events = new ArrayList<>(request.getWebEventsCount());
        List<Integer> positions = new ArrayList<>(request.getWebEventsCount());
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < request.getWebEventsCount(); i++) {
            FieldViolations violations = new FieldViolations();
            Optional<WebEvent> event = parse(request.getWebEvents(i), "web_events[" + i + "].", violations);
            if (event.isPresent()) {
                events.add(event.get());
                positions.add(i);
            } else {
                refusals.add(Refusals.of(requestIndex, request.getWebEvents(i).getEventId(), violations.list()));
            }
        }
        return new Parsed(new Admitted(events, contexts), positions, refusals, refusals.size());
    }

    private Optional<WebEvent> parse(
            dev.touchstone.touchpoint.v1.WebEvent message, String prefix, FieldViolations violations) {
        Terms.@Nullable Scope scope = scope(message.getSiteId(), prefix, violations);
        WebContext context = context(message, prefix, violations);
        boolean known = !context.equals(WebContext.UNKNOWN);
        Terms terms = new Terms(now, clockOffsetMinutes, null, scope, known ? context.id() : null);
        Optional<WebEvent> event = new EventCheck(EventField.Dialect.GRPC, prefix, terms, violations)
                .check(sent(message, prefix, violations));
        if (event.isPresent() && known) {
            contexts.add(context);
        }
        return event;
    }

    private SentEvent sent(dev.touchstone.touchpoint.v1.WebEvent message, String prefix, FieldViolations violations) {
        return new SentEvent(
                message.getVisitorId(),
                message.getEventId(),
                time(message, prefix, violations),
                type(message),
                message.getPageUrl(),
                message.getReferrerUrl(),
                message.getEmail(),
                new SentEvent.Detail(
                        message.getSequence(),
                        message.hasAlias() ? alias(message.getAlias()) : null,
                        message.hasForm() ? form(message.getForm()) : null));
    }

    private @Nullable Instant time(
            dev.touchstone.touchpoint.v1.WebEvent message, String prefix, FieldViolations violations) {
        if (!message.hasOccurTime()) {
            return null;
        }
        if (!ProtoTime.isValid(message.getOccurTime())) {
            violations.add(prefix + "occur_time", "TIME_OUT_OF_RANGE", "must be a valid google.protobuf.Timestamp");
            // Any time that is right by itself, so that nothing more is said about this field.
            return now;
        }
        return ProtoTime.instant(message.getOccurTime());
    }

    private Terms.@Nullable Scope scope(String siteId, String prefix, FieldViolations violations) {
        if (siteId.isEmpty()) {
            return null;
        }
        Optional<Terms.Scope> scope =
                sites.flatMap(directory -> directory.byId(siteId).map(site -> new Terms.Scope(directory, site)));
        if (scope.isEmpty() && violations.limitText(prefix + "site_id", siteId, MAX_AGENT)) {
            violations.add(prefix + "site_id", "UNKNOWN_SITE", "is no registered site: " + siteId);
        }
        return scope.orElse(null);
    }

    private static WebContext context(
            dev.touchstone.touchpoint.v1.WebEvent message, String prefix, FieldViolations violations) {
        violations.limitText(prefix + "browser", message.getBrowser(), MAX_AGENT);
        violations.limitText(prefix + "platform", message.getPlatform(), MAX_AGENT);
        String country = message.getGeo().getCountry();
        if (!country.isEmpty() && !COUNTRY.matcher(country).matches()) {
            violations.add(prefix + "geo.country", "INVALID_COUNTRY", "must be an ISO 3166-1 alpha-2 code: US");
        }
        violations.limitText(prefix + "geo.region", message.getGeo().getRegion(), MAX_REGION);
        violations.limitText(prefix + "geo.city", message.getGeo().getCity(), MAX_CITY);
        if (message.getConsent() == Consent.UNRECOGNIZED) {
            violations.add(prefix + "consent", "UNKNOWN_ENUM_VALUE", "is unknown: " + message.getConsentValue());
        }
        return new WebContext(
                message.getSiteId(),
                message.getConsent() == Consent.CONSENT_GIVEN,
                message.getBrowser(),
                message.getPlatform(),
                country,
                message.getGeo().getRegion(),
                message.getGeo().getCity());
    }

    private static SentEvent.Named<WebEventType> type(dev.touchstone.touchpoint.v1.WebEvent message) {
        @Nullable
        WebEventType type = switch (message.getType()) {
            case WEB_EVENT_TYPE_PAGE_VIEW -> WebEventType.PAGE_VIEW;
            case WEB_EVENT_TYPE_FORM_SUBMISSION -> WebEventType.FORM_SUBMISSION;
            case WEB_EVENT_TYPE_IDENTIFICATION -> WebEventType.IDENTIFICATION;
            case WEB_EVENT_TYPE_CHAT -> WebEventType.CHAT;
            case WEB_EVENT_TYPE_EMAIL_LINK_CLICK -> WebEventType.EMAIL_LINK_CLICK;
            case WEB_EVENT_TYPE_ALIAS -> WebEventType.ALIAS;
            case WEB_EVENT_TYPE_UNSPECIFIED, UNRECOGNIZED -> null;
        };
        return new SentEvent.Named<>(type, Integer.toString(message.getTypeValue()));
    }

    private static SentEvent.Alias alias(dev.touchstone.touchpoint.v1.VisitorAlias message) {
        VisitorAliasType sent = message.getType();
        VisitorAlias.@Nullable Type type = switch (sent) {
            case VISITOR_ALIAS_TYPE_MARKETO_MUNCHKIN -> VisitorAlias.Type.MARKETO_MUNCHKIN;
            case VISITOR_ALIAS_TYPE_CRM_PERSON -> VisitorAlias.Type.CRM_PERSON;
            case VISITOR_ALIAS_TYPE_UNSPECIFIED, UNRECOGNIZED -> null;
        };
        return new SentEvent.Alias(
                new SentEvent.Named<>(type, Integer.toString(message.getTypeValue())), message.getValue());
    }

    private static SentEvent.Form form(dev.touchstone.touchpoint.v1.Form message) {
        FormSource sent = message.getSource();
        FormDetails.@Nullable Source source = switch (sent) {
            case FORM_SOURCE_UNSPECIFIED -> FormDetails.Source.UNSPECIFIED;
            case FORM_SOURCE_SUBMIT -> FormDetails.Source.SUBMIT;
            case FORM_SOURCE_REQUEST -> FormDetails.Source.REQUEST;
            case FORM_SOURCE_MARKETO_FORM -> FormDetails.Source.MARKETO_FORM;
            case FORM_SOURCE_API -> FormDetails.Source.API;
            case FORM_SOURCE_THANK_YOU_ELEMENT -> FormDetails.Source.THANK_YOU_ELEMENT;
            case FORM_SOURCE_CHAT -> FormDetails.Source.CHAT;
            case UNRECOGNIZED -> null;
        };
        return new SentEvent.Form(
                message.getName(), new SentEvent.Named<>(source, Integer.toString(message.getSourceValue())));
    }
}
