package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.fact.FactStore;
import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.generate.MarketingActivity;
import dev.touchstone.touchpoint.generate.Membership;
import dev.touchstone.touchpoint.generate.ProgramMembership;
import dev.touchstone.touchpoint.generate.SalesActivity;
import dev.touchstone.touchpoint.visitor.SessionQueries;
import dev.touchstone.touchpoint.visitor.SessionView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the fact behind a touchpoint, or one that made none. */
@ApplicationScoped
class FindFact {
    private final SessionQueries sessions;
    private final FactStore facts;

    FindFact(SessionQueries sessions, FactStore facts) {
        this.sessions = sessions;
        this.facts = facts;
    }

    /** A fact that is stored and not deleted. */
    sealed interface Found {
        /** When it happened. */
        Instant factTime();

        /** Whose it is; null if nobody is known by an e-mail address. */
        @Nullable
        UUID personId();

        /** A session. */
        record OfSession(SessionView session) implements Found {
            @Override
            public Instant factTime() {
                return session.course().start();
            }

            @Override
            public @Nullable UUID personId() {
                return session.personId();
            }
        }

        /** A fact of the CRM or of Marketo. */
        sealed interface OfRecord extends Found {
            /** The fact and whose it is. */
            FactStore.Owned<?> owned();

            @Override
            default @Nullable UUID personId() {
                return owned().personId();
            }
        }

        /** A campaign member. */
        record OfMember(FactStore.Owned<Membership> owned) implements OfRecord {
            @Override
            public Instant factTime() {
                return owned.fact().dates().createdAt();
            }
        }

        /** A task or event. */
        record OfActivity(FactStore.Owned<SalesActivity> owned) implements OfRecord {
            @Override
            public Instant factTime() {
                return owned.fact().occurredAt();
            }
        }

        /** A program member. */
        record OfProgramMember(FactStore.Owned<ProgramMembership> owned) implements OfRecord {
            @Override
            public Instant factTime() {
                return owned.fact().memberSince();
            }
        }

        /** An activity of Marketo. */
        record OfMarketingActivity(FactStore.Owned<MarketingActivity> owned) implements OfRecord {
            @Override
            public Instant factTime() {
                return owned.fact().occurredAt();
            }
        }
    }

    /** The fact; empty if no such one is stored. */
    Optional<Found> find(FactReference reference) {
        List<String> id = List.of(reference.id());
        return switch (reference.kind()) {
            case SESSION -> sessions.find(UUID.fromString(reference.id())).map(Found.OfSession::new);
            case CAMPAIGN_MEMBER -> only(facts.memberships(id)).map(Found.OfMember::new);
            case ACTIVITY -> only(facts.activities(id)).map(Found.OfActivity::new);
            case PROGRAM_MEMBER -> only(facts.programMemberships(id)).map(Found.OfProgramMember::new);
            case MARKETING_ACTIVITY -> only(facts.marketingActivities(id)).map(Found.OfMarketingActivity::new);
        };
    }

    private static <T> Optional<FactStore.Owned<T>> only(List<FactStore.Owned<T>> found) {
        return found.stream().findFirst();
    }
}
