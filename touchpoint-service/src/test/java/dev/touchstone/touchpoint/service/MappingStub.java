package dev.touchstone.touchpoint.service;

import dev.touchstone.mapping.v1.ChannelMatch;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyResponse;
import dev.touchstone.mapping.v1.ExplainRequest;
import dev.touchstone.mapping.v1.ExplainResponse;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetResponse;
import dev.touchstone.mapping.v1.GetRuleSetDraftRequest;
import dev.touchstone.mapping.v1.GetRuleSetDraftResponse;
import dev.touchstone.mapping.v1.GetRuleSetRequest;
import dev.touchstone.mapping.v1.GetRuleSetResponse;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.mapping.v1.MatchView;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetPeriod;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.mapping.v1.WatchActiveRuleSetRequest;
import dev.touchstone.mapping.v1.WatchActiveRuleSetResponse;
import dev.touchstone.touchpoint.api.ProtoTime;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

/**
 * A mapping-service over a real socket that sorts by the simplest of rules, so that these tests need not know the shipped
 * ones: one of a few sources is the channel, the medium cpc a subchannel. The whole-suite tests run the real one.
 */
public final class MappingStub implements QuarkusTestResourceLifecycleManager {
    private static final List<String> CHANNELS =
            List.of("Direct", "Referral", "google", "linkedin", "newsletter", "Outbound Sales - Jill", "Webinar 1");
    private static final List<String> SUBCHANNELS = List.of("", "cpc");

    static volatile boolean answering = true;
    static volatile long version = 1;

    /** Called before each answer to Classify; may throw. */
    private static volatile Runnable beforeClassify = () -> {};

    private static volatile List<RuleSetPeriod> periods = List.of(period(null, 1));
    private static volatile long catalogueVersion = 1;
    private static final Map<Long, Rules> VERSIONS = new ConcurrentHashMap<>(Map.of(1L, shipped("")));
    private static final Map<String, Rules> DRAFTS = new ConcurrentHashMap<>();
    private static final Map<String, String> RENAMED = new ConcurrentHashMap<>();
    private static final List<StreamObserver<WatchActiveRuleSetResponse>> WATCHERS = new CopyOnWriteArrayList<>();

    private Server server;

    /**
     * Rules.
     *
     * @param rows channel and subchannel of each row, from row 1
     * @param row the deciding row of a key, 0 for none
     */
    public record Rules(List<List<String>> rows, ToIntFunction<MappingKey> row) {
        public Rules {
            rows = List.copyOf(rows);
        }

        private ChannelRule rule(int number) {
            List<String> names = rows.get(number - 1);
            return ChannelRule.newBuilder()
                    .setRowNumber(number)
                    .setChannel(RENAMED.getOrDefault(names.get(0), names.get(0)))
                    .setSubchannel(names.get(1))
                    .build();
        }

        private List<ChannelRule> rules() {
            List<ChannelRule> rules = new ArrayList<>();
            for (int number = 1; number <= rows.size(); number++) {
                rules.add(rule(number));
            }
            return rules;
        }

        private ChannelMatch match(MappingKey key, long ofVersion) {
            int number = row.applyAsInt(key);
            ChannelMatch.Builder match = ChannelMatch.newBuilder().setRuleSetVersion(ofVersion);
            return number == 0
                    ? match.setChannel("Other").build()
                    : match.setChannel(rule(number).getChannel())
                            .setSubchannel(rule(number).getSubchannel())
                            .setRowNumber(number)
                            .build();
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server = NettyServerBuilder.forPort(0)
                    .addService(new Mapping())
                    .addService(new RuleSets())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "quarkus.grpc.clients.mapping.port", Integer.toString(server.getPort()),
                "quarkus.grpc.clients.mapping.test-port", Integer.toString(server.getPort()));
    }

    @Override
    public void stop() {
        server.shutdownNow();
    }

    /** Publishes a version that puts this text behind the channel of every web session. */
    static void publish(String suffix) {
        publish(shipped(suffix), null);
    }

    /**
     * Publishes rules.
     *
     * @param start from when on they decide; null for always
     */
    public static synchronized long publish(Rules rules, Instant start) {
        long next = version + 1;
        VERSIONS.put(next, rules);
        List<RuleSetPeriod> kept = new ArrayList<>();
        if (start != null) {
            periods.stream()
                    .filter(period -> !period.hasStartTime()
                            || ProtoTime.instant(period.getStartTime()).isBefore(start))
                    .forEach(kept::add);
        }
        kept.add(period(start, next));
        periods = List.copyOf(kept);
        version = next;
        tellWatchers();
        return next;
    }

    /** Keeps rules as a draft. */
    public static void draft(String id, Rules rules) {
        DRAFTS.put(id, rules);
    }

    /** Renames a channel in all versions. */
    public static synchronized void rename(String channel, String name) {
        RENAMED.put(channel, name);
        catalogueVersion++;
        tellWatchers();
    }

    /** What is called before each answer to Classify; it may throw. */
    public static void beforeClassify(Runnable code) {
        beforeClassify = code;
    }

    /** Whether calls are answered. */
    public static void setAnswering(boolean answers) {
        answering = answers;
    }

    /**
     * What a key gets.
     *
     * @param channel display name
     * @param subchannel display name
     * @param rowNumber deciding row
     */
    public record Expected(String channel, String subchannel, int rowNumber) {}

    /** What a version gives to a key. */
    public static Expected expected(long ofVersion, MappingKey key) {
        ChannelMatch match = VERSIONS.get(ofVersion).match(key, ofVersion);
        return new Expected(match.getChannel(), match.getSubchannel(), match.getRowNumber());
    }

