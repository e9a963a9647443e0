package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.RuleFinding;
import dev.touchstone.mapping.v1.RuleFindingType;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.v1.ChannelMove;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.GetRemapStatusRequest;
import dev.touchstone.touchpoint.v1.ListNullCampaignsRequest;
import dev.touchstone.touchpoint.v1.ListNullCampaignsResponse;
import dev.touchstone.touchpoint.v1.NullCampaign;
import dev.touchstone.touchpoint.v1.PreviewRuleSetRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleSetResponse;
import dev.touchstone.touchpoint.v1.RemapServiceGrpc;
import dev.touchstone.touchpoint.v1.RemapState;
import dev.touchstone.touchpoint.v1.RemapStatus;
import dev.touchstone.touchpoint.v1.RowHits;
import dev.touchstone.touchpoint.v1.SummarizeTouchpointsRequest;
import dev.touchstone.touchpoint.v1.WatchRemapRequest;
import dev.touchstone.touchpoint.v1.WatchRemapResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of the channel rules does to stored touchpoints, over the real port. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class RemapServiceTest extends ServiceFixture {
    private static final String DRAFT = "0198a1b2-0000-7000-8000-000000000001";

    private RemapServiceGrpc.RemapServiceBlockingStub remap;

    @BeforeEach
    void connect() {
        remap = RemapServiceGrpc.newBlockingStub(client.channel());
    }

    @AfterEach
    void shipAgain() {
        MappingStub.answering = true;
        MappingStub.beforeClassify(() -> {});
        MappingStub.publish("");
        client.awaitDerived();
    }

    /** Some sources, by chance; each person comes several times. */
    private void ingestSome(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            String source =
                    List.of("google", "linkedin", "newsletter", "unknown", "").get(random.nextInt(5));
            String medium = random.nextBoolean() ? "&utm_medium=cpc" : "";
            client.ingest(form(
                            "v" + random.nextInt(12),
                            "e" + i,
                            at("00:00").plusSeconds(i * 3_600L),
                            "https://acme.com/" + random.nextInt(4) + "?utm_source=" + source + medium,
                            "p" + random.nextInt(8) + "@example.com")
                    .build());
        }
        client.awaitDerived();
    }

    /** A change of the shipped rules: newsletters are e-mail, one page is Other, and what was Direct stays. */
    private static MappingStub.Rules changed() {
        MappingStub.Rules shipped = MappingStub.shipped("");
        List<List<String>> rows = new ArrayList<>(shipped.rows());
        rows.add(List.of("Email", "News"));
        return new MappingStub.Rules(rows, key -> {
            if (key.getLandingPage().endsWith("/3")) {
                return 0;
            }
            return key.getSource().equals("newsletter")
                    ? rows.size()
                    : shipped.row().applyAsInt(key);
        });
    }

    private record Stored(UUID id, String person, Instant time, MappingKey key, String channel, String subchannel) {}

    private List<Stored> stored() {
        return state
                .texts(
                        "SELECT concat_ws('|', t.touchpoint_id, t.person_id, extract(epoch FROM t.touched_at)::bigint, k.source,"
                                + " k.medium, k.landing_page, k.referrer, coalesce(r.channel, '?'), coalesce(r.subchannel, '?'))"
                                + " FROM touchpoint t JOIN mapping_key k USING (mapping_key_id)"
                                + " JOIN channel_period p ON t.touched_at >= p.start_time AND t.touched_at < p.end_time"
                                + " LEFT JOIN key_channel c ON c.mapping_key_id = t.mapping_key_id"
                                + " AND c.rule_set_version = p.rule_set_version"
                                + " LEFT JOIN rule_row r ON r.rule_set_version = c.rule_set_version AND r.row_number = c.row_number")
                .stream()
                .map(row -> List.of(row.split("\\|", -1)))
                .map(row -> new Stored(
                        UUID.fromString(row.get(0)),
                        row.get(1),
                        Instant.ofEpochSecond(Long.parseLong(row.get(2))),
                        MappingKey.newBuilder()
                                .setKind(MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION)
                                .setSource(row.get(3))
                                .setMedium(row.get(4))
                                .setLandingPage(row.get(5))
                                .setReferrer(row.get(6))
                                .build(),
                        row.get(7),
                        row.get(8)))
                .toList();
    }

    private PreviewRuleSetResponse preview(Instant start) {
        PreviewRuleSetRequest.Builder request = PreviewRuleSetRequest.newBuilder()
                .setRuleSet(RuleSetReference.newBuilder().setDraftId(DRAFT));
        if (start != null) {
            request.setStartTime(ProtoTime.timestamp(start));
        }
        return remap.previewRuleSet(request.build());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void previewCountsWhatCountingByHandCounts(long seed) {
        ingestSome(seed);
        MappingStub.draft(DRAFT, changed());
        compare(preview(null), null);
        Instant noon = at("00:00").plusSeconds(30 * 3_600L);
        compare(preview(noon), noon);

        // Two versions in force.
        MappingStub.publish(MappingStub.shipped(" new"), noon);
        awaitInStep();
        compare(preview(null), null);
        compare(preview(noon.plusSeconds(7_200)), noon.plusSeconds(7_200));
        compare(preview(noon.minusSeconds(7_200)), noon.minusSeconds(7_200));
        assertThat(state.texts("SELECT relname::text FROM pg_class WHERE relname = 'preview_change'"))
                .isEmpty();
    }

    private void compare(PreviewRuleSetResponse preview, Instant start) {
        MappingStub.Rules rules = changed();
        List<Stored> all = stored();
        Map<List<String>, Long> moves = new HashMap<>();
        Map<List<String>, Set<String>> people = new HashMap<>();
        Map<Integer, Long> rows = new HashMap<>();
        Map<List<String>, Long> values = new HashMap<>();
        Set<String> changedPeople = new HashSet<>();
        for (Stored touchpoint : all) {
            if (start != null && touchpoint.time().isBefore(start)) {
                continue;
            }
            int row = rules.row().applyAsInt(touchpoint.key());
            rows.merge(row, 1L, Long::sum);
            List<String> to = row == 0 ? List.of("Other", "") : rules.rows().get(row - 1);
            if (!to.equals(List.of(touchpoint.channel(), touchpoint.subchannel()))) {
                List<String> move = List.of(touchpoint.channel(), touchpoint.subchannel(), to.get(0), to.get(1));
                moves.merge(move, 1L, Long::sum);
                people.computeIfAbsent(move, unseen -> new HashSet<>()).add(touchpoint.person());
                changedPeople.add(touchpoint.person());
                values.merge(List.of("Source", touchpoint.key().getSource()), 1L, Long::sum);
                values.merge(List.of("Medium", touchpoint.key().getMedium()), 1L, Long::sum);
                values.merge(List.of("Landing Page", touchpoint.key().getLandingPage()), 1L, Long::sum);
            }
        }
        values.keySet().removeIf(value -> value.get(1).isEmpty());
        assertThat(preview.getTouchpointCount()).isEqualTo(all.size());
        assertThat(preview.getChangedTouchpointCount())
                .isEqualTo(moves.values().stream().mapToLong(n -> n).sum())
                .isPositive();
        assertThat(preview.getChangedPersonCount()).isEqualTo(changedPeople.size());
        assertThat(preview.getUnmatchedTouchpointCount()).isEqualTo(rows.getOrDefault(0, 0L));
        assertThat(preview.getUnmappedTouchpointCount()).isZero();
        assertThat(preview.getComparedVersion()).isEqualTo(MappingStub.version);
        Map<List<String>, Long> told = new HashMap<>();
        for (ChannelMove move : preview.getMovesList()) {
            List<String> direction = List.of(
                    move.getFromChannel(), move.getFromSubchannel(), move.getToChannel(), move.getToSubchannel());
            if (move.getTouchpointCount() > 0) {
                told.put(direction, move.getTouchpointCount());
                assertThat(move.getPersonCount())
                        .isEqualTo(people.get(direction).size());
                assertThat(move.getTouchpointIdsList())
                        .hasSizeBetween(1, 3)
                        .allSatisfy(id -> assertThat(all).anySatisfy(touchpoint -> {
                            assertThat(touchpoint.id()).hasToString(id);
                            assertThat(touchpoint.channel()).isEqualTo(move.getFromChannel());
                        }));
            }
        }
        assertThat(told).isEqualTo(moves);
        assertThat(preview.getRowsList()).hasSize(rules.rows().size());
        for (RowHits hits : preview.getRowsList()) {
            assertThat(hits.getTouchpointCount()).isEqualTo(rows.getOrDefault(hits.getRowNumber(), 0L));
        }
        assertThat(preview.getFindingsList())
                .as("rows that matched nothing, if all history was looked at")
                .allMatch(finding -> finding.getType() == RuleFindingType.RULE_FINDING_TYPE_MATCHED_NOTHING)
                .extracting(RuleFinding::getRowNumber)
                .isEqualTo(
                        start != null
                                ? List.of()
                                : IntStream.rangeClosed(1, rules.rows().size())
                                        .filter(row -> !rows.containsKey(row))
                                        .boxed()
                                        .toList());
        Map<List<String>, Long> toldValues = new HashMap<>();
        preview.getChangedValuesList()
                .forEach(value ->
                        toldValues.put(List.of(value.getColumn(), value.getValue()), value.getTouchpointCount()));
        assertThat(toldValues).isEqualTo(values);
    }

    @Test
    void previewChangesNothingAndCountsNoPeopleIfNotAsked() {
        ingestSome(4);
        MappingStub.draft(DRAFT, changed());
        List<String> before = state.derived();

        PreviewRuleSetResponse preview = remap.previewRuleSet(PreviewRuleSetRequest.newBuilder()
                .setRuleSet(RuleSetReference.newBuilder().setDraftId(DRAFT))
                .setWithoutPeople(true)
                .build());

        assertThat(preview.getChangedTouchpointCount()).isPositive();
        assertThat(preview.getChangedPersonCount()).isZero();
        assertThat(preview.getMovesList()).allMatch(move -> move.getPersonCount() == 0);
        assertThat(state.derived()).isEqualTo(before);
        assertThat(client.admin
                        .checkConsistency(CheckConsistencyRequest.getDefaultInstance())
                        .getMiscountedKeyCount())
                .isZero();
    }

    @Test
    void previewRefusesWhatTheContractSays() {
        ingestSome(5);
        refused(PreviewRuleSetRequest.getDefaultInstance(), Status.Code.INVALID_ARGUMENT);
        refused(version(0), Status.Code.INVALID_ARGUMENT);
        refused(version(999_999), Status.Code.NOT_FOUND);
        refused(
                version(MappingStub.version).toBuilder()
                        .setStartTime(Timestamp.newBuilder().setNanos(-1))
                        .build(),
                Status.Code.INVALID_ARGUMENT);
        MappingStub.answering = false;
        refused(version(MappingStub.version), Status.Code.UNAVAILABLE);
    }

    private static PreviewRuleSetRequest version(long version) {
        return PreviewRuleSetRequest.newBuilder()
                .setRuleSet(RuleSetReference.newBuilder().setVersion(version))
                .build();
    }

    private void refused(PreviewRuleSetRequest request, Status.Code code) {
        assertThatThrownBy(() -> remap.previewRuleSet(request))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }

    private RemapStatus status() {
        return remap.getRemapStatus(GetRemapStatusRequest.getDefaultInstance()).getStatus();
    }

    private void awaitInStep() {
        Awaitility.await().untilAsserted(() -> {
            RemapStatus status = status();
            assertThat(status.getState()).isEqualTo(RemapState.REMAP_STATE_IN_STEP);
            assertThat(status.getPeriods(status.getPeriodsCount() - 1).getVersion())
                    .isEqualTo(MappingStub.version);
        });
    }

    @Test
    void statusTellsWhatIsWaitedForAndGoesOnByItself() {
        ingestSome(6);
        MappingStub.answering = false;
        MappingStub.publish(" later");
        Awaitility.await().untilAsserted(() -> {
            assertThat(status().getState()).isEqualTo(RemapState.REMAP_STATE_WAITING);
            assertThat(status().getWaitingFor()).contains("mapping-service");
        });
        assertThat(status().getPeriods(0).getVersion()).isLessThan(MappingStub.version);

        MappingStub.answering = true;
        awaitInStep();
        assertThat(status().getWaitingFor()).isEmpty();
        assertThat(status().getChangedTouchpointCount()).isPositive();
        assertThat(status().hasEndTime()).isTrue();
    }

    @Test
    void watcherOfTheStatusSeesTheVersionComeIntoForce() {
        ingestSome(7);
        Context.CancellableContext context = Context.current().withCancellation();
        Context previous = context.attach();
        try {
            Iterator<WatchRemapResponse> watch = remap.watchRemap(WatchRemapRequest.getDefaultInstance());
            assertThat(watch.next().getStatus().getPeriods(0).getVersion()).isEqualTo(MappingStub.version);
            MappingStub.publish(" watched");
            RemapStatus last;
            do {
                last = watch.next().getStatus();
            } while (last.getPeriods(0).getVersion() < MappingStub.version);
            assertThat(last.getPeriods(0).getVersion()).isEqualTo(MappingStub.version);
        } finally {
            context.detach(previous);
            context.cancel(null);
        }
    }

    @Test
    void readerThatAsksAllTheTimeDuringSwitchesSeesOneVersionInEachAnswer() throws Exception {
        ingestSome(8);
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int answers = 0;
            while (!stop.get()) {
                Set<String> suffixes = new HashSet<>();
                client
                        .touchpoints
                        .summarizeTouchpoints(SummarizeTouchpointsRequest.getDefaultInstance())
                        .getCountsList()
                        .stream()
                        .filter(count -> count.getChannel().startsWith("google")
                                || count.getChannel().startsWith("linkedin"))
                        .forEach(count -> suffixes.add(count.getChannel().replaceAll("^[a-z]+", "")));
                assertThat(suffixes).hasSize(1);
                answers++;
            }
            return answers;
        });
        for (int i = 0; i < 5; i++) {
            MappingStub.publish(" v" + i);
            awaitInStep();
        }
        stop.set(true);
        assertThat(reader.get()).isPositive();
    }

    /** M16: what stands in NULL is listed by campaign. */
    @Test
    void m16WhatStandsInNullIsListed() {
        ingestSome(9);
        MappingStub.publish(
                new MappingStub.Rules(
                        List.of(List.of("NULL", "Wrong"), List.of("Direct", "")),
                        key -> key.getSource().isEmpty() ? 2 : key.getSource().equals("unknown") ? 0 : 1),
                null);
        awaitInStep();

        List<NullCampaign> listed = new ArrayList<>();
        ListNullCampaignsResponse page;
        String token = "";
        do {
            page = remap.listNullCampaigns(ListNullCampaignsRequest.newBuilder()
                    .setPageSize(1)
                    .setPageToken(token)
                    .build());
            listed.addAll(page.getCampaignsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        Map<String, Long> byMedium = new HashMap<>();
        stored().stream()
                .filter(touchpoint -> touchpoint.channel().equals("NULL"))
                .forEach(touchpoint -> byMedium.merge(touchpoint.key().getMedium(), 1L, Long::sum));
        assertThat(listed).hasSize(byMedium.size()).hasSize(2);
        assertThat(listed).allSatisfy(campaign -> {
            assertThat(campaign.getTouchpointCount()).isEqualTo(byMedium.get(campaign.getMedium()));
            assertThat(campaign.getSubchannel()).isEqualTo("Wrong");
            assertThat(campaign.getRowNumber()).isEqualTo(1);
            assertThat(campaign.getKind()).isEqualTo(MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION);
        });
        assertThat(listed.get(0).getTouchpointCount())
                .isGreaterThanOrEqualTo(listed.get(1).getTouchpointCount());
    }
}
