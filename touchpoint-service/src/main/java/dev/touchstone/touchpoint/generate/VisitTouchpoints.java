package dev.touchstone.touchpoint.generate;

import java.util.List;

/** One touchpoint for each session (requirement, sections 1.5 and 2.3). */
final class VisitTouchpoints {
    private static final String RULE = "Web session";
    private static final long RULE_VERSION = 1;

    private final Calls calls;
    private final Outcomes outcomes;

    VisitTouchpoints(Calls calls, Outcomes outcomes) {
        this.calls = calls;
        this.outcomes = outcomes;
    }

    void add(List<Visit> visits) {
        visits.forEach(this::add);
    }

    /** A call gives type and medium; everything else, the channel too, stays the session's. */
    private void add(Visit visit) {
        String call = calls.typeIn(visit);
        Effort effort = effort(visit);
        outcomes.made(new Draft(
                call.isEmpty() ? TouchpointType.ofSession(visit.firstForm()) : TouchpointType.CALL,
                visit.stay().start(),
                new Touchpoint.Content(
                        call.isEmpty() ? effort : effort.withMedium(call),
                        visit.pages(),
                        visit.circumstances().contextId(),
                        visit.mappingKeyId()),
                new Touchpoint.Origin(
                        new FactReference(
                                FactReference.Kind.SESSION, visit.sessionId().toString()),
                        RULE,
                        RULE_VERSION),
                visit.circumstances().context(),
                null));
    }

    private static Effort effort(Visit visit) {
        String utmCampaign = visit.arrival().campaign().utmCampaign();
        return new Effort(
                source(visit.arrival()),
                visit.arrival().campaign().utmMedium(),
                utmCampaign,
                utmCampaign.isEmpty() ? "" : "__GAId__" + utmCampaign,
                visit.arrival().campaign().utmContent(),
                visit.arrival().campaign().utmTerm());
    }

    private static String source(Visit.Arrival arrival) {
        if (!arrival.campaign().utmSource().isEmpty()) {
            return arrival.campaign().utmSource();
        }
        return arrival.referrerHost().isEmpty() ? "Web Direct" : arrival.referrerHost();
    }
}
