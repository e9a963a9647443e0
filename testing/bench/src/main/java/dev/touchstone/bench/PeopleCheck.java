package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.LeadStore;
import dev.touchstone.testing.marketo.lead.SalesPerson;
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
    private static final String PEOPLE = "SELECT marketo_id, "
            + String.join(", ", SalesPerson.COLUMNS)
            + " FROM person WHERE state = 'ACTIVE' ORDER BY marketo_id";

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
        List<@Nullable String> expected = SalesPerson.values(lead).toList();
        for (int field = 0; field < expected.size(); field++) {
            if (!Objects.equals(expected.get(field), row.getString(field + 2))) {
                throw new CommandFailed("person " + lead.id() + " differs in " + SalesPerson.COLUMNS.get(field));
            }
        }
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
                    if (SalesPerson.qualifies(lead)) {
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
