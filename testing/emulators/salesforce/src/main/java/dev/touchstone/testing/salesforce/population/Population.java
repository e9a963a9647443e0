package dev.touchstone.testing.salesforce.population;

import dev.touchstone.testing.emulator.SalesforceIds;
import dev.touchstone.testing.salesforce.org.Organisation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An organisation's worth of computed records. The same values give the same records. Records of a type are numbered from 0, their
 * ids are made from the number, and stamps rise with it; so contact number 7 is the contact that the Marketo emulator's generated
 * person number 7 names.
 *
 * @param seed chooses names and everything else that is not a number
 * @param counts how many of each type
 * @param perStamp so many records share a stamp, as if an import had written them; 1 or more
 * @param from the first stamp
 * @param until no stamp is later
 */
public record Population(long seed, Counts counts, int perStamp, Instant from, Instant until) {
    private static final int MAX_COUNT = 10_000_000;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /**
     * How many records there are. Every contact has an account and every member a campaign, so none of these is 0 if the other
     * is not; nobody is in more rounds of members than there are campaigns.
     */
    public record Counts(
            int users,
            int accounts,
            int contacts,
            int leads,
            int campaigns,
            int members,
            int opportunities,
            int tasks) {
        public Counts {
            List<Integer> all = List.of(users, accounts, contacts, leads, campaigns, members, opportunities, tasks);
            if (all.stream().anyMatch(count -> count < 0 || count > MAX_COUNT) || users == 0) {
                throw new IllegalArgumentException("0 to " + MAX_COUNT + " of each type, and a user: " + all);
            }
            boolean people = contacts + leads > 0;
            if ((accounts == 0 && contacts + opportunities > 0) || (!people && members + tasks > 0)) {
                throw new IllegalArgumentException(
                        "contacts and opportunities have accounts, members and tasks people");
            }
            if (members > 0 && (long) members > (long) campaigns * (contacts + leads)) {
                throw new IllegalArgumentException("nobody is twice in a campaign: " + members + " members");
            }
            if (opportunities > 0 && contacts < accounts) {
                throw new IllegalArgumentException("each account has a contact to play a role in its opportunities");
            }
        }

        /** In proportion: a lead for five contacts, 20 contacts an account, two members and three tasks a contact. */
        public static Counts of(int contacts) {
            int accounts = contacts / 20 + 1;
            return new Counts(
                    100,
                    accounts,
                    contacts,
                    contacts / 5,
                    100,
                    contacts * 2,
                    contacts < accounts ? 0 : contacts / 10,
                    contacts * 3);
        }

        /** Contacts and leads together. */
        int people() {
            return contacts + leads;
        }
    }

    public Population {
        if (perStamp < 1 || until.isBefore(from)) {
            throw new IllegalArgumentException("one record or more shares a stamp, and time does not run backwards");
        }
        from = from.truncatedTo(ChronoUnit.SECONDS);
    }

    /** So many contacts and the rest in proportion, 200 to a stamp, in 2024 and 2025. */
    public static Population of(int contacts) {
        return new Population(
                1,
                Counts.of(contacts),
                200,
                Instant.parse("2024-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** The same with another seed. */
    public Population withSeed(long other) {
        return new Population(other, counts, perStamp, from, until);
    }

    /** The same with other counts. */
    public Population withCounts(Counts other) {
        return new Population(seed, other, perStamp, from, until);
    }

    /** The same with stamps in another span of time, so many records to a stamp. */
    public Population withStamps(Instant first, Instant last, int records) {
        return new Population(seed, counts, records, first, last);
    }

    /** Puts all of it below what is written in the organisation. */
    public void putInto(Organisation org) {
        for (Kind kind : List.of(
                new UserKind(this),
                new AccountKind(this),
                new PersonKind(this, true),
                new PersonKind(this, false),
                new CampaignKind(this),
                new StatusKind(this),
                new MemberKind(this),
                new OpportunityKind(this),
                new RoleKind(this),
                new TaskKind(this))) {
            org.generate(kind.type(), new GeneratedTable(this, kind, org.schema()));
        }
    }

    /** The stamp of a record, in seconds since 1970. */
    long stampOf(int ordinal, int count) {
        long span = Duration.between(from, until).toSeconds();
        long steps = (count + perStamp - 1L) / perStamp;
        return from.getEpochSecond() + span * (ordinal / perStamp) / steps;
    }

    /** The account of a contact, as a number. */
    int accountOf(int contact) {
        return contact % counts.accounts();
    }

    /** The id of a user who owns or made a record. */
    String user(String type, int ordinal) {
        return SalesforceIds.of("005", part(type, ordinal, 13, counts.users()));
    }

    /** A number below {@code bound} that belongs to this record and this purpose. */
    int part(String type, int ordinal, int purpose, int bound) {
        long z = seed * 0x632BE59BD9B4E019L + type.hashCode() * 31L + (ordinal + 1L) * GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        long mixed = (z ^ (z >>> 31)) * (2L * purpose + 1) * 0xD6E8FEB86659FD93L;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 32), bound);
    }
}
