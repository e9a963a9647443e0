package dev.touchstone.touchpoint.visitor;

import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.generate.WebPages;
import dev.touchstone.touchpoint.id.StableId;
import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.identity.SessionOwner;
import dev.touchstone.touchpoint.identity.SessionOwners;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.Session;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.Sessionizer;
import dev.touchstone.touchpoint.session.WebEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session with its owner and its mapping key: what is stored of a visitor.
 *
 * @param session the session
 * @param owner whose it is; null while the visitor is anonymous
 * @param mappingKey what decides its channel
 */
public record DerivedSession(Session session, @Nullable SessionOwner owner, MappingKey mappingKey) {
    /** The sessions of one visitor: a pure function of what is known of the visitor. */
    public static List<DerivedSession> of(VisitorFacts facts, SessionPolicy policy) {
        List<WebEvent> events = facts.events();
        List<Session> sessions = Sessionizer.sessions(events, policy);
        List<Optional<SessionOwner>> owners = SessionOwners.of(sessions, events, policy);
        List<DerivedSession> derived = new ArrayList<>(sessions.size());
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            derived.add(new DerivedSession(session, owners.get(i).orElse(null), MappingKey.of(session.arrival())));
        }
        return derived;
    }

    /** Whose it is; null while the visitor is anonymous. */
    public @Nullable UUID personId() {
        return owner == null ? null : PersonId.of(owner.email());
    }

    /** Its pages. */
    public WebPages pages() {
        return WebPages.of(session.arrival(), session.activity().firstForm());
    }

    /** Host of the external page before, without {@code www.}; empty for none. */
    public String referrerHost() {
        PageUrl referrer = session.arrival().referrer();
        return referrer == null ? "" : referrer.bareHost();
    }

    /** Of everything that is stored: an equal session need not be written again. */
    public UUID digest() {
        Session.Activity activity = session.activity();
        WebPages pages = pages();
        CampaignParameters campaign = session.arrival().campaign();
        UUID personId = personId();
        return StableId.of(
                activity.start().toString(),
                activity.end().toString(),
                session.startReason().name(),
                Integer.toString(activity.pageViews()),
                Integer.toString(activity.formSubmissions()),
                pages.landingPageRaw(),
                pages.referrerPageRaw(),
                pages.formUrl(),
                personId == null ? null : personId.toString(),
                mappingKey.id().toString(),
                // Of the campaign parameters these two are not in the mapping key.
                campaign.utmContent(),
                campaign.utmTerm());
    }
}
