package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.collect.Admitted;
import dev.touchstone.touchpoint.collect.EventCheck;
import dev.touchstone.touchpoint.collect.EventField;
import dev.touchstone.touchpoint.collect.EventLog;
import dev.touchstone.touchpoint.collect.RefusalCounts;
import dev.touchstone.touchpoint.collect.SentEvent;
import dev.touchstone.touchpoint.collect.Terms;
import dev.touchstone.touchpoint.erased.ErasedIdentities;
import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.session.WebEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes a batch of the browser tag in. A bad event is refused alone; the rest is durable when this returns. */
@ApplicationScoped
class CollectTagEvents {
    private final Admission admission;
    private final RateLimits rateLimits;
    private final StoreWithinLimits storage;
    private final RefusalCounts refusals;

    CollectTagEvents(Admission admission, RateLimits rateLimits, StoreWithinLimits storage, RefusalCounts refusals) {
        this.admission = admission;
        this.rateLimits = rateLimits;
        this.storage = storage;
        this.refusals = refusals;
    }

    HttpAnswer collect(HttpCall call) {
        FieldViolations violations = new FieldViolations();
        JsonFields body = JsonFields.parse(call.body(), violations);
        try {
            return collect(call, body, violations);
        } catch (HttpRefusal refusal) {
            refusals.add(refusal.reason(), body.with(new FieldViolations()).size("events"));
            throw refusal;
        }
    }

    private HttpAnswer collect(HttpCall call, JsonFields body, FieldViolations violations) {
        Terms.Scope scope = admission.scope(body.text("writeKey"));
        TagRequests.Batch batch = TagRequests.batch(body, violations, admission.now());
        Origins.check(call, scope.directory(), scope.site());
        String userAgent = call.header("User-Agent").orElse("").strip();
        if (isNobody(userAgent, batch.size())) {
            return HttpAnswer.ok(HttpMessages.batch(new EventLog.Appended(0, 0, List.of()), bots(body, batch)));
        }
        RateLimits.Tokens tokens =
                rateLimits.take(scope.site().siteId(), call.clientAddress(), Map.of(batch.visitorId(), batch.size()));
        WebContext context = admission.context(scope, batch.consentGiven(), userAgent, call.clientAddress());
        Terms terms = admission.terms(scope, batch.clockOffsetMinutes(), context);
        List<WebEvent> events = new ArrayList<>();
        List<HttpMessages.RefusedEvent> refused = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            FieldViolations own = new FieldViolations();
            Optional<JsonFields> fields = body.element("events", i, own);
            Optional<WebEvent> event = fields.flatMap(found -> event(found, batch, terms, own));
            event.ifPresent(events::add);
            if (event.isEmpty()) {
                refused.add(new HttpMessages.RefusedEvent(id(fields), own));
            }
        }
        EventLog.Appended appended = storage.store(new Admitted(events, Set.of(context)), tokens);
        appended.erased().forEach(position -> refused.add(erased(events.get(position))));
        refused.forEach(event -> refusals.add(event.reason(), 1));
        return HttpAnswer.ok(HttpMessages.batch(appended, refused));
    }

    /** True for a crawler, and for a browser that does not name itself. */
    private boolean isNobody(String userAgent, int events) {
        if (userAgent.isEmpty() && admission.refusesNameless()) {
            refusals.add("NO_USER_AGENT", events);
            return true;
        }
        Optional<String> pattern = admission.crawler(userAgent);
        pattern.ifPresent(known -> refusals.addCrawler(known, events));
        return pattern.isPresent();
    }

    /** It is told, because now and then somebody's own browser or test is among them. */
    private static List<HttpMessages.RefusedEvent> bots(JsonFields body, TagRequests.Batch batch) {
        List<HttpMessages.RefusedEvent> refused = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            FieldViolations violations = new FieldViolations();
            violations.add("User-Agent", "BOT", "is a crawler's, a headless browser's, or empty");
            refused.add(
                    new HttpMessages.RefusedEvent(id(body.element("events", i, new FieldViolations())), violations));
        }
        return refused;
    }

    private static Optional<WebEvent> event(
            JsonFields fields, TagRequests.Batch batch, Terms terms, FieldViolations violations) {
        SentEvent sent = TagRequests.event(batch.visitorId(), fields);
        // What cannot be read need not be checked: one mistake is told once.
        return violations.isEmpty()
                ? new EventCheck(EventField.Dialect.TAG, fields.prefix(), terms, violations).check(sent)
                : Optional.empty();
    }

    private static HttpMessages.RefusedEvent erased(WebEvent event) {
        FieldViolations violations = new FieldViolations();
        violations.add("events", ErasedIdentities.REASON, ErasedIdentities.SENTENCE);
        return new HttpMessages.RefusedEvent(event.eventId(), violations);
    }

    private static String id(Optional<JsonFields> event) {
        return event.map(fields -> fields.with(new FieldViolations()).text("id"))
                .orElse("");
    }
}
