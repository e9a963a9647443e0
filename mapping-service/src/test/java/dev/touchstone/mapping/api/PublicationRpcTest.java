package dev.touchstone.mapping.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import dev.touchstone.mapping.publish.PublishDue;
import dev.touchstone.mapping.v1.CancelPublicationRequest;
import dev.touchstone.mapping.v1.Channel;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.GetRuleSetRequest;
import dev.touchstone.mapping.v1.ListRuleSetsRequest;
import dev.touchstone.mapping.v1.ListRuleSetsResponse;
import dev.touchstone.mapping.v1.PublishRuleSetDraftRequest;
import dev.touchstone.mapping.v1.RestoreRuleSetRequest;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetDraft;
import dev.touchstone.mapping.v1.RuleSetPeriod;
import dev.touchstone.mapping.v1.RuleSetState;
import dev.touchstone.mapping.v1.RuleSetView;
import dev.touchstone.mapping.v1.SetChannelArchivedRequest;
import dev.touchstone.mapping.v1.WatchActiveRuleSetRequest;
import dev.touchstone.mapping.v1.WatchActiveRuleSetResponse;
import dev.touchstone.testing.database.PostgresTestResource;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Publication at once, at a time and of an earlier version, and who hears of it, over the real port. */
@QuarkusTest
@TestProfile(RulesFixture.OwnRules.class)
@WithTestResource(PostgresTestResource.class)
class PublicationRpcTest extends RulesFixture {
    @Inject
    PublishDue publishDue;

    @Inject
    MeterRegistry registry;

    @Inject
    ActiveRuleSetWatch watch;

    @Inject
    EntityManager entityManager;

    @Test
    void upperOfTwoMatchingRowsDecidesAfterTheyWereSwappedM03() {
        RuleSetDraft draft = draft();
        List<ChannelRule> rows = new ArrayList<>(draft.getRulesList());
        rows.add(0, online("Video", "", "swap"));
        rows.add(1, online("Email", "", "swap"));
        publish(update(draft, rows));
        assertThat(channelOf("swap")).isEqualTo("Video");
        RuleSetDraft next = draft();
        rows = new ArrayList<>(next.getRulesList());
        rows.add(0, rows.remove(1));
        publish(update(next, rows));
        assertThat(channelOf("swap")).isEqualTo("Email");
    }

    /** The vendor locks rules for seven days after a change. */
    @Test
    void rulesMayBePublishedAgainAtOnceM12() {
        RuleSet before = active();
        RuleSet first = publish(draftWith(online("Email", "", "one")));
        RuleSet second = publish(draftWith(online("Email", "", "two")));
        assertThat(second.getVersion()).isEqualTo(before.getVersion() + 2);
        assertThat(second.getState()).isEqualTo(RuleSetState.RULE_SET_STATE_PUBLISHED);
        assertThat(second.getAuthor()).isEqualTo(AUTHOR);
        assertThat(second.getNote()).isEqualTo("because");
        assertThat(active().toBuilder().clearRules().build()).isEqualTo(second);
        RuleSet superseded = version(first.getVersion());
        assertThat(superseded.getState()).isEqualTo(RuleSetState.RULE_SET_STATE_SUPERSEDED);
        assertThat(superseded.getEtag()).isNotEqualTo(first.getEtag());
        assertThat(versions(1).subList(0, 3))
                .extracting(RuleSet::getVersion)
                .containsExactly(second.getVersion(), first.getVersion(), before.getVersion());
        assertThat(versions(100)).isEqualTo(versions(1));
    }

    @Test
    void publishedDraftIsNoDraftAnyMore() {
        RuleSetDraft draft = draftWith(online("Email", "", "gone"));
        publish(draft);
        assertThat(refusal(() -> draft(draft.getDraftId())))
                .isEqualTo("NOT_FOUND RULE_SET_DRAFT_NOT_FOUND {draft_id=" + draft.getDraftId() + "}");
    }

    @Test
    void wrongRowsAreNotPublished() {
        RuleSetDraft draft = draftWith(online("Nowhere", "", "a; b"));
        String version = active().getEtag();
        assertThat(refusal(() -> publish(draft))).isEqualTo("FAILED_PRECONDITION RULE_SET_INVALID {problem_count=2}");
        assertThat(active().getEtag()).isEqualTo(version);
        assertThat(draft(draft.getDraftId()).getEtag()).isEqualTo(draft.getEtag());
    }

