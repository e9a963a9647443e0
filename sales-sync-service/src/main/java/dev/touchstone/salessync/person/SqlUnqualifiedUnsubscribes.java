package dev.touchstone.salessync.person;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code unqualified_unsubscribe}. */
@ApplicationScoped
class SqlUnqualifiedUnsubscribes implements UnqualifiedUnsubscribes {
    private static final HexFormat HEX = HexFormat.of();

    private static final String NOTE = """
            WITH reading AS (
                SELECT t.id, decode(t.address_hex, 'hex') AS address_hash, t.unsubscribed::boolean AS is_unsubscribed,
                    t.address_hex IS NOT NULL AND t.unsubscribed::boolean IS NOT FALSE
                        AND NOT EXISTS (SELECT FROM person p WHERE p.marketo_id = t.id)
                        AND NOT EXISTS (SELECT FROM person_alias a WHERE a.loser_id = t.id)
                        AND NOT EXISTS (SELECT FROM suppressed_address x WHERE x.address_hash = decode(t.address_hex, 'hex'))
                        AS is_kept
                FROM unnest(?::bigint[], ?::text[], ?::text[]) AS t (id, address_hex, unsubscribed)
                WHERE NOT EXISTS (SELECT FROM person_sighting s WHERE s.marketo_id = t.id AND s.read_at > ?)
            ), over AS (
                DELETE FROM unqualified_unsubscribe u USING reading r WHERE u.marketo_id = r.id AND NOT r.is_kept
            )
            INSERT INTO unqualified_unsubscribe AS u (marketo_id, address_hash, is_unsubscribed)
            SELECT id, address_hash, is_unsubscribed FROM reading WHERE is_kept ORDER BY id
            ON CONFLICT (marketo_id) DO UPDATE SET address_hash = EXCLUDED.address_hash,
                is_unsubscribed = EXCLUDED.is_unsubscribed
            WHERE (u.address_hash, u.is_unsubscribed) IS DISTINCT FROM (EXCLUDED.address_hash, EXCLUDED.is_unsubscribed)
            """;

    private static final String BURY = """
            DELETE FROM unqualified_unsubscribe u WHERE u.marketo_id = ANY (?::bigint[])
                AND NOT EXISTS (SELECT FROM person_sighting s WHERE s.marketo_id = u.marketo_id AND s.read_at > ?)
            """;

    private static final String FORGET = "DELETE FROM unqualified_unsubscribe WHERE marketo_id = ?";

    private static final String HASH = """
            SELECT address_hash FROM unqualified_unsubscribe WHERE marketo_id = ANY (?::bigint[]) ORDER BY marketo_id LIMIT 1
            """;

    private final Database database;
    private final SuppressedAddresses addresses;

    SqlUnqualifiedUnsubscribes(Database database, SuppressedAddresses addresses) {
        this.database = database;
        this.addresses = addresses;
    }

    @Override
    public void note(List<PersonReading> readings, Instant readAt) {
        AddressHash hashing = addresses.hashing();
        database.update(
                NOTE,
                parameters -> parameters
                        .numbers(readings, PersonReading::marketoId)
                        .texts(readings, reading -> {
                            @Nullable String email = reading.details().email();
                            return email == null ? null : HEX.formatHex(hashing.of(email));
                        })
                        .texts(readings, reading -> reading.mail().unsubscribedText())
                        .time(readAt));
    }

    /** Forgets people who were deleted in Marketo, unless they were read since. */
    void bury(List<Long> ids, Instant at) {
        database.update(BURY, parameters -> parameters.numbers(ids, id -> id).time(at));
    }

    /** Forgets somebody. */
    void forget(long id) {
        database.update(FORGET, parameters -> parameters.number(id));
    }

    /** The hash of the address that one of these people has, if any is kept. */
    Optional<byte[]> addressHash(List<Long> ids) {
        return database.find(HASH, parameters -> parameters.numbers(ids, id -> id), row -> row.bytes("address_hash"));
    }

    void sought(@Observes PersonSought question) {
        if (addressHash(List.of(question.marketoId())).isPresent()) {
            question.found();
        }
    }

    void erased(@Observes PersonErased event) {
        forget(event.marketoId());
    }
}
