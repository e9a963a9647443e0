package dev.touchstone.mapping.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mapping.channel.Channel;
import dev.touchstone.mapping.channel.ChannelCatalogue;
import dev.touchstone.mapping.channel.ChannelStore;
import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.Keys;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Installing and publishing on a real PostgreSQL; the refresh beside it is slowed down so that it does not interfere. */
@QuarkusTest
@TestProfile(RuleSetStoreTest.WithoutRefresh.class)
@WithTestResource(PostgresTestResource.class)
class RuleSetStoreTest {
    /** The look at the store happens once, at start. */
    public static final class WithoutRefresh implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("touchstone.mapping.refresh-interval", "1h");
        }
    }

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456789Z");
    private static final ShippedRules SHIPPED = ShippedRules.load();

    @Inject
    RuleSetStore ruleSets;

    @Inject
    ChannelStore channels;

    @Inject
    InstallShippedRules installShippedRules;

    @Inject
    ActiveRuleSet activeRuleSet;

    @Inject
    EntityManager entityManager;

    @BeforeEach
    void storeIsEmpty() {
        await().untilAsserted(() -> assertThat(activeRuleSet.find()).isPresent());
        QuarkusTransaction.requiringNew()
                .run(() -> entityManager
                        .createNativeQuery("TRUNCATE channel_rule, rule_set, subchannel, channel")
                        .executeUpdate());
    }

    @Test
    void rulesComeBackAsTheyWerePublished() {
        RuleSet published = publish(RuleSet.Origin.SHIPPED, SHIPPED.basis());
        assertThat(published.version()).isEqualTo(1);
        assertThat(published.publishedAt()).isEqualTo("2026-11-22T10:15:30.123456Z");
        assertThat(active()).contains(published);
    }

    @Test
    void laterVersionSupersedesTheOneBefore() {
        publish(RuleSet.Origin.SHIPPED, SHIPPED.basis());
        RuleSet second = publish(RuleSet.Origin.CUSTOMER, other("2026.11.22", "Email"));
        assertThat(second.version()).isEqualTo(2);
        assertThat(active()).contains(second);
        assertThat(states()).containsExactly("1 SUPERSEDED", "2 PUBLISHED");
    }

    @Test
    void emptyStoreGetsTheShippedRulesAndTheirCatalogueOnce() {
        assertThat(installShippedRules.install(SHIPPED)).map(RuleSet::version).contains(1L);
        assertThat(installShippedRules.install(SHIPPED)).isEmpty();
        assertThat(states()).containsExactly("1 PUBLISHED");
        assertThat(catalogue()).isEqualTo(SHIPPED.catalogue().channels());
    }

    @Test
    void replicasThatStartAtOnceInstallOneVersion() throws Exception {
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<RuleSet>>> installed = IntStream.range(0, 8)
                    .mapToObj(i -> replicas.submit(() -> installShippedRules.install(SHIPPED)))
                    .toList();
            int versions = 0;
            for (Future<Optional<RuleSet>> one : installed) {
                versions += one.get().isPresent() ? 1 : 0;
            }
            assertThat(versions).isEqualTo(1);
        }
        assertThat(states()).containsExactly("1 PUBLISHED");
    }

    @Test
    void newerBuildReplacesOlderShippedRulesAndKeepsRenamedOrAddedChannels() {
        publish(RuleSet.Origin.SHIPPED, other("2026.11.21", "Email"));
        QuarkusTransaction.requiringNew()
                .run(() -> channels.addMissing(new ChannelCatalogue(
                        List.of(new Channel("Email", List.of("Own")), new Channel("Zoo", List.of())))));
        assertThat(installShippedRules.install(SHIPPED)).map(RuleSet::version).contains(2L);
        assertThat(active()).map(RuleSet::basis).contains(SHIPPED.basis());
        assertThat(catalogue()).contains(new Channel("Email", List.of("Own")), new Channel("Zoo", List.of()));
    }

    @Test
    void olderBuildAndCustomersRulesAreLeftAlone() {
        publish(RuleSet.Origin.SHIPPED, other("2027.01.01", "Email"));
        assertThat(installShippedRules.install(SHIPPED)).isEmpty();
        publish(RuleSet.Origin.CUSTOMER, other("2026.01.01", "Email"));
        assertThat(installShippedRules.install(SHIPPED)).isEmpty();
        assertThat(states()).containsExactly("1 SUPERSEDED", "2 PUBLISHED");
    }

    @Test
    void refreshTakesWhatAnotherReplicaPublished() {
        publish(RuleSet.Origin.CUSTOMER, other("2026.11.22", "First"));
        assertThat(activeRuleSet.refresh(SHIPPED)).isPresent();
        assertThat(activeRuleSet.refresh(SHIPPED)).isEmpty();
        assertThat(channelOfAnEmail()).isEqualTo("First");
        publish(RuleSet.Origin.CUSTOMER, other("2026.11.22", "Second"));
        assertThat(activeRuleSet.refresh(SHIPPED)).map(RuleSet::version).contains(2L);
        assertThat(channelOfAnEmail()).isEqualTo("Second");
    }

    @Test
    void shippedRulesOfAnotherBuildWaitForThatBuild() {
        publish(RuleSet.Origin.CUSTOMER, other("2026.11.22", "Ours"));
        activeRuleSet.refresh(SHIPPED);
        publish(RuleSet.Origin.SHIPPED, other("2027.01.01", "Theirs"));
        assertThat(activeRuleSet.refresh(SHIPPED)).isEmpty();
        assertThat(channelOfAnEmail()).isEqualTo("Ours");
    }

    private String channelOfAnEmail() {
        return activeRuleSet
                .get()
                .classifier()
                .classify(Keys.aSession().medium("email").key())
                .path()
                .channel();
    }

    private RuleSet publish(RuleSet.Origin origin, RuleSet.RuleBasis basis) {
        return QuarkusTransaction.requiringNew().call(() -> ruleSets.publish(origin, basis, NOW));
    }

    private Optional<RuleSet> active() {
        return QuarkusTransaction.requiringNew().call(ruleSets::findActive);
    }

    private List<Channel> catalogue() {
        return QuarkusTransaction.requiringNew().call(channels::load).channels();
    }

    @SuppressWarnings("unchecked")
    private List<String> states() {
        return QuarkusTransaction.requiringNew().call(() -> (List<String>) entityManager
                .createNativeQuery("SELECT version || ' ' || state FROM rule_set ORDER BY version", String.class)
                .getResultList());
    }

    private static RuleSet.RuleBasis other(String listVersion, String channel) {
        ChannelRule rule = new ChannelRule(new ChannelPath(channel, ""), new RuleCells("", "email", "", "", ""), "");
        ChannelRules rules = new ChannelRules(List.of(rule), List.of());
        return new RuleSet.RuleBasis(rules, listVersion, "%064x".formatted(channel.hashCode() & 0xFFFFL));
    }
}
