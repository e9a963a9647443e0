package dev.touchstone.salessync.optout;

import dev.touchstone.salessync.person.CrmReference;
import dev.touchstone.salessync.person.PersonDetails;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.PersonStore;
import dev.touchstone.salessync.person.PersonType;
import dev.touchstone.salessync.person.Qualification;
import dev.touchstone.salessync.person.UnqualifiedReason;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People in the store, as the sync would have read them. */
public final class StoredPeople {
    private final PersonStore store;

    public StoredPeople(PersonStore store) {
        this.store = store;
    }

    /** A person who qualifies. */
    public void read(long id, String email, boolean unsubscribed, Instant readAt) {
        write(reading(id, email, unsubscribed, new Qualification.Qualified()), readAt);
    }

    /** A person who qualifies and has this lead in Salesforce; null for none yet. */
    public void readLead(long id, String email, @Nullable String leadId, Instant readAt) {
        PersonReading reading = reading(id, email, false, new Qualification.Qualified());
        CrmReference crm = reading.crm();
        write(
                new PersonReading(
                        id,
                        reading.details(),
                        new CrmReference(leadId, null, null, null, crm.ownerId(), PersonType.LEAD),
                        reading.mail(),
                        reading.qualification(),
                        false,
                        null),
                readAt);
    }

    /** A person who does not qualify any more. */
    public void hide(long id, String email, Instant readAt) {
        write(reading(id, email, false, new Qualification.Unqualified(UnqualifiedReason.OWNER_IS_QUEUE)), readAt);
    }

    /** Somebody who never qualified. */
    public void unqualified(long id, String email, @Nullable Boolean unsubscribed, Instant readAt) {
        write(reading(id, email, unsubscribed, new Qualification.Unqualified(UnqualifiedReason.NOT_IN_CRM)), readAt);
    }

    /** A person who qualifies and of whom Marketo did not say whether they are unsubscribed. */
    public void unsaid(long id, String email, Instant readAt) {
        write(reading(id, email, null, new Qualification.Qualified()), readAt);
    }

    private void write(PersonReading reading, Instant readAt) {
        QuarkusTransaction.joiningExisting().run(() -> store.write(List.of(reading), readAt));
    }

    private static PersonReading reading(
            long id, String email, @Nullable Boolean unsubscribed, Qualification qualification) {
        return new PersonReading(
                id,
                new PersonDetails("Given", "Family", email, null, null, null, null, null),
                new CrmReference("00Q5g0%012d".formatted(id), null, null, null, "0055g000001aBcDAAU", PersonType.LEAD),
                new PersonReading.MailFlags(unsubscribed, false),
                qualification,
                false,
                null);
    }
}
