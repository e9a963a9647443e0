package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.identity.IdentificationKind;
import dev.touchstone.touchpoint.identity.SessionOwner;
import dev.touchstone.touchpoint.session.Arrival;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.session.Moment;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.Session;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.SessionStartReason;
import dev.touchstone.touchpoint.session.WebEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tells in sentences why a session began, whose channel it has, what is in it and whose it is. */
final class SessionSteps {
    private SessionSteps() {}

    static List<String> of(ExplainSession.Explanation explanation) {
        Session session = explanation.session().session();
        List<String> steps = new ArrayList<>();
        steps.add(began(explanation));
        if (session.startReason() == SessionStartReason.INACTIVITY
                && session.arrival().isDirect()) {
            steps.add(carriedOver(explanation));
        }
        steps.add("The session has %d page views and %d form-type interactions, from %s to %s."
                .formatted(
                        session.activity().pageViews(),
                        session.activity().formSubmissions(),
                        session.activity().start(),
                        session.activity().end()));
        Session.FirstForm form = session.activity().firstForm();
        if (form == null && session.activity().formSubmissions() > 0) {
            steps.add("Its form-type interactions do not count, because their addresses, or the visitor, are ignored.");
        }
        if (form != null) {
            steps.add("Its first form-type interaction is %s on %s%s."
                    .formatted(
                            words(form.type()),
                            form.page().withoutQuery(),
                            form.name().isEmpty() ? "" : " (form \"" + form.name() + "\")"));
        }
        steps.add(explanation
                .owner()
                .map(owner -> belongs(owner, session))
                .orElse(
                        explanation.tellsIgnored()
                                ? "It is anonymous: what the visitor's events tell is ignored."
                                : "It is anonymous: no event of the visitor tells an e-mail address."));
        return steps;
    }

    /** Where an event is: in which session, and whether it began it; or that it is in none, and what it is good for. */
    static String ofEvent(ExplainSession.EventExplanation explanation) {
        WebEvent event = explanation.event();
        String what = "Event %s (%s at %s)".formatted(event.eventId(), words(event), event.occurredAt());
        ExplainSession.Explanation session = explanation.session();
        if (session != null) {
            Session in = session.session().session();
            Moment first = in.beginning().first();
            return Moment.of(event).equals(first)
                    ? "%s began session %s.".formatted(what, in.sessionId())
                    : "%s is in session %s, which began with event %s at %s."
                            .formatted(what, in.sessionId(), first.eventId(), first.time());
        }
        return explanation.told().isEmpty()
                ? what + " is no interaction, so it is in no session."
                : "%s is no interaction, so it is in no session; the owner of %d of the visitor's sessions is known by it."
                        .formatted(what, explanation.told().size());
    }

    private static String began(ExplainSession.Explanation explanation) {
        Session session = explanation.session().session();
        String why = switch (session.startReason()) {
            case FIRST_EVENT -> "it is the visitor's first interaction";
            case INACTIVITY ->
                "the pause before it was %s, longer than %s"
                        .formatted(
                                pauseBefore(explanation),
                                words(explanation.policies().sessions().inactivity()));
            case NEW_SOURCE ->
                "the source %s is another than that of the session before, %s"
                        .formatted(source(session.arrival()), sourceBefore(explanation));
        };
        return "Visitor %s %s on %s; a session began because %s."
                .formatted(
                        session.visitorId(),
                        how(explanation.interactions(), session),
                        session.arrival().page().withoutQuery(),
                        why);
    }

    /** Two sessions that begin at one moment have no interactions that could be told apart: then the first has none here. */
    private static String how(List<WebEvent> interactions, Session session) {
        boolean arrived = interactions.isEmpty() || interactions.get(0).isPageView();
        return arrived || session.startReason() == SessionStartReason.FIRST_EVENT
                ? "arrived " + came(session.arrival())
                : "went on, without a new arrival,";
    }

    private static String came(Arrival arrival) {
        PageUrl referrer = arrival.referrer();
        String from = referrer == null ? "" : "from " + referrer.withoutQuery();
        if (!arrival.campaign().namesSource()) {
            return referrer == null ? "directly" : from;
        }
        return referrer == null ? "with " + arrival.source() : from + " with " + arrival.source();
    }

