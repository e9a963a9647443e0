package dev.touchstone.commandline.command;

import com.google.protobuf.Timestamp;
import dev.touchstone.commandline.render.PrivacyText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.ErasePersonRequest;
import dev.touchstone.touchpoint.v1.ErasePersonResponse;
import dev.touchstone.touchpoint.v1.ExportPersonRequest;
import dev.touchstone.touchpoint.v1.PrivacyServiceGrpc;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells what all services store about a person, and erases it. */
@Command(
        name = "person",
        synopsisSubcommandLabel = "COMMAND",
        description = "Tell what is stored about a person in all services, and erase it.")
public final class PrivacyCommand {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LOOKS = 60;

    private PrivacyCommand() {}

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new PrivacyCommand())
                .addSubcommand(new ExportPart(context))
                .addSubcommand(new ErasePart(context));
    }

    /** Who. */
    static final class Person {
        @Option(names = "--email", paramLabel = "ADDRESS", description = "The e-mail address.")
        private String email = "";

        @Option(
                names = "--visitor",
                paramLabel = "ID",
                description = "A visitor; sales-sync-service knows no visitors and is left out.")
        private String visitor = "";

        @Option(
                names = "--crm-person",
                paramLabel = "ID",
                description = "A lead or contact of Salesforce, or a person of Marketo by number.")
        private String crmPerson = "";

        ExportPersonRequest exportRequest() {
            ExportPersonRequest.Builder request = ExportPersonRequest.newBuilder();
            if (!email.isEmpty()) {
                request.setEmail(email);
            } else if (!visitor.isEmpty()) {
                request.setVisitorId(visitor);
            } else {
                request.setCrmPersonId(crmPerson);
            }
            return request.build();
        }

        ErasePersonRequest eraseRequest() {
            ErasePersonRequest.Builder request = ErasePersonRequest.newBuilder();
            if (!email.isEmpty()) {
                request.setEmail(email);
            } else if (!visitor.isEmpty()) {
                request.setVisitorId(visitor);
            } else {
                request.setCrmPersonId(crmPerson);
            }
            return request.build();
        }

        Set<Long> marketoIds(SalesPeople people) {
            return visitor.isEmpty() ? people.find(email, crmPerson) : Set.of();
        }
    }

    private static Person required(@Nullable Person person) {
        if (person == null) {
            throw new IllegalStateException("picocli demands one of the options");
        }
        return person;
    }

    @Command(
            name = "export",
            description = "Write what is stored about a person, one JSON object a line: service, table, row.")
    static final class ExportPart implements java.util.concurrent.Callable<Integer> {
        private final Context context;

        @ArgGroup(multiplicity = "1")
        private @Nullable Person person;

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "A new file, readable by its owner alone; the terminal if not given.")
        private @Nullable Path file;

        ExportPart(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Path target = file;
            if (target == null) {
                write(context.terminal().out());
                return Context.OK;
            }
            try (PrintStream out = new PrintStream(create(target), false, StandardCharsets.UTF_8)) {
                PersonExport export = write(out);
                context.terminal().out().print(PrivacyText.exported(export.counts(), target));
                return Context.OK;
            } catch (IOException e) {
                throw new CommandFailed("cannot write " + target + ": " + e);
            } catch (CommandFailed incomplete) {
                throw new CommandFailed(incomplete.getMessage() + "; what " + target + " holds is not all");
            }
        }

        private PersonExport write(PrintStream out) {
            Person who = required(person);
            PersonExport export = new PersonExport(out);
            context.services()
                    .stream(Remote.TOUCHPOINT, PersonExport.DEADLINE, channel -> PrivacyServiceGrpc.newBlockingStub(
                                    channel)
                            .exportPerson(who.exportRequest())
                            .forEachRemaining(
                                    row -> export.add(Remote.TOUCHPOINT, row.getTable(), row.getRowJson())));
            SalesPeople people = new SalesPeople(context.services());
            who.marketoIds(people).forEach(id -> people.export(id, export));
            out.flush();
            return export;
        }

        private static OutputStream create(Path target) throws IOException {
            Files.createFile(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.newOutputStream(target, StandardOpenOption.WRITE);
        }
    }

    @Command(
            name = "erase",
            description = "Erase a person for good; no source brings them back. Repeating it does no harm.")
    static final class ErasePart implements java.util.concurrent.Callable<Integer> {
        private final Context context;

        @ArgGroup(multiplicity = "1")
        private @Nullable Person person;

        @Option(names = "--yes", required = true, description = "It cannot be taken back: say that you mean it.")
        private boolean meant;

        ErasePart(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            if (!meant) {
                throw new CommandFailed("an erasure cannot be taken back; say --yes");
            }
            Person who = required(person);
            SalesPeople people = new SalesPeople(context.services());
            // Looked for first: afterwards they have no address any more.
            Set<Long> marketoIds = who.marketoIds(people);
            ErasePersonResponse first = erase(who);
            context.terminal().out().print(PrivacyText.erased(first));
            marketoIds.forEach(id -> context.terminal().out().print(people.erase(id)));
            context.terminal().out().print(PrivacyText.elsewhere(marketoIds.isEmpty()));
            return awaitDerived(who, first.getEraseTime(), first.getPendingRowCount());
        }

        private ErasePersonResponse erase(Person who) {
            return context.services()
                    .call(
                            Remote.TOUCHPOINT,
                            channel -> PrivacyServiceGrpc.newBlockingStub(channel).erasePerson(who.eraseRequest()));
        }

        private int awaitDerived(Person who, Timestamp erasedAt, long pending) {
            long left = pending;
            for (int look = 0; left > 0 && look < LOOKS; look++) {
                Services.sleep(PAUSE);
                left = erase(who).getPendingRowCount();
            }
            context.terminal().out().print(PrivacyText.end(left, erasedAt));
            context.terminal().out().flush();
            return left == 0 ? Context.OK : Context.FAILED;
        }
    }
}