    @Test
    void publicationNamesTheDraftAndTheActiveRulesItKnows() {
        RuleSetDraft draft = draftWith(online("Email", "", "known"));
        assertThat(refusal(() -> ruleSets.publishRuleSetDraft(
                        publication(draft).setEtag("0").build())))
                .isEqualTo("ABORTED ETAG_MISMATCH {field=etag}");
        assertThat(refusal(() -> ruleSets.publishRuleSetDraft(
                        publication(draft).setActiveEtag("0").build())))
                .isEqualTo("ABORTED ETAG_MISMATCH {field=active_etag}");
        assertThat(violations(() -> ruleSets.publishRuleSetDraft(
                        publication(draft).clearActiveEtag().build())))
                .singleElement()
                .asString()
                .startsWith("active_etag FIELD_REQUIRED");
        assertThat(violations(() -> ruleSets.publishRuleSetDraft(publication(draft)
                        .clearAuthor()
                        .setNote("x".repeat(501))
                        .setPublishTime(timestamp(Instant.now().plus(Duration.ofDays(367))))
                        .setStartTime(Timestamp.newBuilder().setNanos(-1))
                        .build())))
                .extracting(text -> text.split(" ")[0] + " " + text.split(" ")[1])
                .containsExactly(
                        "author FIELD_REQUIRED",
                        "note FIELD_TOO_LONG",
                        "publish_time OUT_OF_RANGE",
                        "start_time INVALID_TIME");
    }

    @Test
    void ofTwoPublishersOneIsAborted() throws Exception {
        List<PublishRuleSetDraftRequest> requests =
                IntStream.range(0, 4).mapToObj(i -> draftWith(online("Email", "", "publisher-" + i))).toList().stream()
                        .map(draft -> publication(draft).build())
                        .toList();
        long before = active().getVersion();
        List<String> outcomes = concurrently(requests.stream()
                .<Callable<String>>map(request -> () -> outcome(request))
                .toList());
        assertThat(outcomes)
                .containsExactlyInAnyOrder(
                        "published",
                        "ABORTED ETAG_MISMATCH {field=active_etag}",
                        "ABORTED ETAG_MISMATCH {field=active_etag}",
                        "ABORTED ETAG_MISMATCH {field=active_etag}");
        assertThat(active().getVersion()).isEqualTo(before + 1);
    }

    private String outcome(PublishRuleSetDraftRequest request) {
        try {
            return ruleSets.publishRuleSetDraft(request).hasRuleSet() ? "published" : "scheduled";
        } catch (StatusRuntimeException e) {
            return refusal(() -> {
                throw e;
            });
        }
    }

    @Test
    void versionWithAStartTimeLeavesOlderTouchpointsToTheOneBefore() {
        publish(draftWith(online("Email", "", "all")));
        RuleSet first = active();
        Instant spring = Instant.parse("2026-03-01T00:00:00Z");
        RuleSet second = ruleSets.publishRuleSetDraft(publication(draftWith(online("Email", "", "spring")))
                        .setStartTime(timestamp(spring))
                        .build())
                .getRuleSet();
        assertThat(second.getStartTime()).isEqualTo(timestamp(spring));
        assertThat(periods())
                .containsExactly(
                        RuleSetPeriod.newBuilder()
                                .setVersion(first.getVersion())
                                .build(),
                        RuleSetPeriod.newBuilder()
                                .setVersion(second.getVersion())
                                .setStartTime(timestamp(spring))
                                .build());
        RuleSet third = publish(draftWith(online("Email", "", "all again")));
        assertThat(periods())
                .containsExactly(RuleSetPeriod.newBuilder()
                        .setVersion(third.getVersion())
                        .build());
    }

    @Test
    void earlierVersionIsPutInForceAgainAsANewOne() {
        RuleSet first = publish(draftWith(online("Email", "", "earlier")));
        List<ChannelRule> rows = active().getRulesList();
        publish(draftWith(online("Email", "", "later")));
        RuleSet restored = restore(first.getVersion()).getRuleSet();
        assertThat(restored.getVersion()).isEqualTo(first.getVersion() + 2);
        assertThat(restored.getRestoredVersion()).isEqualTo(first.getVersion());
        assertThat(restored.getDigest()).isEqualTo(first.getDigest());
        assertThat(active().getRulesList()).isEqualTo(rows);
        assertThat(refusal(() -> restore(9_999))).isEqualTo("NOT_FOUND RULE_SET_NOT_FOUND {version=9999}");
        assertThat(refusal(() -> ruleSets.restoreRuleSet(RestoreRuleSetRequest.newBuilder()
                        .setVersion(first.getVersion())
                        .setActiveEtag(first.getEtag())
                        .setAuthor(AUTHOR)
                        .build())))
                .isEqualTo("ABORTED ETAG_MISMATCH {field=active_etag}");
    }

