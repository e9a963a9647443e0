package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import dev.touchstone.acceptance.WholeSuite.Service;
import dev.touchstone.commandline.Touchstone;
import dev.touchstone.commandline.endpoint.Endpoints;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignMember;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.GetRemapStatusRequest;
import dev.touchstone.touchpoint.v1.RemapServiceGrpc;
import dev.touchstone.touchpoint.v1.RemapState;
import dev.touchstone.touchpoint.v1.RemapStatus;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointChangeType;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import dev.touchstone.touchpoint.v1.WatchTouchpointsRequest;
import dev.touchstone.touchpoint.v1.WatchTouchpointsResponse;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventType;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Channel rules through the command line, as docs/channel-mapping.md tells it: from the sheet to published and back, while others
 * read, while services are down, and while one is killed.
 */
@Isolated
class ChannelRulesStoryTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Instant BEGINNING =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(5));
    private static final int VISITORS = 150;
    /** Keys enough for a re-map to be met in its middle. */
    private static final int CAMPAIGNS_OF_ONE_VISITOR = 400;

    private static final int BUSY_VISITORS = 40;

    private static WholeSuite suite;

    @TempDir
    private static Path files;

    private record Answer(int exitCode, String out, String err) {}

    @BeforeAll
    static void haveHistory() {
        suite = WholeSuite.start("channel-rules-story", List.of());
        List<WebEvent> events = new ArrayList<>();
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            String query = visitor % 3 == 0 ? "?utm_source=partnerx&utm_medium=zzz" : "?utm_source=facebook";
            events.addAll(visit("v" + visitor, 0, query));
        }
        for (int visitor = 0; visitor < BUSY_VISITORS; visitor++) {
            for (int visit = 0; visit < CAMPAIGNS_OF_ONE_VISITOR; visit++) {
                String query = "?utm_medium=bulk&utm_campaign=c" + visitor + "-" + visit;
                events.addAll(visit("busy" + visitor, visit, query));
            }
        }
        Senders.webEvents(suite.services().channel(Remote.TOUCHPOINT), events);
        Senders.crmRecords(suite.services().channel(Remote.TOUCHPOINT), member());
        suite.settle();
    }

    @AfterAll
    static void stopTheSuite() {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void sheetIsEditedPreviewedPublishedAndRolledBackAtOneMoment() throws Exception {
        long partners = count("Other", "zzz");
        assertThat(partners).isEqualTo(VISITORS / 3);
        long before = activeVersion();
        String preview = previewWithRow("Partner,,,zzz,partnerx,,,");
        assertThat(preview)
                .contains(Words.number(partners) + " of ")
                .containsPattern("Other +Partner +" + partners + " +" + partners + " +1 ")
                .containsPattern("Medium +zzz +" + partners)
                .contains("Rows: 1 added against that version.");
        assertThat(count("Partner", "zzz")).as("a preview changes nothing").isZero();

        String cursor = cursorNow();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        AtomicBoolean reading = new AtomicBoolean(true);
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            while (reading.get()) {
                List<Touchpoint> page =
                        new Contracts(suite.services()).touchpointsBefore(timestamp(BEGINNING.plusSeconds(1)));
                seen.add(page.stream()
                        .filter(touchpoint -> touchpoint.getMedium().equals("zzz"))
                        .map(touchpoint -> touchpoint.getChannel().getChannel())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("+")));
            }
        });
        Answer published = run("rules", "publish", "--note", "partners");
        assertThat(published.exitCode()).as(published.err()).isZero();
        assertThat(published.out())
                .contains("All touchpoints show version " + (before + 1))
                .contains("; " + partners + " changed channel.");
        assertThat(count("Partner", "zzz")).isEqualTo(partners);
        assertThat(remapped(cursor, "Partner", partners)).isEqualTo((int) partners);

        // M12: a second publication right after the first.
        Answer restored = run("rules", "restore", Long.toString(before));
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("the rows of version " + before);
        assertThat(count("Other", "zzz")).isEqualTo(partners);
        reading.set(false);
        reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(seen).as("what a reader saw in one answer").containsExactlyInAnyOrder("Other", "Partner");
        assertThat(run("rules", "versions").out()).contains("partners", "version " + before + " again");
    }

    @Test
    void everythingWrongWithASheetIsToldAtOnceAndNothingChangesM10M11() throws IOException {
        long before = activeVersion();
        Path sheet = exported().resolve("channel-rules-v" + before + ".csv");
        Files.writeString(sheet, Files.readString(sheet) + "Socials,,,x,,,,\nSocial,,,y,,,,\nEmail,,,\"a,b\",,,,\n");
        Answer refused = run("rules", "preview", sheet.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("Socials", "Subchannel", "a,b").doesNotContain("touchpoints would change");
        assertThat(activeVersion()).isEqualTo(before);
    }

    @Test
    void typeThatNobodyMappedIsInOtherAndInNullItIsReportedM16() throws IOException {
        assertThat(channels("Online fair")).containsExactly("Other");
        long before = activeVersion();
        assertThat(run("channels", "create", "NULL").exitCode()).isZero();
        Path types = exported().resolve("campaign-types-v" + before + ".csv");
        Files.writeString(types, Files.readString(types) + "Online fair,NULL,\n");
        Answer preview = run("rules", "preview", types.toString());
        assertThat(preview.out()).as(preview.err()).contains("mapped to null").containsPattern("Other +NULL +1 +1 +1 ");
        assertThat(run("rules", "publish").exitCode()).isZero();
        assertThat(channels("Online fair")).containsExactly("NULL");
        assertThat(run("rules", "null-report").out()).containsPattern("Online fair");
        assertThat(run("rules", "restore", Long.toString(before)).exitCode()).isZero();
        assertThat(run("rules", "null-report").out()).isEqualTo("Nothing is in the channel NULL.\n");
    }

    @Test
    void renamedChannelShowsWithoutMappingAnew() {
        Timestamp lastRemap = remapStatus().getStartTime();
        assertThat(run("channels", "rename", "Social", "Social Networks").exitCode())
                .isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(channels("facebook")).containsExactly("Social Networks"));
        assertThat(remapStatus().getStartTime()).isEqualTo(lastRemap);
        assertThat(run("channels", "rename", "Social Networks", "Social").exitCode())
                .isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(channels("facebook")).containsExactly("Social"));
    }

    @Test
    void touchpointsWaitForTheirChannelWhileMappingServiceIsAway() throws Exception {
        long mapping = suite.pid(Service.MAPPING);
        signal("STOP", mapping);
        try {
            Senders.webEvents(
                    suite.services().channel(Remote.TOUCHPOINT),
                    visit("late", 0, "?utm_source=never-seen&utm_medium=late"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(channels("late")).containsExactly(""));
            assertThat(run("journey", "late@rules.example").out()).contains("(not yet mapped)");
        } finally {
            signal("CONT", mapping);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(channels("late")).containsExactly("Other"));
    }

    @Test
    void remapThatIsKilledInItsMiddleEndsAfterTheRestart() throws Exception {
        long bulk = (long) BUSY_VISITORS * CAMPAIGNS_OF_ONE_VISITOR;
        long before = activeVersion();
        previewWithRow("Display,Other,c*,bulk,,,,");
        assertThat(run("rules", "publish", "--no-wait").exitCode()).isZero();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> isUnderWay() || isInStepWith(before + 1));
        RemapStatus atDeath = remapStatus();
        long process = suite.pid(Service.TOUCHPOINT);
        assertThat(ProcessHandle.of(process).orElseThrow().destroyForcibly()).isTrue();
        suite.awaitAgain(Service.TOUCHPOINT, process, PATIENCE);
        System.out.printf(
                "killed %s after %d of %d keys%n",
                atDeath.getState(), atDeath.getDoneKeyCount(), atDeath.getKeyCount());
        await().atMost(PATIENCE).until(() -> isInStepWith(before + 1));
        assertThat(count("Display", "bulk")).isEqualTo(bulk);
        assertThat(run("rules", "restore", Long.toString(before)).exitCode()).isZero();
        assertThat(count("Other", "bulk")).isEqualTo(bulk);
    }

    /** Adds a row before the catch-alls and previews the sheet. */
    private static String previewWithRow(String row) throws IOException {
        Path sheet = exported().resolve("channel-rules-v" + activeVersion() + ".csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(sheet));
        lines.add(lines.indexOf("Other,,,*,,,,"), row);
        Files.write(sheet, lines);
        Answer preview = run("rules", "preview", sheet.toString());
        assertThat(preview.exitCode()).as(preview.out() + preview.err()).isZero();
        return preview.out();
    }

    private static Path exported() {
        Answer exported = run("rules", "export", "--directory", files.toString(), "--force");
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        return files;
    }

    private static long activeVersion() {
        return suite.services()
                .call(
                        Remote.MAPPING,
                        channel -> RuleSetServiceGrpc.newBlockingStub(channel)
                                .getActiveRuleSet(GetActiveRuleSetRequest.getDefaultInstance()))
                .getRuleSet()
                .getVersion();
    }

    private static boolean isInStepWith(long version) {
        RemapStatus status = remapStatus();
        return status.getState() == RemapState.REMAP_STATE_IN_STEP
                && status.getPeriodsList().stream().allMatch(period -> period.getVersion() == version);
    }

    private static boolean isUnderWay() {
        RemapStatus status = remapStatus();
        return status.getState() == RemapState.REMAP_STATE_RUNNING && status.getDoneKeyCount() > 0;
    }

    private static RemapStatus remapStatus() {
        return suite.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> RemapServiceGrpc.newBlockingStub(channel)
                                .getRemapStatus(GetRemapStatusRequest.getDefaultInstance()))
                .getStatus();
    }

    /** Touchpoints in a channel, of a medium. */
    private static long count(String channel, String medium) {
        return new Contracts(suite.services())
                .touchpoints().stream()
                        .filter(touchpoint -> touchpoint.getMedium().equals(medium))
                        .filter(touchpoint ->
                                touchpoint.getChannel().getChannel().equals(channel))
                        .count();
    }

    /** Channels of the touchpoints of a medium or a source. */
    private static Set<String> channels(String mediumOrSource) {
        return new Contracts(suite.services())
                .touchpoints().stream()
                        .filter(touchpoint -> touchpoint.getMedium().equals(mediumOrSource)
                                || touchpoint.getTouchpointSource().equals(mediumOrSource))
                        .map(touchpoint -> touchpoint.getChannel().getChannel())
                        .collect(Collectors.toSet());
    }

    /** The end of the change feed. */
    private static String cursorNow() throws Exception {
        return watch("", feed -> feed.next().getAfterCursor());
    }

    /** How many different touchpoints the change feed says to have moved to a channel; waits until there are so many. */
    private static int remapped(String cursor, String channel, long expected) throws Exception {
        return watch(cursor, feed -> {
            Set<String> moved = new HashSet<>();
            while (moved.size() < expected) {
                feed.next().getChangesList().stream()
                        .filter(change -> change.getType() == TouchpointChangeType.TOUCHPOINT_CHANGE_TYPE_REMAPPED)
                        .filter(change ->
                                change.getTouchpoint().getChannel().getChannel().equals(channel))
                        .forEach(change -> moved.add(change.getTouchpointId()));
            }
            return moved.size();
        });
    }

    /** Reads the change feed and ends the stream: one that nobody reads any more would hold up all calls beside it. */
    private static <R> R watch(String cursor, Function<Iterator<WatchTouchpointsResponse>, R> reader) throws Exception {
        WatchTouchpointsRequest request =
                WatchTouchpointsRequest.newBuilder().setAfterCursor(cursor).build();
        try (CancellableContext stream = Context.current().withCancellation()) {
            return stream.call(() -> reader.apply(
                    TouchpointServiceGrpc.newBlockingStub(suite.services().channel(Remote.TOUCHPOINT))
                            .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .watchTouchpoints(request)));
        }
    }

    /** One session of a visitor who is known by an address. */
    private static List<WebEvent> visit(String visitor, int number, String query) {
        Instant at = BEGINNING.plus(Duration.ofMinutes(5L * number));
        WebEvent.Builder page = WebEvent.newBuilder()
                .setVisitorId(visitor)
                .setEventId("page" + number)
                .setType(WebEventType.WEB_EVENT_TYPE_PAGE_VIEW)
                .setOccurTime(timestamp(at))
                .setPageUrl("https://rules.example/page" + query);
        WebEvent.Builder told = WebEvent.newBuilder()
                .setVisitorId(visitor)
                .setEventId("told" + number)
                .setType(WebEventType.WEB_EVENT_TYPE_IDENTIFICATION)
                .setOccurTime(timestamp(at.plusSeconds(10)))
                .setPageUrl("https://rules.example/page" + query)
                .setEmail(visitor + "@rules.example");
        return List.of(page.build(), told.build());
    }

    private static List<CrmRecord> member() {
        Timestamp at = timestamp(BEGINNING);
        CrmRecord.Builder record = CrmRecord.newBuilder().setModifyTime(at);
        return List.of(
                record.clone()
                        .setCampaign(Campaign.newBuilder()
                                .setCampaignId("fair")
                                .setName("Fair")
                                .setType("Online fair")
                                .setSyncType(SyncType.SYNC_TYPE_INCLUDE_ALL))
                        .build(),
                record.clone()
                        .setPerson(CrmPerson.newBuilder()
                                .setCrmPersonId("person")
                                .setType(CrmPersonType.CRM_PERSON_TYPE_LEAD)
                                .setEmail("member@rules.example")
                                .setCreateTime(at))
                        .build(),
                record.clone()
                        .setCampaignMember(CampaignMember.newBuilder()
                                .setCampaignMemberId("member")
                                .setCampaignId("fair")
                                .setCrmPersonId("person")
                                .setStatus("Attended")
                                .setCreateTime(at))
                        .build());
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
    }

    /** Stops a process for a while, or lets it go on. */
    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private static Answer run(String... arguments) {
        Endpoints endpoints = suite.ports().endpoints();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0,
                0,
                false);
        Map<String, String> environment = Map.of(
                "TOUCHSTONE_TOUCHPOINT_SERVICE", endpoints.touchpoint().toString(),
                "TOUCHSTONE_MAPPING_SERVICE", endpoints.mapping().toString());
        try (Touchstone touchstone = new Touchstone(terminal, environment, files)) {
            int exitCode = touchstone.run(touchstone.commandLine(), arguments);
            return new Answer(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }
}
