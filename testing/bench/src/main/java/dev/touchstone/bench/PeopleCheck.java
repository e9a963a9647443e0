package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.LeadStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the people that the service has, one by one, with those that Marketo really has. */
final class PeopleCheck {
    private static final int CHUNK = 1_000;
    private static final int FETCH = 10_000;
    private static final List<String> FIELDS = List.of(
            "firstName",
            "lastName",
            "email",
            "phone",
            "title",
            "company",
            "leadSource",
            "linkedInProfileURL",
            "sfdcLeadId",
            "sfdcContactId",
            "sfdcAccountId",
            "sfdcOpptyId",
            "sfdcLeadOwnerId");
    private static final String PEOPLE = """
            SELECT marketo_id, first_name, last_name, email, phone, title, company, source, linkedin_url,
                   salesforce_lead_id, salesforce_contact_id, salesforce_account_id, salesforce_opportunity_id, owner_id
              FROM person WHERE state = 'ACTIVE' ORDER BY marketo_id""";

    private PeopleCheck() {}

    /**
     * Returns how many people there are.
     *
     * @throws CommandFailed naming the first who differs
     */
    static long compare(LeadStore leads, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        long count = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery(PEOPLE)) {
                for (Iterator<Lead> qualifying = new Qualifying(leads); qualifying.hasNext(); count++) {
                    compare(qualifying.next(), row);
                }
                if (row.next()) {
                    throw new CommandFailed("person " + row.getLong(1) + " is here and does not qualify in Marketo");
                }
            }
        }
        connection.rollback();
        connection.setAutoCommit(true);
        return count;
    }

    private static void compare(Lead lead, ResultSet row) throws SQLException {
        if (!row.next() || row.getLong(1) != lead.id()) {
            throw new CommandFailed("person " + lead.id() + " of Marketo is missing here");
        }
        for (int field = 0; field < FIELDS.size(); field++) {
            Object expected = lead.value(FIELDS.get(field));
            String actual = row.getString(field + 2);
            if (!Objects.equals(expected == null ? null : expected.toString(), actual)) {
                throw new CommandFailed("person " + lead.id() + " differs in " + FIELDS.get(field));
            }
        }
    }

    static boolean qualifies(Lead lead) {
        return (lead.value("sfdcLeadId") != null || lead.value("sfdcContactId") != null)
                && String.valueOf(lead.value("sfdcLeadOwnerId")).startsWith("005")
                && !Boolean.TRUE.equals(lead.value("sfdcIsDeleted"));
    }

    /** Who qualifies, by id. */
    private static final class Qualifying implements Iterator<Lead> {
        private final LeadStore leads;
        private Iterator<Lead> chunk = List.<Lead>of().iterator();
        private long last;
        private @Nullable Lead next;

        private Qualifying(LeadStore leads) {
            this.leads = leads;
            next = find();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Lead next() {
            Lead found = next;
            if (found == null) {
                throw new NoSuchElementException("nobody is left");
            }
            next = find();
            return found;
        }

        private @Nullable Lead find() {
            while (true) {
                while (chunk.hasNext()) {
                    Lead lead = chunk.next();
                    last = lead.id();
                    if (qualifies(lead)) {
                        return lead;
                    }
                }
                List<Lead> more = leads.after(last, CHUNK);
                if (more.isEmpty()) {
                    return null;
                }
                chunk = more.iterator();
            }
        }
    }
}