    private static String carriedOver(ExplainSession.Explanation explanation) {
        Session session = explanation.session().session();
        SessionPolicy policy = explanation.policies().sessions();
        Session.CarriedOver carriedOver = session.carriedOver();
        if (carriedOver != null) {
            return "It is a direct return within %s after the session before, so it has the channel of session %s, which came from %s."
                    .formatted(words(policy.carryover()), carriedOver.sessionId(), source(carriedOver.arrival()));
        }
        if (!policy.carriesOver()) {
            return "It is a direct return, and carry-over is off, so it has a channel of its own.";
        }
        Duration pause = Objects.requireNonNull(explanation.pauseBefore());
        return pause.compareTo(policy.carryover()) > 0
                ? "It is a direct return more than %s after the session before, so it has a channel of its own."
                        .formatted(words(policy.carryover()))
                : "It is a direct return, and the session before was direct too, so there is no channel to carry over.";
    }

    private static String sourceBefore(ExplainSession.Explanation explanation) {
        return source(Objects.requireNonNull(explanation.before()).session().arrival());
    }

    private static String source(Arrival arrival) {
        return arrival.isDirect() ? "none (direct)" : arrival.source();
    }

    private static String belongs(SessionOwner owner, Session session) {
        String where = switch (owner.evidence()) {
            case IN_SESSION ->
                owner.identification().moment().isBefore(session.beginning().first())
                        ? "just before it"
                        : "in this session";
            case NEXT_AFTER -> "after it, the visitor's next identification";
            case LAST_BEFORE -> "before it, the visitor's last identification";
        };
        IdentificationKind kind = owner.identification().kind();
        return "It belongs to %s, known by %s (%s %s at %s): %s."
                .formatted(
                        owner.email(),
                        words(kind),
                        kind == IdentificationKind.CALL ? "task" : "event",
                        owner.eventId(),
                        owner.eventTime(),
                        where);
    }

    private static String words(IdentificationKind kind) {
        return switch (kind) {
            case FORM -> "a form";
            case CHAT -> "a chat";
            case EMAIL_LINK -> "a link in an e-mail";
            case RECOGNITION -> "a recognition";
            case ALIAS -> "an alias of another system";
            case CALL -> "a task in which call tracking named the visitor";
        };
    }

    private static String words(FormType type) {
        return switch (type) {
            case FORM -> "a form";
            case CHAT -> "a chat";
            case EMAIL_LINK -> "a click on a link in an e-mail";
        };
    }

    private static String words(WebEvent event) {
        return switch (event.type()) {
            case PAGE_VIEW -> "page view";
            case FORM_SUBMISSION -> "form";
            case CHAT -> "chat";
            case EMAIL_LINK_CLICK ->
                event.formType() == null
                        ? "click on a link in an e-mail whose reader is not known"
                        : "click on a link in an e-mail";
            case IDENTIFICATION -> "recognition";
            case ALIAS -> "alias of another system";
        };
    }

    /** In whole seconds, unless it is longer than the inactivity by less than that. */
    private static String pauseBefore(ExplainSession.Explanation explanation) {
        Duration exact = Objects.requireNonNull(explanation.pauseBefore());
        Duration whole = exact.truncatedTo(ChronoUnit.SECONDS);
        Duration inactivity = explanation.policies().sessions().inactivity();
        return words(whole.compareTo(inactivity) > 0 ? whole : exact);
    }

    private static String words(Duration time) {
        List<String> parts = new ArrayList<>();
        add(parts, time.toDays(), " d");
        add(parts, time.toHoursPart(), " h");
        add(parts, time.toMinutesPart(), " min");
        BigDecimal seconds = BigDecimal.valueOf(time.toSecondsPart()).add(BigDecimal.valueOf(time.toNanosPart(), 9));
        if (seconds.signum() > 0) {
            parts.add(seconds.stripTrailingZeros().toPlainString() + " s");
        }
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + unit);
        }
    }
}
