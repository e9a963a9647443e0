package dev.touchstone.touchpoint.visitor;

import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.generate.WebPages;
import dev.touchstone.touchpoint.id.StableId;
import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.identity.ResolvedFacts;
import dev.touchstone.touchpoint.identity.SessionOwner;
import dev.touchstone.touchpoint.identity.SessionOwners;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.Session;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.Sessionizer;
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
 * @param mappingKey what decides its channel: its own arrival, or the one of the session whose channel it carries over
 */
public record DerivedSession(Session session, @Nullable SessionOwner owner, MappingKey mappingKey) {
    /** The sessions of one visitor: a pure function of what is known of the visitor. */
    public static List<DerivedSession> of(VisitorFacts facts, SessionPolicy policy) {
        ResolvedFacts resolved = ResolvedFacts.of(facts);
        List<Session> sessions = Sessionizer.sessions(resolved.events(), facts::isIgnored, policy);
        List<Optional<SessionOwner>> owners = SessionOwners.of(sessions, resolved.identifications(), policy);
        List<DerivedSession> derived = new ArrayList<>(sessions.size());
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            MappingKey mappingKey = MappingKey.of(session.channelArrival(), policy.mappedParameters());
            derived.add(new DerivedSession(session, owners.get(i).orElse(null), mappingKey));
        }
        return derived;
    }

    /** Whose it is; null while the visitor is anonymous. */
    public @Nullable UUID personId() {
        return owner == null ? null : PersonId.of(owner.email());
    }

    /** Its pages. */
    public WebPages pages() {
        return WebPages.of(session);
    }

    /** Its first form-type interaction; null without one. */
    public @Nullable FormType firstForm() {
        Session.FirstForm form = session.activity().firstForm();
        return form == null ? null : form.type();
    }

    /** The earlier session whose channel it carries over; null for none. */
    public @Nullable UUID carriedOverSessionId() {
        Session.CarriedOver carriedOver = session.carriedOver();
        return carriedOver == null ? null : carriedOver.sessionId();
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
        FormType firstForm = firstForm();
        return StableId.of(
                activity.start().toString(),
                activity.end().toString(),
                session.startReason().name(),
                Integer.toString(activity.pageViews()),
                Integer.toString(activity.formSubmissions()),
                pages.landingPageRaw(),
                pages.referrerPageRaw(),
                pages.formUrl(),
                pages.formName(),
                firstForm == null ? null : firstForm.name(),
                text(carriedOverSessionId()),
                text(session.beginning().contextId()),
                text(personId()),
                mappingKey.id().toString(),
                // Of the campaign parameters these two are not in the mapping key.
                campaign.utmContent(),
                campaign.utmTerm());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
