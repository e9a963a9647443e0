package dev.touchstone.salessync.person;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.runtime.sql.SqlRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code person} and what follows from writing it. */
@Startup
@ApplicationScoped
class SqlPersonStore implements PersonStore {
    private static final String FIND =
            SqlPersonRow.COLUMNS + "FROM person p WHERE p.marketo_id = ? AND p.state IN ('ACTIVE', 'HIDDEN')";
    private static final String FIND_ALL =
            SqlPersonRow.COLUMNS + "FROM person p WHERE p.marketo_id = ANY (?::bigint[]) ORDER BY p.marketo_id";
    private static final String SCAN =
            SqlPersonRow.COLUMNS + "FROM person p WHERE p.marketo_id > ? ORDER BY p.marketo_id LIMIT ?";
    private static final String LIST = SqlPersonRow.COLUMNS
            + "FROM person p WHERE p.marketo_id > ? AND p.state = 'ACTIVE' ORDER BY p.marketo_id LIMIT ?";
    private static final String LIST_BY_EMAIL = SqlPersonRow.COLUMNS + """
            FROM person p WHERE p.marketo_id > ? AND p.state = 'ACTIVE' AND lower(p.email) = lower(?)
            ORDER BY p.marketo_id LIMIT ?
            """;

    private static final String CHANGING = """
            SELECT p.marketo_id FROM unnest(?::bigint[], ?::text[]) AS t (id, email) JOIN person p ON p.marketo_id = t.id
            WHERE p.email IS NOT NULL AND lower(p.email) IS DISTINCT FROM lower(t.email) AND p.read_at < ?
            ORDER BY p.marketo_id
            """;

    private static final HexFormat HEX = HexFormat.of();

    private final Database database;
    private final SuppressedAddresses suppressed;
    private final Beside beside;
    private final Clock clock;
    private final Counter staleReadings;
    private final PeopleRoom room;

    SqlPersonStore(
            Database database,
            SuppressedAddresses suppressed,
            Beside beside,
            Clock clock,
            MeterRegistry meters,
            PeopleRoom room) {
        this.database = database;
        this.suppressed = suppressed;
        this.beside = beside;
        this.clock = clock;
        this.staleReadings = Counter.builder("touchstone.person.stale.readings")
                .description("people read from Marketo who were stored as read later already")
                .register(meters);
        this.room = room;
    }

    /** Who has to know what is read beside the table itself. */
    @Singleton
    static class Beside {
        private final UnqualifiedUnsubscribes unqualified;
        private final Event<AddressesChanging> changing;
        private final Event<PeopleWritten> written;

        Beside(UnqualifiedUnsubscribes unqualified, Event<AddressesChanging> changing, Event<PeopleWritten> written) {
            this.unqualified = unqualified;
            this.changing = changing;
            this.written = written;
        }
    }

    @Override
    public Written write(List<PersonReading> readings, ReadWay way, Instant readAt) {
        if (readings.isEmpty()) {
            return Written.NOTHING;
        }
        database.list(SqlPersonWrite.LOCK, parameters -> {}, row -> row.text("locked"));
        tellOfOldAddresses(readings, readAt);
        Instant now = clock.instant();
        boolean full = room.isFull();
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        Set<Long> stale = new HashSet<>();
        database.list(
                        SqlPersonWrite.PAGE,
                        parameters -> bind(parameters, readings)
                                .time(readAt)
                                .text(way.name())
                                .time(now)
                                .flag(full),
                        Judged::read)
                .forEach(judged -> {
                    counts.put(judged.verdict(), judged.people());
                    judged.staleIds().forEach(id -> stale.add(Long.valueOf(id)));
                });
        beside.unqualified.note(readings, readAt);
        Written written = new Written(counts, stale);
        room.used(written);
        if (written.equal() + written.stale() + written.absent() < readings.size()) {
            findConflicts(readings, now);
            beside.written.fire(new PeopleWritten(
                    readings.stream().map(PersonReading::marketoId).toList()));
        }
        staleReadings.increment((double) written.stale());
        return written;
    }

