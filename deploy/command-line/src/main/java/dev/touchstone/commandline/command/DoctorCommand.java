package dev.touchstone.commandline.command;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.touchstone.commandline.doctor.Diagnosis;
import dev.touchstone.commandline.doctor.Finding;
import dev.touchstone.commandline.doctor.ManagementPort;
import dev.touchstone.commandline.doctor.Reading;
import dev.touchstone.commandline.endpoint.Address;
import dev.touchstone.commandline.endpoint.Endpoints;
import dev.touchstone.commandline.render.DoctorText;
import dev.touchstone.commandline.rpc.Remote;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at a running deployment and says what to do. */
@Command(
        name = "doctor",
        description = "Check a running deployment by its management ports, and say what to do.",
        footer = "Exit code: 0 all is well, 1 something is to be looked at, 2 something does not work.")
public final class DoctorCommand implements Callable<Integer> {
    /** Exit code if something does not work. */
    public static final int WRONG = 2;

    private final Context context;

    @Option(
            names = "--touchpoint",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            description =
                    "Management port of touchpoint-service (else TOUCHSTONE_TOUCHPOINT_MANAGEMENT, the running local suite, "
                            + "localhost:9411).")
    private @Nullable Address touchpoint;

    @Option(
            names = "--mapping",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            description = "Management port of mapping-service (likewise, localhost:9412).")
    private @Nullable Address mapping;

    @Option(
            names = "--sales-sync",
            paramLabel = "HOST:PORT",
            converter = AddressOption.class,
            description = "Management port of sales-sync-service (likewise, localhost:9413).")
    private @Nullable Address salesSync;

    public DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Endpoints ports = ports(context.management());
        List<Finding> findings;
        try (ManagementPort management = new ManagementPort(Clock.systemUTC())) {
            findings = Diagnosis.of(Arrays.stream(Remote.values())
                    .<Reading>map(remote -> management.read(remote, remote.address(ports)))
                    .toList());
        }
        context.show(
                json(findings),
                () -> DoctorText.findings(findings, context.terminal().outWidth()));
        return code(findings);
    }

    private Endpoints ports(Endpoints found) {
        return new Endpoints(
                touchpoint == null ? found.touchpoint() : touchpoint,
                mapping == null ? found.mapping() : mapping,
                salesSync == null ? found.salesSync() : salesSync);
    }

    private static int code(List<Finding> findings) {
        return findings.stream()
                .map(Finding::level)
                .min(Finding.Level::compareTo)
                .map(worst -> switch (worst) {
                    case WRONG -> WRONG;
                    case LOOK -> Context.FAILED;
                    case WELL -> Context.OK;
                })
                .orElse(Context.OK);
    }

    private static Struct json(List<Finding> findings) {
        ListValue.Builder list = ListValue.newBuilder();
        findings.forEach(finding -> list.addValues(Value.newBuilder()
                .setStructValue(Struct.newBuilder()
                        .putFields("level", text(finding.level().name().toLowerCase(Locale.ROOT)))
                        .putFields("subject", text(finding.subject()))
                        .putFields("what", text(finding.what()))
                        .putFields("advice", text(finding.advice())))));
        return Struct.newBuilder()
                .putFields("findings", Value.newBuilder().setListValue(list).build())
                .build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