    /** Which version decides at a time. */
    public static long versionAt(Instant time) {
        return periods.stream()
                .filter(period -> !period.hasStartTime()
                        || !ProtoTime.instant(period.getStartTime()).isAfter(time))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .getVersion();
    }

    /** The rules that these tests ship. */
    public static Rules shipped(String suffix) {
        List<List<String>> rows = new ArrayList<>();
        for (String channel : CHANNELS) {
            for (String subchannel : SUBCHANNELS) {
                rows.add(List.of(isOfCrm(channel) ? channel : channel + suffix, subchannel));
            }
        }
        return new Rules(rows, MappingStub::row);
    }

    private static boolean isOfCrm(String channel) {
        return CHANNELS.indexOf(channel) >= CHANNELS.indexOf("Outbound Sales - Jill");
    }

    private static int row(MappingKey key) {
        boolean web = key.getKind() == MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION;
        String channel = web
                ? (key.getSource().isEmpty() ? (key.getReferrer().isEmpty() ? "Direct" : "Referral") : key.getSource())
                : key.getCampaign();
        int index = CHANNELS.indexOf(channel);
        int subchannel = Math.max(0, SUBCHANNELS.indexOf(key.getMedium()));
        return index < 0 ? 0 : 1 + index * SUBCHANNELS.size() + subchannel;
    }

    private static RuleSetPeriod period(Instant start, long ofVersion) {
        RuleSetPeriod.Builder period = RuleSetPeriod.newBuilder().setVersion(ofVersion);
        if (start != null) {
            period.setStartTime(ProtoTime.timestamp(start));
        }
        return period.build();
    }

    private static GetActiveRuleSetResponse active() {
        return GetActiveRuleSetResponse.newBuilder()
                .setRuleSet(RuleSet.newBuilder().setVersion(version))
                .addAllPeriods(periods)
                .setCatalogueVersion(catalogueVersion)
                .build();
    }

    private static void tellWatchers() {
        for (StreamObserver<WatchActiveRuleSetResponse> watcher : WATCHERS) {
            try {
                watcher.onNext(WatchActiveRuleSetResponse.newBuilder()
                        .setActive(active())
                        .build());
            } catch (RuntimeException gone) {
                WATCHERS.remove(watcher);
            }
        }
    }

    private static <T> void answer(StreamObserver<T> observer, T response) {
        if (answering) {
            observer.onNext(response);
            observer.onCompleted();
        } else {
            observer.onError(Status.UNAVAILABLE.asRuntimeException());
        }
    }

    private static Rules named(RuleSetReference reference) {
        return reference.hasDraftId()
                ? DRAFTS.get(reference.getDraftId())
                : VERSIONS.get(reference.hasVersion() ? reference.getVersion() : version);
    }

    private static final class Mapping extends MappingServiceGrpc.MappingServiceImplBase {
        @Override
        public void classify(ClassifyRequest request, StreamObserver<ClassifyResponse> observer) {
            Rules rules = named(request.getRuleSet());
            if (rules == null) {
                observer.onError(Status.NOT_FOUND.asRuntimeException());
                return;
            }
            try {
                beforeClassify.run();
            } catch (RuntimeException failing) {
                observer.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            long ofVersion = request.getRuleSet().getVersion();
            ClassifyResponse.Builder response = ClassifyResponse.newBuilder().setRuleSetVersion(ofVersion);
            if (request.getView() == MatchView.MATCH_VIEW_ROW_NUMBERS) {
                request.getMappingKeysList()
                        .forEach(key -> response.addRowNumbers(rules.row().applyAsInt(key)));
            } else {
                request.getMappingKeysList().forEach(key -> response.addMatches(rules.match(key, ofVersion)));
            }
            answer(observer, response.build());
        }

        @Override
        public void explain(ExplainRequest request, StreamObserver<ExplainResponse> observer) {
            answer(
                    observer,
                    ExplainResponse.newBuilder()
                            .setMatch(named(request.getRuleSet())
                                    .match(
                                            request.getMappingKey(),
                                            request.getRuleSet().getVersion()))
                            .build());
        }
    }

    private static final class RuleSets extends RuleSetServiceGrpc.RuleSetServiceImplBase {
        @Override
        public void getActiveRuleSet(
                GetActiveRuleSetRequest request, StreamObserver<GetActiveRuleSetResponse> observer) {
            answer(observer, active());
        }

        @Override
        public void watchActiveRuleSet(
                WatchActiveRuleSetRequest request, StreamObserver<WatchActiveRuleSetResponse> observer) {
            if (!answering) {
                observer.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            observer.onNext(
                    WatchActiveRuleSetResponse.newBuilder().setActive(active()).build());
            WATCHERS.add(observer);
        }

        @Override
        public void getRuleSet(GetRuleSetRequest request, StreamObserver<GetRuleSetResponse> observer) {
            Rules rules = VERSIONS.get(request.getVersion());
            if (rules == null) {
                observer.onError(Status.NOT_FOUND.asRuntimeException());
                return;
            }
            answer(
                    observer,
                    GetRuleSetResponse.newBuilder()
                            .setRuleSet(RuleSet.newBuilder()
                                    .setVersion(request.getVersion())
                                    .addAllRules(rules.rules()))
                            .build());
        }

        @Override
        public void getRuleSetDraft(GetRuleSetDraftRequest request, StreamObserver<GetRuleSetDraftResponse> observer) {
            Rules rules = DRAFTS.get(request.getDraftId());
            if (rules == null) {
                observer.onError(Status.NOT_FOUND.asRuntimeException());
                return;
            }
            answer(
                    observer,
                    GetRuleSetDraftResponse.newBuilder()
                            .setDraft(RuleSetDraft.newBuilder()
                                    .setDraftId(request.getDraftId())
                                    .addAllRules(rules.rules()))
                            .build());
        }
    }
}
