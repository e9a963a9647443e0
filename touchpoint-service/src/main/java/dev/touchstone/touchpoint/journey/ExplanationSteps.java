package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.generate.NoBuyerReason;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointPosition;
import dev.touchstone.touchpoint.generate.TouchpointType;
import dev.touchstone.touchpoint.remap.Channel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells the way from a fact to a touchpoint in sentences, one a step. */
final class ExplanationSteps {
    private ExplanationSteps() {}

    /** From a fact to its touchpoint. */
    static List<String> of(ExplainTouchpoint.Evidence evidence, TouchpointView view) {
        ExplainSession.Explanation session = evidence.session();
        return session == null ? finish(FactSteps.of(evidence, view.touchpoint()), view) : ofSession(session, view);
    }

    /** From a session to its touchpoint. */
    private static List<String> ofSession(ExplainSession.Explanation explanation, TouchpointView view) {
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
            case CALL -> "; a call in it or soon after, which a task of the CRM tells of, makes it a call";
            case WEB_VISIT, CRM_CAMPAIGN, CRM_ACTIVITY, MARKETO_PROGRAM, MARKETO_ACTIVITY -> "";
        };
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
        steps.add(buyer(touchpoint.standing()));
        Channel channel = view.channel();
        steps.add(channel == null ? "mapping-service has not given it a channel yet." : channel(channel));
        return steps;
    }

    private static String buyer(Touchpoint.Standing standing) {
        NoBuyerReason reason = standing.noBuyerReason();
        if (reason == null) {
            String removed = standing.removingRule() == null
                    ? ""
                    : " Removal rule \"%s\" keeps it out of the CRM.".formatted(standing.removingRule());
            return "It is a buyer touchpoint: the CRM or Marketo knows the address, and it holds a position." + removed;
        }
        return switch (reason) {
            case SUPPRESSED ->
                "It is a user touchpoint only: suppression rule \"%s\" takes it, and positions are given among the rest."
                        .formatted(standing.suppressingRule());
            case OVERLAPS_WITH ->
                "It is a user touchpoint only: by the overlap rules of the session settings it describes the same interaction as touchpoint %s, which stays."
                        .formatted(standing.overlapsWith());
            case NOT_IN_CRM ->
                "It is a user touchpoint only: neither the CRM nor Marketo knows the e-mail address (yet).";
            case ROUTINE_WEB_VISIT ->
                "It is a user touchpoint only: a web visit surfaces as the first touch or at the lead's creation.";
            case POST_LC_LIMIT ->
                "It is a user touchpoint only: more recent PostLC touchpoints fill the limit of the session settings.";
        };
    }

    /** What the touchpoint that stays is, for one that yields to it. */
    static String ofKept(TouchpointView kept) {
        return "The touchpoint that stays is a %s of %s%s."
                .formatted(
                        kept.touchpoint().type().text(),
                        kept.touchpoint().touchedAt(),
                        kept.touchpoint().content().effort().campaignName().isEmpty()
                                ? ""
                                : " in \"%s\""
                                        .formatted(kept.touchpoint()
                                                .content()
                                                .effort()
                                                .campaignName()));
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
