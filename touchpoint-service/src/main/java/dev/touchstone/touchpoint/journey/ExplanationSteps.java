package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointPosition;
import dev.touchstone.touchpoint.identity.SessionOwner;
import dev.touchstone.touchpoint.remap.Channel;
import dev.touchstone.touchpoint.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the way from a fact to a touchpoint in sentences, one a step. */
final class ExplanationSteps {
    private ExplanationSteps() {}

    static List<String> ofSession(ExplainSession.Explanation explanation, TouchpointView view) {
        Session session = explanation.session().session();
        List<String> steps = new ArrayList<>();
        steps.add(began(session, explanation.pauseBefore()));
        steps.add("The session has %d page views and %d form submissions, from %s to %s."
                .formatted(
                        session.activity().pageViews(),
                        session.activity().formSubmissions(),
                        session.activity().start(),
                        session.activity().end()));
        explanation.owner().map(ExplanationSteps::belongs).ifPresent(steps::add);
        steps.add("One session makes one touchpoint (rule \"%s\", version %d)%s."
                .formatted(
                        view.touchpoint().origin().rule(),
                        view.touchpoint().origin().ruleVersion(),
                        session.activity().formSubmissions() > 0 ? "; its first form makes it a web form" : ""));
        return finish(steps, view);
    }

    static List<String> ofMember(FactQueries.Member member, TouchpointView view) {
        List<String> steps = new ArrayList<>();
        steps.add("%s was added to campaign %s \"%s\" at %s (campaign member %s)."
                .formatted(
                        member.crmPersonId(),
                        member.campaignId(),
                        member.campaignName(),
                        view.touchpoint().touchedAt(),
                        member.campaignMemberId()));
        steps.add(
                "The campaign's sync type takes every member (rule \"%s\", version %d); a person has one touchpoint in a campaign."
                        .formatted(
                                view.touchpoint().origin().rule(),
                                view.touchpoint().origin().ruleVersion()));
        return finish(steps, view);
    }

    static List<String> ofActivity(FactQueries.SalesActivity activity, TouchpointView view) {
        List<String> steps = new ArrayList<>();
        steps.add("Sales recorded activity %s of type \"%s\" with %s at %s."
                .formatted(
                        activity.activityId(),
                        activity.type(),
                        activity.crmPersonId(),
                        view.touchpoint().touchedAt()));
        steps.add("Activity rule \"%s\" (list version %d) takes it as campaign \"%s\"."
                .formatted(
                        view.touchpoint().origin().rule(),
                        view.touchpoint().origin().ruleVersion(),
                        view.touchpoint().content().effort().campaignName()));
        return finish(steps, view);
    }

    private static String began(Session session, @Nullable Duration pauseBefore) {
        String came = session.arrival().referrer() == null
                ? "directly"
                : "from " + session.arrival().referrer().withoutQuery();
        String why = switch (session.startReason()) {
            case FIRST_EVENT -> "it is the visitor's first interaction";
            case INACTIVITY -> "the pause before it was " + words(pauseBefore);
            case NEW_SOURCE -> "the arrival is from another source than the session before";
        };
        return "Visitor %s arrived %s on %s; a session began because %s."
                .formatted(session.visitorId(), came, session.arrival().page().withoutQuery(), why);
    }

    private static String belongs(SessionOwner owner) {
        String where = switch (owner.evidence()) {
            case IN_SESSION -> "in this session";
            case NEXT_AFTER -> "after it, the visitor's next identification";
            case LAST_BEFORE -> "before it, the visitor's last identification";
        };
        return "It belongs to %s, known by event %s at %s: %s."
                .formatted(owner.email(), owner.eventId(), owner.eventTime(), where);
    }

    private static List<String> finish(List<String> steps, TouchpointView view) {
        Touchpoint touchpoint = view.touchpoint();
        if (!touchpoint.positions().isEmpty()) {
            steps.add("In the person's journey it is "
                    + touchpoint.positions().stream()
                            .map(ExplanationSteps::name)
                            .collect(Collectors.joining(" and "))
                    + ".");
        }
        Channel channel = view.channel();
        steps.add(channel == null ? "mapping-service has not given it a channel yet." : channel(channel));
        return steps;
    }

    private static String channel(Channel channel) {
        String path =
                channel.subchannel().isEmpty() ? channel.channel() : channel.channel() + "." + channel.subchannel();
        return channel.rowNumber() == 0
                ? "No row of rule set version %d matches, so its channel is %s."
                        .formatted(channel.ruleSetVersion(), path)
                : "Row %d of rule set version %d is the first that matches, so its channel is %s."
                        .formatted(channel.rowNumber(), channel.ruleSetVersion(), path);
    }

    private static String name(TouchpointPosition position) {
        return switch (position) {
            case FT -> "the first touch (FT)";
            case LC -> "the first known interaction (LC)";
            case POST_LC -> "an interaction after the first known one (PostLC)";
        };
    }

    private static String words(@Nullable Duration pause) {
        if (pause == null) {
            return "long";
        }
        List<String> parts = new ArrayList<>();
        add(parts, pause.toDays(), " d");
        add(parts, pause.toHoursPart(), " h");
        add(parts, pause.toMinutesPart(), " min");
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + unit);
        }
    }
}
