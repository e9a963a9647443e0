package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.generate.NoBuyerReason;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointPosition;
import dev.touchstone.touchpoint.generate.TouchpointType;
import dev.touchstone.touchpoint.remap.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the way from a fact to a touchpoint in sentences, one a step. */
final class ExplanationSteps {
    private ExplanationSteps() {}

    /** From a session to its touchpoint. */
    static List<String> ofSession(ExplainSession.Explanation explanation, TouchpointView view) {
        List<String> steps = SessionSteps.of(explanation);
        steps.add("One session makes one touchpoint (rule \"%s\", version %d)%s."
                .formatted(
                        view.touchpoint().origin().rule(),
                        view.touchpoint().origin().ruleVersion(),
                        madeBy(view.touchpoint().type())));
        return finish(steps, view);
    }

    /** From a session to what became of it, as far as it has been derived. */
    static List<String> ofSession(ExplainSession.Explanation explanation, Optional<ExplainFact.Outcome> outcome) {
        List<String> steps = outcome.map(known -> switch (known) {
                    case ExplainFact.Outcome.Made made -> ofSession(explanation, made.view());
                    case ExplainFact.Outcome.MadeNone none -> {
                        List<String> without = SessionSteps.of(explanation);
                        without.add(
                                explanation.tellsIgnored()
                                        ? "It makes no touchpoint: nobody is known by an e-mail address that is not ignored (yet)."
                                        : "It makes no touchpoint: nobody is known by an e-mail address (yet).");
                        yield without;
                    }
                })
                .orElseGet(() -> {
                    List<String> waiting = SessionSteps.of(explanation);
                    waiting.add("What it makes is being derived anew.");
                    return waiting;
                });
        steps.add("All this holds under version %d of the session settings."
                .formatted(explanation.policies().version()));
        return steps;
    }

    private static String madeBy(TouchpointType type) {
        return switch (type) {
            case WEB_FORM -> "; its first form-type interaction makes it a web form";
            case WEB_CHAT -> "; its first form-type interaction makes it a web chat";
            case WEB_VISIT, CRM_CAMPAIGN, CRM_ACTIVITY -> "";
        };
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

    private static List<String> finish(List<String> steps, TouchpointView view) {
        Touchpoint touchpoint = view.touchpoint();
        if (!touchpoint.positions().isEmpty()) {
            steps.add("In the person's journey it is "
                    + touchpoint.positions().stream()
                            .map(ExplanationSteps::name)
                            .collect(Collectors.joining(" and "))
                    + ".");
        }
        steps.add(buyer(touchpoint.noBuyerReason()));
        Channel channel = view.channel();
        steps.add(channel == null ? "mapping-service has not given it a channel yet." : channel(channel));
        return steps;
    }

    private static String buyer(@Nullable NoBuyerReason reason) {
        if (reason == null) {
            return "It is a buyer touchpoint: the CRM has a lead or contact with the address, and it holds a position.";
        }
        return switch (reason) {
            case NOT_IN_CRM ->
                "It is a user touchpoint only: no lead or contact of the CRM has the e-mail address (yet).";
            case ROUTINE_WEB_VISIT ->
                "It is a user touchpoint only: a web visit surfaces as the first touch or at the lead's creation.";
            case POST_LC_LIMIT ->
                "It is a user touchpoint only: more recent PostLC touchpoints fill the limit of the session settings.";
        };
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
            case LC -> "at the lead's creation (LC)";
            case POST_LC -> "an interaction after the first known one (PostLC)";
        };
    }
}
