package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.collect.Admitted;
import dev.touchstone.touchpoint.collect.AppendWebEvents;
import dev.touchstone.touchpoint.collect.EventCheck;
import dev.touchstone.touchpoint.collect.EventField;
import dev.touchstone.touchpoint.collect.RefusalCounts;
import dev.touchstone.touchpoint.collect.Terms;
import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.session.WebEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a batch of the browser tag in. A bad event is refused alone; the rest is durable when this returns. */
@ApplicationScoped
class CollectTagEvents {
    private final Admission admission;
    private final AppendWebEvents appendWebEvents;
    private final RefusalCounts refusals;

    CollectTagEvents(Admission admission, AppendWebEvents appendWebEvents, RefusalCounts refusals) {
        this.admission = admission;
        this.appendWebEvents = appendWebEvents;
        this.refusals = refusals;
    }

    HttpAnswer collect(HttpCall call) {
        FieldViolations violations = new FieldViolations();
        JsonFields body = JsonFields.parse(call.body(), violations);
        int sent = body.with(new FieldViolations()).size("events");
        try {
            return collect(call, body, violations);
        } catch (HttpRefusal refusal) {
            refusals.add(refusal.reason(), sent);
            throw refusal;
        }
    }

    private HttpAnswer collect(HttpCall call, JsonFields body, FieldViolations violations) {
        Terms.Scope scope = admission.scope(body.text("writeKey"));
        TagRequests.Batch batch = TagRequests.batch(body, violations, admission.now());
        Origins.check(call, scope.directory(), scope.site());
        WebContext context = admission.context(call, scope.site(), batch.consentGiven());
        Terms terms = admission.terms(scope, batch.clockOffsetMinutes(), context);

        List<WebEvent> events = new ArrayList<>();
        List<HttpMessages.RefusedEvent> refused = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            FieldViolations own = new FieldViolations();
            Optional<JsonFields> fields = body.element("events", i, own);
            Optional<WebEvent> event = fields.flatMap(found -> event(found, batch, terms, own));
            event.ifPresent(events::add);
            if (event.isEmpty()) {
                String id = fields.map(
                                found -> found.with(new FieldViolations()).text("id"))
                        .orElse("");
                refused.add(new HttpMessages.RefusedEvent(id, own));
                refusals.add(refused.get(refused.size() - 1).reason(), 1);
            }
        }
        return HttpAnswer.ok(
                HttpMessages.batch(appendWebEvents.append(new Admitted(events, Set.of(context))), refused));
    }

    private static Optional<WebEvent> event(
            JsonFields fields, TagRequests.Batch batch, Terms terms, FieldViolations violations) {
        var sent = TagRequests.event(batch.visitorId(), fields);
        // What cannot be read need not be checked: one mistake is told once.
        return violations.isEmpty()
                ? new EventCheck(EventField.Dialect.TAG, fields.prefix(), terms, violations).check(sent)
                : Optional.empty();
    }
}
