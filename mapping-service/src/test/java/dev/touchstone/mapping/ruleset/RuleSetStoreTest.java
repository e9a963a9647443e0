package dev.touchstone.mapping.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mapping.channel.Channel;
import dev.touchstone.mapping.channel.ChannelCatalogue;
import dev.touchstone.mapping.channel.ChannelStore;
import dev.touchstone.mapping.channel.Subchannel;
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

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456Z");
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
                        .createNativeQuery("TRUNCATE channel, rule_set, rule_set_draft CASCADE")
                        .executeUpdate());
    }

    @Test
    void rulesComeBackAsTheyWerePublished() {
        RuleSet.Head published = publish(RuleSet.Origin.SHIPPED, SHIPPED.basis());
        assertThat(published.version()).isEqualTo(1);
        assertThat(active()).contains(new RuleSet(published, SHIPPED.rules()));
    }

    @Test
    void laterVersionSupersedesTheOneBefore() {
        publish(RuleSet.Origin.SHIPPED, SHIPPED.basis());
        RuleSet.Head second = publish(RuleSet.Origin.CUSTOMER, other("2026.11.22", "Email"));
        assertThat(second.version()).isEqualTo(2);
        assertThat(active()).map(RuleSet::head).contains(second);
        assertThat(states()).containsExactly("1 SUPERSEDED", "2 PUBLISHED");
    }

    @Test
    void emptyStoreGetsTheShippedRulesAndTheirCatalogueOnce() {
        assertThat(installShippedRules.install(SHIPPED))
                .map(RuleSet.Head::version)
                .contains(1L);
        assertThat(installShippedRules.install(SHIPPED)).isEmpty();
        assertThat(states()).containsExactly("1 PUBLISHED");
        assertThat(names()).isEqualTo(namesOf(SHIPPED.catalogue()));
    }

    @Test
    void replicasThatStartAtOnceInstallOneVersion() throws Exception {
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<RuleSet.Head>>> installed = IntStream.range(0, 8)
                    .mapToObj(i -> replicas.submit(() -> installShippedRules.install(SHIPPED)))
                    .toList();
            int versions = 0;
            for (Future<Optional<RuleSet.Head>> one : installed) {
                versions += one.get().isPresent() ? 1 : 0;
            }
            assertThat(versions).isEqualTo(1);
        }
        assertThat(states()).containsExactly("1 PUBLISHED");
    }

    @Test
    void newerBuildReplacesOlderShippedRulesAndKeepsRenamedOrAddedChannels() {
        publish(RuleSet.Origin.SHIPPED, other("2026.11.21", "Email"));
        QuarkusTransaction.requiringNew().run(() -> {
            channels.addShipped(catalogue(Channel.named("Email", List.of("Own"))));
            Channel email = channels.load().find("Email").orElseThrow();
            channels.update(new Channel(email.channelId(), "E-Mail", true, 2, email.subchannels()));
            channels.addShipped(catalogue(Channel.named("Zoo", List.of())));
        });
        assertThat(installShippedRules.install(SHIPPED))
                .map(RuleSet.Head::version)
                .contains(2L);
        assertThat(active())
                .map(ruleSet -> ruleSet.basis().digest())
                .contains(SHIPPED.basis().digest());
        assertThat(names()).contains("E-Mail[Own]", "Zoo[]", "Direct[]").doesNotContain("Email[]");
        assertThat(active().orElseThrow().rules().online())
                .filteredOn(rule -> rule.cells().referringWebsite().equals("[Email]"))
                .extracting(rule -> rule.path().toString())
                .containsExactly("E-Mail");
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
        assertThat(activeRuleSet.refresh()).isPresent();
        assertThat(activeRuleSet.refresh()).isEmpty();
        assertThat(channelOfAnEmail()).isEqualTo("First");
        publish(RuleSet.Origin.CUSTOMER, other("2026.11.22", "Second"));
        assertThat(activeRuleSet.refresh())
                .map(active -> active.ruleSet().version())
                .contains(2L);
        assertThat(channelOfAnEmail()).isEqualTo("Second");
    }

    @Test
    void shippedRulesOfAnotherBuildWaitForThatBuild() {
        publish(RuleSet.Origin.CUSTOMER, other("2026.11.22", "Ours"));
        activeRuleSet.refresh();
        publish(RuleSet.Origin.SHIPPED, other("2027.01.01", "Theirs"));
        assertThat(activeRuleSet.refresh()).isEmpty();
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

    private RuleSet.Head publish(RuleSet.Origin origin, RuleSet.RuleBasis basis) {
        return QuarkusTransaction.requiringNew().call(() -> {
            channels.lock();
            basis.rules().online().forEach(rule -> add(rule.path()));
            basis.rules().offline().forEach(rule -> add(rule.path()));
            return ruleSets.publish(
                    origin, basis, new RuleSet.Publication(NOW, "Ann", "why", 0, null), channels.load());
        });
    }

    private void add(ChannelPath path) {
        List<String> subchannels = path.subchannel().isEmpty() ? List.of() : List.of(path.subchannel());
        channels.addShipped(catalogue(Channel.named(path.channel(), subchannels)));
    }

    private static ChannelCatalogue catalogue(Channel channel) {
        return new ChannelCatalogue(List.of(channel));
    }

    private Optional<RuleSet> active() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ruleSets.find(ruleSets.state().version()));
    }

    private List<String> names() {
        return namesOf(QuarkusTransaction.requiringNew().call(channels::load));
    }

    private static List<String> namesOf(ChannelCatalogue catalogue) {
        return catalogue.channels().stream()
                .map(channel -> channel.displayName()
                        + channel.subchannels().stream()
                                .map(Subchannel::displayName)
                                .toList())
                .toList();
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