    @Test
    void versionWithAnArchivedChannelIsNotRestored() {
        Channel channel = channel("Ended campaign");
        RuleSet with = publish(draftWith(online("Ended campaign", "", "ended")));
        RuleSetDraft without = draft();
        publish(update(without, without.getRulesList().subList(1, without.getRulesCount())));
        channels.setChannelArchived(SetChannelArchivedRequest.newBuilder()
                .setChannelId(channel.getChannelId())
                .setEtag(channel.getEtag())
                .setArchived(true)
                .build());
        assertThat(refusal(() -> restore(with.getVersion())))
                .isEqualTo("FAILED_PRECONDITION RULE_SET_INVALID {problem_count=1}");
    }

    @Test
    void draftIsPublishedAtItsTime() {
        RuleSetDraft draft = draftWith(online("Email", "", "on-time"));
        Instant time = Instant.now().plusMillis(700);
        RuleSetDraft scheduled = ruleSets.publishRuleSetDraft(
                        publication(draft).setPublishTime(timestamp(time)).build())
                .getDraft();
        assertThat(scheduled.getState()).isEqualTo(RuleSetState.RULE_SET_STATE_SCHEDULED);
        assertThat(scheduled.getPublishFailure()).isEmpty();
        await().untilAsserted(() -> assertThat(channelOf("on-time")).isEqualTo("Email"));
        RuleSet published = active();
        assertThat(published.getNote()).isEqualTo("because");
        assertThat(instant(published.getPublishTime())).isAfterOrEqualTo(time.minusMillis(1));
        assertThat(refusal(() -> draft(draft.getDraftId()))).startsWith("NOT_FOUND RULE_SET_DRAFT_NOT_FOUND");
    }

    @Test
    void publicationIsCalledOffByHandOrByAChange() {
        RuleSetDraft draft = scheduled("called-off", Duration.ofDays(300));
        RuleSetDraft cancelled = cancel(draft);
        assertThat(cancelled.getState()).isEqualTo(RuleSetState.RULE_SET_STATE_VALIDATED);
        assertThat(cancelled.hasPublishTime()).isFalse();
        assertThat(cancel(cancelled)).isEqualTo(cancelled);
        assertThat(refusal(() -> cancel(draft))).isEqualTo("ABORTED ETAG_MISMATCH {field=etag}");
        RuleSetDraft again = ruleSets.publishRuleSetDraft(publication(cancelled)
                        .setPublishTime(timestamp(Instant.now().plus(Duration.ofDays(1))))
                        .build())
                .getDraft();
        RuleSetDraft changed = update(again, draft(again.getDraftId()).getRulesList());
        assertThat(changed.getState()).isEqualTo(RuleSetState.RULE_SET_STATE_DRAFT);
        assertThat(changed.hasPublishTime()).isFalse();
    }

    @Test
    void publicationThatFindsOtherRulesDoesNotTakePlaceAndSaysSo() {
        RuleSetDraft late = scheduled("too-late", Duration.ofDays(1));
        publish(draftWith(online("Email", "", "in-between")));
        RuleSet active = active();
        timeComes(late);
        await().untilAsserted(() ->
                assertThat(draft(late.getDraftId()).getPublishFailure()).contains("Another rule set"));
        assertThat(draft(late.getDraftId()).getState()).isEqualTo(RuleSetState.RULE_SET_STATE_SCHEDULED);
        assertThat(active()).isEqualTo(active);
        RuleSetDraft cancelled = cancel(draft(late.getDraftId()).toBuilder().build());
        assertThat(cancelled.getPublishFailure()).isEmpty();
        assertThat(publish(cancelled).getVersion()).isEqualTo(active.getVersion() + 1);
    }

