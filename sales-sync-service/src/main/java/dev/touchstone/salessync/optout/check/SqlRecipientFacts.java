package dev.touchstone.salessync.optout.check;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.optout.Subject;
import dev.touchstone.salessync.optout.Subjects;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the store knows of recipients: their opt-outs and what the sync of people says, in one query. */
@ApplicationScoped
class SqlRecipientFacts {
    /**
     * Opt-outs of the address, of the named person (or whom they were merged into) and of everybody who has the address or had it
     * last. The mirror holds the people, and of everybody else those who are unsubscribed.
     *
     * <p>The arrays come by subqueries, which hide their lengths from the planner: otherwise a plan for one recipient looks cheaper
     * than the one for any number, and PostgreSQL plans each check anew, which takes as long as the check.
     */
    private static final String READ = """
            SELECT coalesce(a.is_out, false) AS address_out,
                coalesce(a.is_out, false) OR coalesce(n.is_out, false) OR coalesce(w.is_out, false)
                    OR coalesce(m.some_out, false) AS is_out,
                coalesce(a.is_erased, false) OR coalesce(n.is_erased, false) AS is_erased,
                coalesce(m.people, 0) + u.people > 0 AS known,
                coalesce(m.unsubscribed, false) OR coalesce(u.unsubscribed, false) AS unsubscribed,
                coalesce(m.unsaid, false) OR coalesce(u.unsaid, false) AS unsaid,
                coalesce(m.dirty, false) AS dirty, k.known_until, c.connected_at
            FROM unnest((SELECT ?::text[]), (SELECT ?::text[]), (SELECT ?::bigint[]))
                WITH ORDINALITY AS r (address, subject, marketo_id, ordinal)
            LEFT JOIN unsubscribe_state a ON a.subject = r.subject
            LEFT JOIN unsubscribe_state n ON n.subject = person_subject(r.marketo_id)
            LEFT JOIN person_alias l ON l.loser_id = r.marketo_id
            LEFT JOIN unsubscribe_state w ON w.subject = person_subject(l.winner_id)
            LEFT JOIN LATERAL (
                SELECT count(*) FILTER (WHERE t.is_there) AS people,
                    bool_or(p.unsubscribed) FILTER (WHERE t.is_there) AS unsubscribed,
                    bool_or(p.unsubscribed IS NULL) FILTER (WHERE t.is_there) AS unsaid,
                    bool_or(d.marketo_id IS NOT NULL) FILTER (WHERE t.is_there) AS dirty,
                    bool_or(s.is_out) AS some_out
                FROM person p CROSS JOIN LATERAL (SELECT p.state IN ('ACTIVE', 'HIDDEN') AS is_there) t
                LEFT JOIN dirty_person d ON d.marketo_id = p.marketo_id
                LEFT JOIN unsubscribe_state s ON s.subject = person_subject(p.marketo_id)
                WHERE lower(p.email) = lower(r.address)) m ON true
            CROSS JOIN LATERAL (
                SELECT count(*) AS people, bool_or(q.is_unsubscribed) AS unsubscribed,
                    bool_or(q.is_unsubscribed IS NULL) AS unsaid
                FROM unqualified_unsubscribe q WHERE q.address_hash = decode(substring(r.subject FROM 9), 'hex')) u
            CROSS JOIN (SELECT mirror_known_until() AS known_until) k
            LEFT JOIN connection c ON c.system = 'marketo'
            ORDER BY r.ordinal
            """;

    private final Database database;
    private final Subjects subjects;

    SqlRecipientFacts(Database database, Subjects subjects) {
        this.database = database;
        this.subjects = subjects;
    }

    /**
     * What is stored of a recipient.
     *
     * @param addressOut whether the address itself is out
     * @param out whether the address, the person, or somebody who has the address is out
     * @param erased whether they are out because of an erasure
     * @param mirror what the sync of people says
     * @param connectedAt when the credentials for Marketo were stored, UTC; empty if there are none
     */
    record Stored(boolean addressOut, boolean out, boolean erased, Mirror mirror, Optional<Instant> connectedAt) {
        /** Whether an answer was given by the Marketo that is connected, and not by one before. */
        boolean isOfThisMarketo(Answer answer) {
            return connectedAt.filter(answer.seenAt()::isBefore).isEmpty();
        }
    }

    /** What is stored of each of the recipients, in their order. */
    List<Stored> read(List<Recipient> recipients) {
        return database.list(
                READ,
                parameters -> parameters
                        .texts(recipients, recipient -> recipient.address().value())
                        .texts(
                                recipients,
                                recipient -> subject(recipient.address()).key())
                        .numbers(
                                recipients,
                                recipient -> recipient.marketoId().isPresent()
                                        ? recipient.marketoId().getAsLong()
                                        : null),
                SqlRecipientFacts::stored);
    }

    Subject subject(EmailAddress address) {
        return subjects.of(address);
    }

    private static Stored stored(SqlRow row) throws SQLException {
        Mirror mirror = new Mirror(
                row.flag("known"),
                row.flag("unsubscribed"),
                row.flag("unsaid"),
                row.flag("dirty"),
                row.optionalTime("known_until"));
        return new Stored(
                row.flag("address_out"),
                row.flag("is_out"),
                row.flag("is_erased"),
                mirror,
                row.optionalTime("connected_at"));
    }
}
