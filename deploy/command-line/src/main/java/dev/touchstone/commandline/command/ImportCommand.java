package dev.touchstone.commandline.command;

import dev.touchstone.commandline.importer.ImportResult;
import dev.touchstone.commandline.importer.ImportText;
import dev.touchstone.commandline.importer.ImportWebLog;
import dev.touchstone.commandline.importer.LogSource;
import dev.touchstone.commandline.rpc.CommandFailed;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes in what other systems have written down. */
@Command(name = "import", synopsisSubcommandLabel = "COMMAND", description = "Import what another system wrote down.")
public final class ImportCommand {
    private ImportCommand() {}

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new ImportCommand())
                .addSubcommand(new WebLogPart(context))
                .addSubcommand(new ImportSalesforceCommand(context));
    }

    @Command(
            name = "web-log",
            description = "Import page views from an access log in the combined format of Apache or Nginx.",
            footer = {
                "",
                "Addresses of visitors are not sent: a visitor is a hash of address and user agent. A second import of",
                "the same log changes nothing.",
            })
    static final class WebLogPart implements Callable<Integer> {
        private static final Pattern SITE = Pattern.compile("https?://[^/?#\\s]+");

        private final Context context;

        @Parameters(paramLabel = "FILE", description = "The log, plain or gzip; - for the standard input.")
        private String file = "";

        @Option(
                names = "--site",
                paramLabel = "URL",
                description =
                        "Scheme and host of the site, for logs that do not name it; http://localhost if not given.")
        private String site = "";

        @Option(names = "--include-crawlers", description = "Import requests of crawlers and other robots, too.")
        private boolean includeCrawlers;

        WebLogPart(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            String base = site.endsWith("/") ? site.substring(0, site.length() - 1) : site;
            if (!base.isEmpty() && !SITE.matcher(base).matches()) {
                throw new CommandFailed("--site is scheme and host (https://www.example.com), not '" + site + "'");
            }
            ImportResult result;
            try (LogSource source = LogSource.open(file)) {
                result = new ImportWebLog(context.services(), context.terminal())
                        .run(source, new ImportWebLog.Settings(base, includeCrawlers));
            }
            context.show(
                    ImportText.json(result),
                    () -> ImportText.text(result, context.terminal().outWidth()));
            return result.report().complete() ? Context.OK : Context.FAILED;
        }
    }
}