    @Test
    void publicationWhoseRowsBecameWrongDoesNotTakePlaceAndSaysSo() {
        Channel channel = channel("Short-lived");
        RuleSetDraft draft = draftWith(online("Short-lived", "", "short"));
        RuleSetDraft scheduled = ruleSets.publishRuleSetDraft(publication(draft)
                        .setPublishTime(timestamp(Instant.now().plus(Duration.ofDays(1))))
                        .build())
                .getDraft();
        channels.setChannelArchived(SetChannelArchivedRequest.newBuilder()
                .setChannelId(channel.getChannelId())
                .setEtag(channel.getEtag())
                .setArchived(true)
                .build());
        timeComes(scheduled);
        await().untilAsserted(() ->
                assertThat(draft(draft.getDraftId()).getPublishFailure()).contains("Short-lived"));
    }

    /** Between the decision and its commit the process is killed: the connection breaks, and nothing has happened. */
    @Test
    void publisherThatDiesLeavesTheDraftToTheNext() {
        RuleSetDraft draft = scheduled("survivor", Duration.ofDays(1));
        long before = active().getVersion();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    makeDue(draft);
                    assertThat(publishDue.publishNext()).isPresent();
                    entityManager
                            .createNativeQuery("SELECT pg_terminate_backend(pg_backend_pid())")
                            .getSingleResult();
                }))
                .isNotNull();
        assertThat(draft(draft.getDraftId()).getState()).isEqualTo(RuleSetState.RULE_SET_STATE_SCHEDULED);
        assertThat(active().getVersion()).isEqualTo(before);

        timeComes(draft);
        await().untilAsserted(() -> assertThat(channelOf("survivor")).isEqualTo("Email"));
        assertThat(active().getVersion()).isEqualTo(before + 1);
    }

    @Test
    void manyReplicasPublishADueDraftOnce() throws Exception {
        RuleSetDraft draft = scheduled("once", Duration.ofDays(1));
        long before = active().getVersion();
        timeComes(draft);
        concurrently(IntStream.range(0, 8)
                .<Callable<String>>mapToObj(i -> () -> publishDue.publishNext().toString())
                .toList());
        await().untilAsserted(() -> assertThat(channelOf("once")).isEqualTo("Email"));
        assertThat(active().getVersion()).isEqualTo(before + 1);
    }

    @Test
    void watcherHearsAtOnceAndOfEveryPublication() {
        Iterator<WatchActiveRuleSetResponse> watch =
                ruleSets.watchActiveRuleSet(WatchActiveRuleSetRequest.getDefaultInstance());
        assertThat(watch.next().getActive())
                .isEqualTo(ruleSets.getActiveRuleSet(GetActiveRuleSetRequest.getDefaultInstance()));
        RuleSet published = publish(draftWith(online("Email", "", "watched")));
        assertThat(until(watch, published.getVersion()).getActive().getRuleSet())
                .isEqualTo(published);
    }

    @Test
    void watcherHearsOfWhatAnotherReplicaPublished() {
        Iterator<WatchActiveRuleSetResponse> watch =
                ruleSets.watchActiveRuleSet(WatchActiveRuleSetRequest.getDefaultInstance());
        RuleSetDraft draft = scheduled("elsewhere", Duration.ofDays(1));
        long next = active().getVersion() + 1;
        // Publishes without telling this replica, as another one does.
        QuarkusTransaction.requiringNew().run(() -> {
            makeDue(draft);
            assertThat(publishDue.publishNext()).isPresent();
        });
        assertThat(until(watch, next).getActive().getRuleSet().getVersion()).isEqualTo(next);
    }

    @Test
    void watchersThatLeaveOrDoNotReadHoldNobodyUp() {
        Iterator<WatchActiveRuleSetResponse> idle =
                ruleSets.watchActiveRuleSet(WatchActiveRuleSetRequest.getDefaultInstance());
        for (int i = 0; i < 20; i++) {
            watchAndLeave();
        }
        RuleSet last = null;
        for (int i = 0; i < 5; i++) {
            last = publish(draftWith(online("Email", "", "idle-" + i)));
        }
        assertThat(until(idle, last.getVersion()).getActive().getRuleSet()).isEqualTo(last);
    }

    /** Beside the port, since one connection may not abandon so many calls in so short a time. */
    @Test
    void watchersThatLeftAreNotKeptWithoutBound() {
        List<Throwable> sentAway = new CopyOnWriteArrayList<>();
        List<Cancellable> subscriptions = new ArrayList<>();
        for (int i = 0; i < ActiveRuleSetWatch.MAX_WATCHERS + 100; i++) {
            subscriptions.add(watch.open().subscribe().with(message -> {}, sentAway::add));
        }
        Gauge watchers = registry.get("touchstone.mapping.rule.set.watchers").gauge();
        assertThat(watchers.value()).isEqualTo(ActiveRuleSetWatch.MAX_WATCHERS);
        assertThat(sentAway).hasSize(100).allMatch(error -> error.getMessage().startsWith("UNAVAILABLE"));
        subscriptions.forEach(Cancellable::cancel);
        assertThat(watchers.value()).isZero();
    }

    private void watchAndLeave() {
        Context.CancellableContext context = Context.current().withCancellation();
        context.run(() -> assertThat(ruleSets.watchActiveRuleSet(WatchActiveRuleSetRequest.getDefaultInstance())
                        .next()
                        .hasActive())
                .isTrue());
        context.cancel(null);
    }

    private static WatchActiveRuleSetResponse until(Iterator<WatchActiveRuleSetResponse> watch, long version) {
        WatchActiveRuleSetResponse response = watch.next();
        while (response.getActive().getRuleSet().getVersion() < version) {
            response = watch.next();
        }
        return response;
    }

    private RuleSetDraft scheduled(String source, Duration ahead) {
        return ruleSets.publishRuleSetDraft(publication(draftWith(online("Email", "", source)))
                        .setPublishTime(timestamp(Instant.now().plus(ahead)))
                        .build())
                .getDraft();
    }

    /** As if everything had been down when its time came. */
    private void timeComes(RuleSetDraft draft) {
        QuarkusTransaction.requiringNew().run(() -> makeDue(draft));
    }

    private void makeDue(RuleSetDraft draft) {
        entityManager
                .createNativeQuery("UPDATE rule_set_draft SET publish_at = now() - interval '1 hour' WHERE draft_id ="
                        + " cast(:id AS uuid)")
                .setParameter("id", draft.getDraftId())
                .executeUpdate();
    }

    private RuleSetDraft cancel(RuleSetDraft draft) {
        return ruleSets.cancelPublication(CancelPublicationRequest.newBuilder()
                        .setDraftId(draft.getDraftId())
                        .setEtag(draft.getEtag())
                        .build())
                .getDraft();
    }

    private dev.touchstone.mapping.v1.RestoreRuleSetResponse restore(long version) {
        return ruleSets.restoreRuleSet(RestoreRuleSetRequest.newBuilder()
                .setVersion(version)
                .setActiveEtag(active().getEtag())
                .setAuthor(AUTHOR)
                .setNote("back")
                .build());
    }

    private List<RuleSetPeriod> periods() {
        return ruleSets.getActiveRuleSet(GetActiveRuleSetRequest.getDefaultInstance())
                .getPeriodsList();
    }

    private RuleSet version(long version) {
        return ruleSets.getRuleSet(GetRuleSetRequest.newBuilder()
                        .setVersion(version)
                        .setView(RuleSetView.RULE_SET_VIEW_BASIC)
                        .build())
                .getRuleSet();
    }

    private List<RuleSet> versions(int pageSize) {
        List<RuleSet> all = new ArrayList<>();
        String token = "";
        do {
            ListRuleSetsResponse page = ruleSets.listRuleSets(ListRuleSetsRequest.newBuilder()
                    .setPageSize(pageSize)
                    .setPageToken(token)
                    .build());
            all.addAll(page.getRuleSetsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return all;
    }

    private String channelOf(String source) {
        return mapping.classify(dev.touchstone.mapping.v1.ClassifyRequest.newBuilder()
                        .addMappingKeys(dev.touchstone.mapping.v1.MappingKey.newBuilder()
                                .setKind(dev.touchstone.mapping.v1.MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION)
                                .setSource(source))
                        .build())
                .getMatches(0)
                .getChannel();
    }

    private static <T> List<T> concurrently(List<Callable<T>> calls) throws Exception {
        List<T> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            for (Future<T> outcome : threads.invokeAll(calls)) {
                outcomes.add(outcome.get());
            }
        }
        return outcomes;
    }

    private static Timestamp timestamp(Instant time) {
        return ProtoTime.timestamp(time);
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
