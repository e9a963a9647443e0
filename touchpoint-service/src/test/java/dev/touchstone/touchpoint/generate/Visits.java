package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.visitor.DerivedSession;

/** Sessions as facts, for tests. */
final class Visits {
    private Visits() {}

    /** A session that was derived from events. */
    static Visit of(DerivedSession derived) {
        return new Visit(
                derived.session().sessionId(),
                new Visit.Stay(
                        derived.session().visitorId(),
                        derived.session().activity().start(),
                        derived.session().activity().end()),
                derived.firstForm(),
                derived.pages(),
                new Visit.Arrival(
                        derived.referrerHost(), derived.session().arrival().campaign()),
                new Visit.Circumstances(derived.session().beginning().contextId(), WebContext.UNKNOWN),
                derived.mappingKey().id());
    }
}