    private record Judged(Verdict verdict, long people, List<String> staleIds) {
        static Judged read(SqlRow row) throws SQLException {
            return new Judged(Verdict.valueOf(row.text("verdict")), row.number("people"), row.texts("stale_ids"));
        }
    }

    /** An opt-out of the old address is to stay the person's. */
    private void tellOfOldAddresses(List<PersonReading> readings, Instant readAt) {
        List<Long> changing = database.list(
                CHANGING,
                parameters -> parameters
                        .numbers(readings, PersonReading::marketoId)
                        .texts(readings, reading -> reading.details().email())
                        .time(readAt),
                row -> row.number("marketo_id"));
        if (!changing.isEmpty()) {
            beside.changing.fire(new AddressesChanging(changing));
        }
    }

    private void findConflicts(List<PersonReading> readings, Instant now) {
        List<String> leads = readings.stream()
                .map(reading -> reading.crm().leadId())
                .filter(Objects::nonNull)
                .toList();
        List<String> contacts = readings.stream()
                .map(reading -> reading.crm().contactId())
                .filter(Objects::nonNull)
                .toList();
        database.update(
                SqlPersonWrite.CONFLICTS,
                parameters ->
                        parameters.time(now).texts(leads, id -> id).time(now).texts(contacts, id -> id));
    }

    private SqlParameters bind(SqlParameters parameters, List<PersonReading> readings) throws SQLException {
        AddressHash hashing = suppressed.hashing();
        return parameters
                .numbers(readings, PersonReading::marketoId)
                .texts(
                        readings,
                        reading -> reading.unqualifiedReason().map(Enum::name).orElse(null))
                .texts(readings, reading -> reading.details().firstName())
                .texts(readings, reading -> reading.details().lastName())
                .texts(readings, reading -> reading.details().email())
                .texts(readings, reading -> reading.details().phone())
                .texts(readings, reading -> reading.details().title())
                .texts(readings, reading -> reading.details().company())
                .texts(readings, reading -> reading.details().source())
                .texts(readings, reading -> reading.details().linkedinUrl())
                .texts(readings, reading -> reading.crm().leadId())
                .texts(readings, reading -> reading.crm().contactId())
                .texts(readings, reading -> reading.crm().accountId())
                .texts(readings, reading -> reading.crm().opportunityId())
                .texts(readings, reading -> reading.crm().ownerId())
                .texts(readings, reading -> name(reading.crm().type()))
                .texts(readings, reading -> reading.mail().unsubscribedText())
                .texts(readings, reading -> Boolean.toString(reading.mail().emailInvalid()))
                .texts(readings, reading -> Boolean.toString(reading.truncated()))
                .texts(readings, reading -> text(reading.createdAt()))
                // The driver takes no arrays of byte strings.
                .texts(readings, reading -> HEX.formatHex(ContentHash.of(reading)))
                .texts(
                        readings,
                        reading -> addressHex(hashing, reading.details().email()));
    }

    private static @Nullable String name(@Nullable PersonType type) {
        return type == null ? null : type.name();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable String addressHex(AddressHash hashing, @Nullable String email) {
        return email == null ? null : HEX.formatHex(hashing.of(email));
    }

    @Override
    public Optional<Person> find(long marketoId) {
        return database.find(FIND, parameters -> parameters.number(marketoId), SqlPersonRow::read);
    }

    @Override
    public List<Person> findAll(List<Long> marketoIds) {
        return database.list(FIND_ALL, parameters -> parameters.numbers(marketoIds, id -> id), SqlPersonRow::read);
    }

    @Override
    public List<Person> scan(long afterId, int limit) {
        return database.list(SCAN, parameters -> parameters.number(afterId).number(limit), SqlPersonRow::read);
    }

    @Override
    public List<Person> list(Optional<String> email, long afterId, int limit) {
        return email.isEmpty()
                ? database.list(LIST, parameters -> parameters.number(afterId).number(limit), SqlPersonRow::read)
                : database.list(
                        LIST_BY_EMAIL,
                        parameters ->
                                parameters.number(afterId).text(email.get()).number(limit),
                        SqlPersonRow::read);
    }
}
