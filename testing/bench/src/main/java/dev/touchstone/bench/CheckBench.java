package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.salessync.v1.CheckSendableRequest;
import dev.touchstone.salessync.v1.GetUnsubscribeCheckSettingsRequest;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc.SalesUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.SendDecision;
import dev.touchstone.salessync.v1.SendOutcome;
import dev.touchstone.salessync.v1.SendPurpose;
import dev.touchstone.salessync.v1.SendRecipient;
import dev.touchstone.salessync.v1.UnsubscribeCheckMode;
import dev.touchstone.salessync.v1.UnsubscribeCheckSettingsVersion;
import dev.touchstone.salessync.v1.UpdateUnsubscribeCheckSettingsRequest;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.LeadStore;
import dev.touchstone.testing.marketo.lead.Population;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** N11: the unsubscribe check, live and from the mirror, and of many addresses at once. */
@Command(
        name = "unsubscribe-check",
        description = "Check addresses before sends: live, from the mirror, and 200 at once.")
final class CheckBench implements Callable<Integer> {
    private static final int AT_ONCE = 200;

    /** Checks from the mirror for each live one: they cost no calls, and the first hundreds meet code that is not compiled yet. */
    private static final int MIRRORED = 20;

    @Option(names = "--people", description = "People in Marketo (default: ${DEFAULT-VALUE}).")
    private int people = 20_000;

    @Option(names = "--checks", description = "Single checks of each kind (default: ${DEFAULT-VALUE}).")
    private int checks = 200;

    @Mixin
    private SyncOptions options = new SyncOptions();

    /** Times of single checks, and the calls of Marketo that they needed. */
    private record Singles(Percentiles times, int calls) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Population population = Population.of(people).withQualifying(people);
        Map<String, String> settings = Map.of("TOUCHSTONE_SALES_SYNC_PERSON_SNAPSHOT_WAYS", "ID_RANGES");
        try (SyncStage stage = SyncStage.start(options, Limits.documented(), settings)) {
            stage.marketo().leads().populate(population);
            stage.startSync();
            stage.awaitLive();
            List<Lead> leads = stage.marketo().leads().after(0, people).stream()
                    .filter(lead -> lead.value("email") != null)
                    .toList();
            mode(stage, UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_LIVE);
            // No more than the calls that the service allows itself, the feeds' included: what waits for its turn
            // measures that.
            Duration between = Duration.ofSeconds(20).dividedBy(Math.max(1, options.calls() * 3 / 4));
            Singles live = singles(stage, leads.subList(0, checks), between);
            int before = filterCalls(stage);
            check(stage, leads.subList(checks, checks + AT_ONCE), SendPurpose.SEND_PURPOSE_BULK);
            int bulk = filterCalls(stage) - before;
            mode(stage, UnsubscribeCheckMode.UNSUBSCRIBE_CHECK_MODE_MIRROR_ONLY);
            List<Lead> mirrored = leads.subList(checks + AT_ONCE, (1 + MIRRORED) * checks + AT_ONCE);
            singles(stage, mirrored, Duration.ZERO); // warm
            Singles mirror = singles(stage, mirrored, Duration.ZERO);
            Table.machine();
            Table.line("%,d people in Marketo%n%s%nevery decision is what Marketo's records say%n", people, options);
            Table.line("Live, one by one:        %s; %,d calls of %,d", live.times(), live.calls(), checks);
            Table.line(
                    "From the mirror:         %s; %,d calls of %,d", mirror.times(), mirror.calls(), mirrored.size());
            Table.line("%d addresses at once:   %,d calls", AT_ONCE, bulk);
        }
        return 0;
    }

    private static SalesUnsubscribeServiceBlockingStub service(SyncStage stage) {
        return SalesUnsubscribeServiceGrpc.newBlockingStub(stage.channel());
    }

    private static void mode(SyncStage stage, UnsubscribeCheckMode mode) {
        UnsubscribeCheckSettingsVersion version = service(stage)
                .getUnsubscribeCheckSettings(GetUnsubscribeCheckSettingsRequest.getDefaultInstance())
                .getVersion();
        UpdateUnsubscribeCheckSettingsRequest.Builder request = UpdateUnsubscribeCheckSettingsRequest.newBuilder()
                .setSettings(version.getSettings())
                .setEtag(version.getEtag())
                .setAuthor("bench");
        request.getSettingsBuilder().setEnabled(true).setMode(mode);
        service(stage).updateUnsubscribeCheckSettings(request.build());
    }

    private static Singles singles(SyncStage stage, List<Lead> leads, Duration between) {
        int before = filterCalls(stage);
        long[] nanos = new long[leads.size()];
        for (int i = 0; i < nanos.length; i++) {
            Services.sleep(between);
            long started = System.nanoTime();
            check(stage, List.of(leads.get(i)), SendPurpose.SEND_PURPOSE_ONE_TO_ONE);
            nanos[i] = System.nanoTime() - started;
        }
        return new Singles(Percentiles.of(nanos), filterCalls(stage) - before);
    }

    /** Asks, and compares each decision with what Marketo's records of the address say. */
    private static void check(SyncStage stage, List<Lead> leads, SendPurpose purpose) {
        CheckSendableRequest.Builder request = CheckSendableRequest.newBuilder().setPurpose(purpose);
        for (Lead lead : leads) {
            request.addRecipients(
                    SendRecipient.newBuilder().setAddress(address(lead)).setMarketoId(lead.id()));
        }
        List<SendDecision> decisions =
                new ArrayList<>(service(stage).checkSendable(request.build()).getDecisionsList());
        for (int i = 0; i < decisions.size(); i++) {
            boolean blocked = isOut(stage.marketo().leads(), address(leads.get(i)));
            SendOutcome expected = blocked ? SendOutcome.SEND_OUTCOME_BLOCKED : SendOutcome.SEND_OUTCOME_ALLOWED;
            if (decisions.get(i).getOutcome() != expected) {
                throw new CommandFailed("person " + leads.get(i).id() + ": "
                        + decisions.get(i).getReason() + " but Marketo says " + expected);
            }
        }
    }

    private static String address(Lead lead) {
        return String.valueOf(lead.value("email"));
    }

    private static boolean isOut(LeadStore leads, String address) {
        return leads.matching("email", List.of(address), 1_000).stream()
                .anyMatch(lead -> Boolean.TRUE.equals(lead.value("unsubscribed")));
    }

    private static int filterCalls(SyncStage stage) {
        return (int) stage.marketo().calls().ofPath("/rest/v1/leads.json").stream()
                .filter(call -> "email".equals(call.parameters().get("filterType")))
                .count();
    }
}
