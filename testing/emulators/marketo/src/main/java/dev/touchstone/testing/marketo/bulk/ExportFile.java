package dev.touchstone.testing.marketo.bulk;

import dev.touchstone.testing.marketo.asset.StaticLists;
import dev.touchstone.testing.marketo.bulk.ExportSpec.Filter;
import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.LeadStore;
import dev.touchstone.testing.marketo.lead.LeadStore.IdRange;
import dev.touchstone.testing.marketo.lead.Partitions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes the file of a job. An empty field is the bare word {@code null}, and so is the text null; values with a separator,
 * quote or line end are quoted. Everybody is written once, as of the moment in which the writer comes by.
 */
final class ExportFile {
    private static final int CHUNK = 1_000;
    private static final int BUFFER = 1 << 16;

    private final LeadStore leads;
    private final StaticLists lists;
    private final Partitions partitions;
    private final boolean strayQuotes;
    private final int nulEvery;

    /** A file that is there. */
    record Written(Path path, long rows, long bytes, String sha256) {}

    ExportFile(LeadStore leads, StaticLists lists, Partitions partitions, ExportPlan plan) {
        this.leads = leads;
        this.lists = lists;
        this.partitions = partitions;
        this.strayQuotes = plan.strayQuotes();
        this.nulEvery = plan.nulEvery();
    }

    /** Where rows go. */
    private final class Rows {
        private final ExportSpec spec;
        private final OutputStream out;
        private final StringBuilder line = new StringBuilder(512);
        private long count;

        private Rows(ExportSpec spec, OutputStream out) {
            this.spec = spec;
            this.out = out;
        }

        private void header() throws IOException {
            for (String field : spec.fields()) {
                cell(spec.headers().getOrDefault(field, field));
            }
            end();
        }

        private void lead(Lead lead) throws IOException {
            if (!partitions.allows(lead)) {
                return;
            }
            count++;
            for (String field : spec.fields()) {
                cell(lead.value(field));
                if (field.equals("company") && nulEvery > 0 && count % nulEvery == 0) {
                    line.insert(line.length() - 1, '\0');
                }
            }
            end();
        }

        private void cell(@Nullable Object value) {
            String text = String.valueOf(value);
            boolean quoted = text.indexOf(spec.separator()) >= 0
                    || text.indexOf('"') >= 0
                    || text.indexOf('\n') >= 0
                    || text.indexOf('\r') >= 0;
            if (quoted) {
                line.append('"')
                        .append(strayQuotes ? text : text.replace("\"", "\"\""))
                        .append('"');
            } else {
                line.append(text);
            }
            line.append(spec.separator());
        }

        private void end() throws IOException {
            line.setCharAt(line.length() - 1, '\n');
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            line.setLength(0);
        }
    }

    Written write(ExportSpec spec, Path path) throws IOException {
        MessageDigest sha256 = sha256();
        long rows;
        try (OutputStream out =
                new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(path), sha256), BUFFER)) {
            Rows to = new Rows(spec, out);
            to.header();
            writeRows(spec.filter(), to);
            rows = to.count;
        }
        return new Written(path, rows, Files.size(path), HexFormat.of().formatHex(sha256.digest()));
    }

    private void writeRows(Filter filter, Rows to) throws IOException {
        switch (filter) {
            case Filter.Created created -> writeCreated(created, to);
            case Filter.Updated updated ->
                writeRange(
                        new IdRange(0, Long.MAX_VALUE),
                        lead -> isWithin(lead.updatedAt(), updated.from(), updated.until()),
                        to);
            case Filter.Members members -> writeMembers(members.list(), to);
        }
    }

    /** Generated people of a window have consecutive ids, so nobody else is looked at but those who were stored. */
    private void writeCreated(Filter.Created window, Rows to) throws IOException {
        Predicate<Lead> wanted = lead -> isWithin(lead.createdAt(), window.from(), window.until());
        Optional<IdRange> generated = leads.generatedBetween(window.from(), window.until());
        if (generated.isPresent()) {
            writeRange(generated.get(), wanted, to);
        }
        for (long id : leads.storedIds()) {
            boolean done = generated
                    .filter(range -> range.first() <= id && id <= range.last())
                    .isPresent();
            Optional<Lead> lead = done ? Optional.empty() : leads.find(id).filter(wanted);
            if (lead.isPresent()) {
                to.lead(lead.get());
            }
        }
    }

    private void writeRange(IdRange range, Predicate<Lead> wanted, Rows to) throws IOException {
        long after = range.first() - 1;
        while (true) {
            List<Lead> chunk = leads.after(after, CHUNK);
            for (Lead lead : chunk) {
                if (lead.id() > range.last()) {
                    return;
                }
                if (wanted.test(lead)) {
                    to.lead(lead);
                }
            }
            if (chunk.isEmpty()) {
                return;
            }
            after = chunk.get(chunk.size() - 1).id();
        }
    }

    private void writeMembers(long list, Rows to) throws IOException {
        long after = 0;
        for (List<Lead> chunk = lists.members(list, after, CHUNK);
                !chunk.isEmpty();
                chunk = lists.members(list, after, CHUNK)) {
            for (Lead lead : chunk) {
                to.lead(lead);
                after = lead.id();
            }
        }
    }

    private static boolean isWithin(Instant time, Instant from, Instant until) {
        return !time.isBefore(from) && !time.isAfter(until);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
