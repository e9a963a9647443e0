package dev.touchstone.commandline.command;

import dev.touchstone.commandline.importer.ImportSalesforce;
import dev.touchstone.commandline.importer.SalesforceImport;
import dev.touchstone.commandline.importer.SalesforceImportText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.salesforce.SalesforceObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports data exports of Salesforce. */
@Command(
        name = "salesforce",
        description = "Import data exports of Salesforce: CSV files with a header of field names.",
        footer = {
            "",
            "What a file holds is seen by its name (Lead.csv, sf_campaign_members.csv) or by its ids. Columns are known by",
            "Salesforce's names (LastModifiedDate) and by those of replication tools (last_modified_date); all others become",
            "custom fields, whose type is the one that every value of the column has. A file that was sent in part goes on",
            "where it stopped; sending it again changes nothing.",
        })
final class ImportSalesforceCommand implements Callable<Integer> {
    private static final int MAX_BATCH = 1_000;

    private final Context context;

    @Parameters(paramLabel = "DIR|FILE", arity = "1..*", description = "CSV files, or folders of them.")
    private List<Path> paths = List.of();

    @Option(
            names = "--object",
            paramLabel = "OBJECT",
            description =
                    "What all files hold: lead, contact, account, campaign, campaign-member, task, event, opportunity or "
                            + "contact-role.")
    private @Nullable String object;

    @Option(
            names = "--map",
            paramLabel = "HEADER=FIELD",
            description =
                    "A column is this field: one of the contract's (SyncType, BuyerTouchpointDate, VisitorId ...), another name "
                            + "for a custom field, or nothing for a column that is not wanted. May be repeated.")
    private List<String> map = List.of();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Zone of times that do not say; ${DEFAULT-VALUE} if not given.")
    private String zone = "UTC";

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description = "Encoding of the files; ${DEFAULT-VALUE} if not given.")
    private Charset charset = StandardCharsets.UTF_8;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "500",
            description = "Records in a transaction, at most 1,000; ${DEFAULT-VALUE} if not given.")
    private int batchSize;

    @Option(
            names = "--from-start",
            description = "Send also the rows that an earlier import of the same file had sent.")
    private boolean fromStart;

    @Option(names = "--refused", paramLabel = "FILE", description = "Write refused rows into this CSV file.")
    private @Nullable Path refused;

    @Option(names = "--dry-run", description = "Send nothing; show which column is which field, and of which type.")
    private boolean dryRun;

    ImportSalesforceCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Options.positive("--batch-size", batchSize);
        if (batchSize > MAX_BATCH) {
            throw new CommandFailed("--batch-size is at most 1,000, not " + batchSize);
        }
        SalesforceImport result = new ImportSalesforce(
                        context.services(),
                        context.terminal(),
                        new ImportSalesforce.Settings(
                                object == null ? null : object(object),
                                fields(),
                                zone(),
                                charset,
                                batchSize,
                                fromStart,
                                refused,
                                dryRun))
                .run(paths);
        return context.show(
                SalesforceImportText.json(result),
                () -> SalesforceImportText.text(result, context.terminal().outWidth()));
    }

    private static SalesforceObject object(String name) {
        return SalesforceObject.ofOption(name)
                .orElseThrow(() -> new CommandFailed("--object is one of "
                        + Arrays.stream(SalesforceObject.values())
                                .map(SalesforceObject::option)
                                .collect(Collectors.joining(", "))
                        + ", not '" + name + "'"));
    }

    /** A header may have an equals sign in it, a field may not. */
    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : map) {
            int equals = pair.lastIndexOf('=');
            if (equals < 1) {
                throw new CommandFailed("--map is HEADER=FIELD, not '" + pair + "'");
            }
            fields.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return fields;
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new CommandFailed("--zone is the name of a zone (Europe/Berlin), not '" + zone + "'");
        }
    }
}
