package dev.touchstone.touchpoint.collect.segment;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.collect.Admitted;
import dev.touchstone.touchpoint.collect.ClockCorrection;
import dev.touchstone.touchpoint.collect.EventCheck;
import dev.touchstone.touchpoint.collect.EventField;
import dev.touchstone.touchpoint.collect.EventLog;
import dev.touchstone.touchpoint.collect.RefusalCounts;
import dev.touchstone.touchpoint.collect.Terms;
import dev.touchstone.touchpoint.collect.http.Admission;
import dev.touchstone.touchpoint.collect.http.HttpAnswer;
import dev.touchstone.touchpoint.collect.http.HttpCall;
import dev.touchstone.touchpoint.collect.http.HttpMessages;
import dev.touchstone.touchpoint.collect.http.HttpRefusal;
import dev.touchstone.touchpoint.collect.http.JsonFields;
import dev.touchstone.touchpoint.collect.http.Origins;
import dev.touchstone.touchpoint.collect.http.RateLimits;
import dev.touchstone.touchpoint.collect.http.StoreWithinLimits;
import dev.touchstone.touchpoint.erased.ErasedIdentities;
import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.session.WebEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes messages of Segment's client libraries in. As there, the answer is success when the request was understood, whatever
 * became of single messages; what is not taken in is counted by its reason.
 */
@ApplicationScoped
class CollectSegmentMessages {
    static final HttpAnswer SUCCESS = HttpAnswer.ok("{\"success\":true}");

    private static final int MAX_MESSAGES = 1_000;
    private static final String BASIC = "Basic ";
    /** What browsers begin with; servers that send for their visitors name their library. */
    private static final String BROWSER = "Mozilla/";

    private final Admission admission;
    private final RateLimits rateLimits;
    private final StoreWithinLimits storage;
    private final RefusalCounts refusals;

    CollectSegmentMessages(
            Admission admission, RateLimits rateLimits, StoreWithinLimits storage, RefusalCounts refusals) {
        this.admission = admission;
        this.rateLimits = rateLimits;
        this.storage = storage;
        this.refusals = refusals;
    }

    /** The good messages of a request, and what they are to be stored with. */
    private record Good(List<WebEvent> events, Set<WebContext> contexts, Map<String, Integer> visitors) {}

    /** Takes one message in; its type is what the address says. */
    HttpAnswer collect(HttpCall call, String type) {
        FieldViolations violations = new FieldViolations();
        JsonFields body = JsonFields.parse(call.body(), violations);
        Terms.Scope scope = scope(call, body);
        RateLimits.Tokens tokens = rateLimits.takeOfAddress(call.clientAddress(), 1);
        Good good = new Good(new ArrayList<>(), new HashSet<>(), new HashMap<>());
        take(call, scope, body, type, "", good);
        return store(scope, good, tokens);
    }

    /** Takes several messages in, each with its type. */
    HttpAnswer collectBatch(HttpCall call) {
        FieldViolations violations = new FieldViolations();
        JsonFields body = JsonFields.parse(call.body(), violations);
        Terms.Scope scope = scope(call, body);
        int size = body.size("batch");
        String sentAt = body.text("sentAt");
        if (size > MAX_MESSAGES) {
            refusals.add("TOO_MANY", size);
            throw HttpRefusal.forEver(400, "TOO_MANY", "batch: must be 1 to 1,000 messages but are " + size);
        }
        if (size == 0) {
            violations.add("batch", "FIELD_REQUIRED", "must have a message");
        }
        if (!violations.isEmpty()) {
            throw HttpMessages.badFields(violations);
        }
        RateLimits.Tokens tokens = rateLimits.takeOfAddress(call.clientAddress(), size);
        Good good = new Good(new ArrayList<>(), new HashSet<>(), new HashMap<>());
        for (int i = 0; i < size; i++) {
            FieldViolations own = new FieldViolations();
            Optional<JsonFields> message = body.element("batch", i, own);
            if (message.isPresent()) {
                take(call, scope, message.get(), message.get().text("type"), sentAt, good);
            } else {
                refusals.add("INVALID_TYPE", 1);
            }
        }
        return store(scope, good, tokens);
    }

    private Terms.Scope scope(HttpCall call, JsonFields body) {
        String key = body.with(new FieldViolations()).text("writeKey");
        Terms.Scope scope = admission.scope(key.isEmpty() ? basicUser(call) : key);
        Origins.check(call, scope.directory(), scope.site());
        return scope;
    }

    /** Client libraries send the key as the user of Basic authorization, without a password. */
    private static String basicUser(HttpCall call) {
        String header = call.header("Authorization").orElse("");
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return "";
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String userAndPassword = new String(decoded, StandardCharsets.UTF_8);
            int colon = userAndPassword.indexOf(':');
            return colon < 0 ? userAndPassword : userAndPassword.substring(0, colon);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private void take(HttpCall call, Terms.Scope scope, JsonFields message, String type, String sentAt, Good good) {
        FieldViolations violations = new FieldViolations();
        SegmentMessage parsed = SegmentRequests.parse(message, type, sentAt, scope.site(), violations);
        if (!violations.isEmpty()) {
            refusals.add(new HttpMessages.RefusedEvent("", violations).reason(), 1);
            return;
        }
        switch (parsed) {
            case SegmentMessage.Ignored ignored -> refusals.addIgnored(ignored.type());
            case SegmentMessage.Event event -> take(call, scope, event, message.prefix(), good);
        }
    }

    private void take(HttpCall call, Terms.Scope scope, SegmentMessage.Event event, String prefix, Good good) {
        String header = call.header("User-Agent").orElse("");
        boolean fromBrowser = header.startsWith(BROWSER);
        String userAgent = event.userAgent().isEmpty() && fromBrowser ? header : event.userAgent();
        Optional<String> crawler = admission.crawler(userAgent);
        if (crawler.isPresent()) {
            refusals.addCrawler(crawler.get(), 1);
            return;
        }
        FieldViolations violations = new FieldViolations();
        String address = fromBrowser ? call.clientAddress() : event.address();
        WebContext context = admission.context(scope, false, userAgent, address);
        Terms terms = admission.terms(scope, clockOffset(event, prefix, violations), context);
        Optional<WebEvent> admitted =
                new EventCheck(EventField.Dialect.SEGMENT, prefix, terms, violations).check(event.sent());
        if (admitted.isEmpty()) {
            refusals.add(new HttpMessages.RefusedEvent("", violations).reason(), 1);
            return;
        }
        good.events().add(admitted.get());
        good.contexts().add(context);
        good.visitors().merge(admitted.get().visitorId(), 1, Integer::sum);
    }

    private int clockOffset(SegmentMessage.Event event, String prefix, FieldViolations violations) {
        Instant sentAt = event.sentAt();
        Instant now = admission.now();
        if (sentAt == null) {
            return 0;
        }
        if (!ClockCorrection.isPossible(sentAt, now)) {
            violations.add(prefix + "sentAt", "TIME_OUT_OF_RANGE", "must be near the server's time");
            return 0;
        }
        return ClockCorrection.minutes(sentAt, now);
    }

    private HttpAnswer store(Terms.Scope scope, Good good, RateLimits.Tokens tokens) {
        if (good.events().isEmpty()) {
            return SUCCESS;
        }
        rateLimits.takeOfSite(scope.site().siteId(), good.visitors(), tokens);
        EventLog.Appended appended = storage.store(new Admitted(good.events(), good.contexts()), tokens);
        refusals.add(ErasedIdentities.REASON, appended.erased().size());
        return SUCCESS;
    }
}
